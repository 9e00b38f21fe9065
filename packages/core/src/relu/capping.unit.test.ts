import { expectClose } from '@tegum/testing';
import { describe, expect, it } from 'vitest';
import { cappingError, choosePeriod } from './capping.js';
import { RowTable } from './row-table.js';

const of = (...values: number[]): Float64Array => Float64Array.from(values);

describe('cappingError', () => {
  // z₁ = x₁ − x₂/2 + b₁, z₂ = −x₁/2 + x₂/4 + b₂.
  const density = of(0.3, 0.6);
  const b = of(-0.1, 0.05);
  const table = new RowTable(2, 1, density);
  table.update(of(1, -0.5), b);

  it('is (4e⁻²/s² + 2e⁻¹/s)(M(s) + M(−s)) e^{−sP}/(1 − e^{−sP}), summed by importance', () => {
    const [s, period] = [3, 0.7];
    const factor = (a: number, p: number): number => 1 - p + (p * (Math.exp(a) - 1)) / a;
    const moment = (t: number, [a1, a2, bias]: readonly number[]): number =>
      Math.exp(t * bias!) * factor(t * a1!, density[0]!) * factor(t * a2!, density[1]!);
    const tails = (row: readonly number[]): number => moment(s, row) + moment(-s, row);
    const prefactor = (4 * Math.exp(-2)) / s ** 2 + (2 * Math.exp(-1)) / s;
    const decay = Math.exp(-s * period) / (1 - Math.exp(-s * period));
    const expected = prefactor * decay * (2 * tails([1, -0.5, -0.1]) + 5 * tails([-0.5, 0.25, 0.05]));
    expectClose(cappingError(table, b, of(2, 5), period, s), expected, { rtol: 1e-14 });
  });

  it('is 0 where the period holds the support, 0.9 on either side', () => {
    expectClose(table.support, 0.9, { rtol: 1e-15 });
    expect(cappingError(table, b, of(2, 5), table.support, 3)).toBe(0);
    expect(cappingError(table, b, of(2, 5), 0.999 * table.support, 3)).toBeGreaterThan(0);
  });
});

describe('choosePeriod', () => {
  const n = 12;
  const W = Float64Array.from({ length: n }, (_, i) => (i % 2 === 0 ? 1 : -1));
  const b = new Float64Array(n).fill(-0.1);
  const importance = new Float64Array(n).fill(1);
  const table = new RowTable(n, 1, new Float64Array(n).fill(0.05));
  table.update(W, b);

  it('finds a period far shorter than the support where few features are active, and proves it', () => {
    let before = 0;
    for (const tolerance of [1e-2, 1e-4, 1e-8]) {
      const { period, exponent } = choosePeriod(table, b, importance, tolerance);
      expect(cappingError(table, b, importance, period, exponent)).toBeLessThanOrEqual(tolerance);
      expect(period).toBeGreaterThan(before);
      before = period;
    }
    expect(before).toBeLessThan(table.support);
    expect(choosePeriod(table, b, importance, 1e-2).period).toBeLessThan(0.6 * table.support);
    expect(choosePeriod(table, b, importance, 1e-200).period).toBe(table.support);
  });

  it('keeps clear of a bias: at least 1.5 |b|', () => {
    const biased = new Float64Array(n).fill(-3);
    table.update(W, biased);
    expect(choosePeriod(table, biased, importance, 0.5).period).toBeGreaterThanOrEqual(4.5);
    table.update(W, b);
  });
});
