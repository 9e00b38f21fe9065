import { expectClose } from '@tegum/testing';
import { describe, expect, it } from 'vitest';
import { exactError, exactGradient, exactLoss } from './inclusion-exclusion.js';
import { commonDyadic, fromDouble, ratio, toDouble } from './rational.js';

const of = (...values: number[]): Float64Array => Float64Array.from(values);
const third = ratio(1n, 3n);

describe('fractions', () => {
  it('round to the nearest double, ties to even', () => {
    expect(toDouble(third)).toBe(1 / 3);
    expect(toDouble(ratio(-2n, 3n))).toBe(-2 / 3);
    expect(toDouble(ratio((1n << 53n) + 1n))).toBe(2 ** 53);
    expect(toDouble(ratio((1n << 53n) + 3n))).toBe(2 ** 53 + 4);
    // A tie but for its last bit, 200 places further on.
    expect(toDouble(ratio((((1n << 53n) + 1n) << 200n) + 1n, 1n << 200n))).toBe(2 ** 53 + 2);
  });

  it('hold every double exactly', () => {
    expect(fromDouble(-0.3)).toEqual({ numerator: -5404319552844595n, denominator: 1n << 54n });
    for (const x of [0, -0.1, 1e-300, 2 ** 60 + 4096, 1e200]) expect(toDouble(fromDouble(x))).toBe(x);
    expect(commonDyadic([0.75, -2, 0])).toEqual({ integers: [3n, -8n, 0n], shift: 2n });
  });

  it('an error beyond the last digit is seen; a value that is no number is no match', () => {
    expect(exactError(1 / 3, third)).toBeCloseTo(2 ** -54 / 3, 25);
    expect(exactError(NaN, third)).toBeNaN();
  });
});

describe('inclusion–exclusion on hand cases', () => {
  // Powers of two, so that the fractions below are what is in the doubles.
  const p = 0.25;

  it('one feature, z = t/4: E(t − t/4)² = p · (9/16)/3', () => {
    const model = { features: 1, hidden: 1, W: of(0.5), b: of(0) };
    expect(toDouble(exactLoss(model, { density: of(p), importance: of(1) }))).toBe((p * 9) / 48);
  });

  it('one feature, z = t − 1/2: the lower half is lost', () => {
    // ∫₀^½ t² + ∫_½^1 (1/2)² = 1/24 + 1/8, and nothing when inactive.
    const model = { features: 1, hidden: 1, W: of(1), b: of(-0.5) };
    expect(toDouble(exactLoss(model, { density: of(p), importance: of(2) }))).toBe(2 * p * (1 / 24 + 1 / 8));
  });

  it('antipodal pair: each row loses p²/6 · ½ for interference and as much for what is covered up', () => {
    // Both active: y₁ = (t − s)₊, error t where s > t and s where t > s: E min(t, s)² = 1/6.
    const model = { features: 2, hidden: 1, W: of(1, -1), b: of(0, 0) };
    expect(toDouble(exactLoss(model, { density: of(p, p), importance: of(1, 4) }))).toBe((5 * p * p) / 6);
  });

  it('both features into one output, always active: E(t + s − 1)₊² = 1/12 and E t(t + s − 1)₊ = 1/8', () => {
    const model = { features: 2, hidden: 1, W: of(1, 1), b: of(-1, -1) };
    const row = 1 / 3 - 2 / 8 + 1 / 12;
    expectClose(toDouble(exactLoss(model, { density: of(1, 1), importance: of(1, 1) })), 2 * row, { rtol: 2e-16 });
    // ½∂L/∂b = E z₊ − E t H(z) = 1/6 − 1/3; ½∂L/∂a₁₁ = 1/8 − 1/4; ½∂L/∂a₁₂ = E s z₊ − E t s H = 1/8 − 5/24.
    const gradient = exactGradient(model, { density: of(1, 1), importance: of(1, 1) });
    expectClose(gradient.b, [-1 / 3, -1 / 3], { rtol: 2e-16 });
    const row1 = 2 * (1 / 8 - 1 / 4);
    const row2 = 2 * (1 / 8 - 5 / 24);
    expectClose(gradient.W, [2 * (row1 + row2), 2 * (row1 + row2)], { rtol: 4e-16 });
  });
});

describe('the exact gradient', () => {
  it('is the slope of the exact loss', () => {
    const model = { features: 3, hidden: 2, W: of(0.7, -0.4, 0.3, 0.2, 0.9, -0.6), b: of(-0.1, 0.05, 0.02) };
    const population = { density: of(0.3, 0.6, 1), importance: of(1, 0.5, 2) };
    const gradient = exactGradient(model, population);
    const step = 2 ** -20;
    for (const which of ['W', 'b'] as const) {
      const slopes = Float64Array.from(model[which], (value, e) => {
        const at = (moved: number) => exactLoss({ ...model, [which]: model[which].with(e, moved) }, population);
        const [up, down] = [at(value + step), at(value - step)];
        return exactError(toDouble(down), up) * Math.sign(toDouble(up) - toDouble(down)) / (2 * step);
      });
      expectClose(gradient[which], slopes, { atol: 1e-10 });
    }
  });
});
