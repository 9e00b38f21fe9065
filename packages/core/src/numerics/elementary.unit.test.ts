import { describe, expect, it } from 'vitest';
import { MAX_ANGLE, cos, exp, expm1, log, log1p, sin, sincosInto } from './elementary.js';

/** Fixed-point BigInt arithmetic with this many fractional bits: the reference shares nothing with the code under test. */
const FRACTION_BITS = 400n;
const ONE = 1n << FRACTION_BITS;

const multiply = (a: bigint, b: bigint): bigint => (a * b) >> FRACTION_BITS;

/** The exact value of a finite double as a fraction mantissa · 2^exponent. */
function exactParts(x: number): { mantissa: bigint; exponent: bigint } {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  const biased = (bits >> 52n) & 0x7ffn;
  const fraction = bits & 0xfffffffffffffn;
  const magnitude = biased === 0n ? fraction : fraction | (1n << 52n);
  return { mantissa: bits >> 63n ? -magnitude : magnitude, exponent: (biased === 0n ? 1n : biased) - 1075n };
}

function toFixed(x: number, extraExponent = 0n): bigint {
  const { mantissa, exponent } = exactParts(x);
  const shift = FRACTION_BITS + exponent + extraExponent;
  return shift >= 0n ? mantissa << shift : mantissa >> -shift;
}

function seriesFixed(first: bigint, next: (term: bigint, k: bigint) => bigint): bigint {
  let sum = first;
  let term = first;
  for (let k = 1n; term !== 0n && term !== -1n; k++) {
    term = next(term, k);
    sum += term;
  }
  return sum;
}

function artanhFixed(s: bigint): bigint {
  const square = multiply(s, s);
  let sum = 0n;
  let power = s;
  for (let k = 1n; power !== 0n && power !== -1n; k += 2n) {
    sum += power / k;
    power = multiply(power, square);
  }
  return sum;
}

const LN2 = 2n * artanhFixed(ONE / 3n);

function arctanInverse(n: bigint): bigint {
  let sum = 0n;
  let power = ONE / n;
  for (let k = 1n, sign = 1n; power !== 0n; k += 2n, sign = -sign) {
    sum += (sign * power) / k;
    power /= n * n;
  }
  return sum;
}

const PI = 4n * (4n * arctanInverse(5n) - arctanInverse(239n));

const roundDivide = (a: bigint, b: bigint): bigint => (2n * a + b - (((2n * a + b) % (2n * b)) + 2n * b) % (2n * b)) / (2n * b);

/** e^x = result · 2^k. */
function expReference(x: number): { value: bigint; k: bigint } {
  const fixed = toFixed(x);
  const k = roundDivide(fixed, LN2);
  const r = fixed - k * LN2;
  return { value: seriesFixed(ONE, (term, j) => multiply(term, r) / j), k };
}

function logReference(x: number): bigint {
  const { mantissa, exponent } = exactParts(x);
  const bits = BigInt(mantissa.toString(2).length);
  const m = (mantissa << FRACTION_BITS) >> bits;
  return 2n * artanhFixed(((m - ONE) << FRACTION_BITS) / (m + ONE)) + (exponent + bits) * LN2;
}

function sinReference(x: number, quarterTurns: bigint): bigint {
  const fixed = toFixed(x) + (quarterTurns * PI) / 2n;
  const turns = roundDivide(fixed, 2n * PI);
  const r = fixed - turns * 2n * PI;
  const square = multiply(r, r);
  return seriesFixed(r, (term, k) => -multiply(term, square) / (2n * k * (2n * k + 1n)));
}

/** |actual − reference · 2^k| in units in the last place of the reference. */
function ulpError(actual: number, reference: bigint, k = 0n): number {
  const magnitude = reference < 0n ? -reference : reference;
  const bits = BigInt(magnitude.toString(2).length);
  const lowest = -1074n - k + FRACTION_BITS;
  const ulpShift = bits - 53n > lowest ? bits - 53n : lowest;
  const difference = toFixed(actual, -k) - reference;
  return Number((difference << 20n) >> ulpShift) / 2 ** 20;
}

function worstUlp(points: Float64Array, error: (x: number) => number): number {
  let worst = 0;
  for (const x of points) worst = Math.max(worst, Math.abs(error(x)));
  return worst;
}

/** A fixed linear congruential sequence in [0, 1): enough to spread test points. */
function spread(count: number, seed: number, map: (u: number) => number): Float64Array {
  let state = seed >>> 0;
  return Float64Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return map((state + 0.5) / 2 ** 32);
  });
}

describe('accuracy against BigInt arithmetic', () => {
  const count = 5000;

  it('exp is within 0.9 ulp from the subnormal range to overflow', () => {
    const error = (x: number): number => {
      const { value, k } = expReference(x);
      return ulpError(exp(x), value, k);
    };
    expect(worstUlp(spread(count, 1, (u) => -745 + 1454.7 * u), error)).toBeLessThan(0.9);
    expect(worstUlp(spread(count, 2, (u) => 4 * u - 2), error)).toBeLessThan(0.9);
    expect(worstUlp(spread(200, 3, (u) => -745 + 40 * u), error)).toBeLessThan(0.9);
    expect(worstUlp(Float64Array.of(709.782712893384, 709.7, 709.09), error)).toBeLessThan(0.9);
  });

  it('expm1 is within 1.3 ulp', () => {
    const error = (x: number): number => {
      const { value, k } = expReference(x);
      return ulpError(expm1(x), (k >= 0n ? value << k : value >> -k) - ONE);
    };
    expect(worstUlp(spread(count, 4, (u) => 3 * u - 1.5), error)).toBeLessThan(1.3);
    expect(worstUlp(spread(count, 5, (u) => 90 * u - 45), error)).toBeLessThan(1.3);
    expect(worstUlp(spread(200, 6, (u) => (u - 0.5) * 2 ** -30), error)).toBeLessThan(1.3);
  });

  it('log is within 0.8 ulp near 1, over all exponents and for subnormal numbers', () => {
    const error = (x: number): number => ulpError(log(x), logReference(x));
    expect(worstUlp(spread(count, 7, (u) => 0.5 + 1.5 * u), error)).toBeLessThan(0.8);
    expect(worstUlp(spread(count, 8, (u) => Math.exp(1400 * u - 700)), error)).toBeLessThan(0.8);
    expect(worstUlp(spread(200, 9, (u) => 1 + (u - 0.5) * 2 ** -20), error)).toBeLessThan(0.8);
    expect(worstUlp(Float64Array.of(5e-324, 1e-310, 2.2250738585072014e-308, Number.MAX_VALUE), error)).toBeLessThan(0.8);
  });

  it('log1p is within 0.8 ulp', () => {
    const error = (x: number): number => {
      const value = ONE + toFixed(x);
      const bits = BigInt(value.toString(2).length) - FRACTION_BITS;
      const m = bits >= 0n ? value >> bits : value << -bits;
      return ulpError(log1p(x), 2n * artanhFixed(((m - ONE) << FRACTION_BITS) / (m + ONE)) + bits * LN2);
    };
    expect(worstUlp(spread(count, 10, (u) => 1.5 * u - 0.999), error)).toBeLessThan(0.8);
    expect(worstUlp(spread(count, 11, (u) => Math.exp(60 * u - 30)), error)).toBeLessThan(0.8);
    expect(worstUlp(spread(200, 12, (u) => (u - 0.5) * 2 ** -40), error)).toBeLessThan(0.8);
  });

  it('sin and cos are within 0.8 ulp up to 1e6, next to multiples of π/2 too', () => {
    const sinError = (x: number): number => ulpError(sin(x), sinReference(x, 0n));
    const cosError = (x: number): number => ulpError(cos(x), sinReference(x, 1n));
    for (const points of [
      spread(count, 13, (u) => 8 * u - 4),
      spread(count, 14, (u) => (2 * u - 1) * MAX_ANGLE),
      spread(count, 15, (u) => Math.round(u * 636_000) * (Math.PI / 2)),
      spread(200, 16, (u) => (u - 0.5) * 2 ** -30),
    ]) {
      expect(worstUlp(points, sinError)).toBeLessThan(0.8);
      expect(worstUlp(points, cosError)).toBeLessThan(0.8);
    }
  });
});

describe('agreement with the engine on 100,000 points', () => {
  const cases: [string, (x: number) => number, (x: number) => number, (u: number) => number][] = [
    ['exp', exp, Math.exp, (u) => 1400 * u - 700],
    ['expm1', expm1, Math.expm1, (u) => 20 * u - 10],
    ['log', log, Math.log, (u) => u * 1e3],
    ['log1p', log1p, Math.log1p, (u) => 10 * u - 0.99],
    ['sin', sin, Math.sin, (u) => 2e3 * (u - 0.5)],
    ['cos', cos, Math.cos, (u) => 2e3 * (u - 0.5)],
  ];
  it.each(cases)('%s differs from Math by at most 2 ulp', (_name, ours, engine, map) => {
    let worst = 0;
    for (const x of spread(100_000, 17, map)) {
      const expected = engine(x);
      const ulp = 2 ** (Math.floor(Math.log2(Math.abs(expected))) - 52);
      worst = Math.max(worst, Math.abs(ours(x) - expected) / ulp);
    }
    expect(worst).toBeLessThanOrEqual(2);
  });
});

describe('special values', () => {
  it('exp overflows, underflows and propagates NaN', () => {
    expect([exp(0), exp(-0), exp(Infinity), exp(-Infinity), exp(NaN)]).toEqual([1, 1, Infinity, 0, NaN]);
    expect([exp(709.782712893384), exp(709.7827128933841), exp(1e300)]).toEqual([expect.closeTo(1.797693134862273e308, -294), Infinity, Infinity]);
    expect([exp(-745.13), exp(-745.14), exp(-1e300)]).toEqual([5e-324, 0, 0]);
  });

  it('expm1 keeps the sign of zero and its limits', () => {
    expect([expm1(0), expm1(-0), expm1(Infinity), expm1(-Infinity), expm1(NaN), expm1(800)]).toEqual([0, -0, Infinity, -1, NaN, Infinity]);
  });

  it('log is −Infinity at zero, exact at powers of two near 1, NaN below zero', () => {
    expect([log(0), log(-0), log(1), log(Infinity), log(-1), log(NaN)]).toEqual([-Infinity, -Infinity, 0, Infinity, NaN, NaN]);
    expect([log(2), log(0.5)]).toEqual([Math.LN2, -Math.LN2]);
  });

  it('log1p keeps the sign of zero, is −Infinity at −1 and NaN below', () => {
    expect([log1p(0), log1p(-0), log1p(-1), log1p(-1.1), log1p(Infinity), log1p(NaN)]).toEqual([0, -0, -Infinity, NaN, Infinity, NaN]);
    expect(log1p(1e-300)).toBe(1e-300);
  });

  it('sin and cos are odd and even, and NaN outside their domain', () => {
    expect([sin(0), sin(-0), cos(0), cos(-0)]).toEqual([0, -0, 1, 1]);
    expect([sin(Infinity), cos(NaN), sin(1e6 + 1), cos(-1e6 - 1)]).toEqual([NaN, NaN, NaN, NaN]);
    for (const x of spread(1000, 18, (u) => u * 1e4)) {
      expect(sin(-x)).toBe(-sin(x));
      expect(cos(-x)).toBe(cos(x));
    }
  });

  it('sincosInto gives the bits of sin and cos', () => {
    const out = new Float64Array(2);
    for (const x of [0, -0, 0.7, -0.7, ...spread(1000, 19, (u) => (u - 0.5) * 100), NaN, 2e6]) {
      sincosInto(out, x);
      expect([...out]).toEqual([sin(x), cos(x)]);
    }
  });
});

describe('the same bits for ever', () => {
  it('matches stored results', () => {
    expect([exp(0.1), exp(-20.5), expm1(0.3), log(10), log(0.3), log1p(0.2)]).toEqual([
      1.1051709180756477, 1.2501528663867426e-9, 0.3498588075760031, 2.302585092994046, -1.2039728043259361, 0.18232155679395462,
    ]);
    expect([sin(1), cos(1), sin(12345.678), cos(0.5)]).toEqual([
      0.8414709848078965, 0.5403023058681398, -0.7040813137533816, 0.8775825618903728,
    ]);
  });
});
