/**
 * @file Exact fractions of BigInts: the arithmetic of the reference, which shares nothing with the code under test.
 */

/** numerator / denominator, denominator > 0; not reduced. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export const ZERO: Rational = { numerator: 0n, denominator: 1n };

export function add(a: Rational, b: Rational): Rational {
  return {
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  };
}

export function multiply(a: Rational, b: Rational): Rational {
  return { numerator: a.numerator * b.numerator, denominator: a.denominator * b.denominator };
}

export const negative = ({ numerator, denominator }: Rational): Rational => ({ numerator: -numerator, denominator });

/** numerator / denominator for a denominator of either sign. */
export const ratio = (numerator: bigint, denominator = 1n): Rational =>
  denominator < 0n ? { numerator: -numerator, denominator: -denominator } : { numerator, denominator };

/** x · factor / 2^shift. */
export const scale = (x: Rational, factor: bigint, shift: bigint): Rational => ({
  numerator: x.numerator * factor,
  denominator: x.denominator << shift,
});

/** A finite double is mantissa · 2^exponent. */
function parts(x: number): { mantissa: bigint; exponent: number } {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const magnitude = biased === 0 ? fraction : fraction | (1n << 52n);
  return { mantissa: bits >> 63n ? -magnitude : magnitude, exponent: (biased === 0 ? 1 : biased) - 1075 };
}

/** Doubles as integers over one power of two: values[e] = integers[e] / 2^shift, shift as small as it can be and ≥ 0. */
export function commonDyadic(values: ArrayLike<number>): { integers: bigint[]; shift: bigint } {
  const split = Array.from(values, parts);
  let shift = 0;
  for (const part of split) {
    if (part.mantissa === 0n) continue;
    let { mantissa, exponent } = part;
    for (; (mantissa & 1n) === 0n; exponent++) mantissa >>= 1n;
    if (-exponent > shift) shift = -exponent;
  }
  const integers = split.map(({ mantissa, exponent }) => {
    const move = exponent + shift;
    return move >= 0 ? mantissa << BigInt(move) : mantissa >> BigInt(-move);
  });
  return { integers, shift: BigInt(shift) };
}

export function fromDouble(x: number): Rational {
  const { integers, shift } = commonDyadic([x]);
  return { numerator: integers[0]!, denominator: 1n << shift };
}

const bitLength = (x: bigint): number => x.toString(2).length;

/** The double nearest to a fraction (ties to even; normal range only). */
export function toDouble({ numerator, denominator }: Rational): number {
  if (numerator === 0n) return 0;
  const magnitude = numerator < 0n ? -numerator : numerator;
  // 64 or 65 bits of quotient, a sticky last bit, and one rounding by Number().
  const shift = 65 - bitLength(magnitude) + bitLength(denominator);
  const scaled = shift >= 0 ? magnitude << BigInt(shift) : magnitude;
  const divisor = shift >= 0 ? denominator : denominator << BigInt(-shift);
  const quotient = scaled / divisor;
  const rounded = Number(quotient * divisor === scaled ? quotient : quotient | 1n);
  // In two halves: one power alone may overflow.
  const half = Math.trunc(shift / 2);
  const value = rounded * 2 ** -half * 2 ** (half - shift);
  return numerator < 0n ? -value : value;
}
