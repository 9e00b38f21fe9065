import { expectClose } from '@tegum/testing';
import { describe, expect, it } from 'vitest';
import { InputError } from '../errors.js';
import { describeGeometry } from '../geometry/describe-geometry.js';
import { populationLoss } from '../relu/evaluate-loss.js';
import { census } from './census.js';

const equal = (features: number, density: number, last = 1) => {
  const importance = new Float64Array(features).fill(1);
  importance[features - 1] = last;
  return { density: new Float64Array(features).fill(density), importance };
};

describe('census', () => {
  it('finds the regular pentagon for (5, 2) at density 0.1', () => {
    const population = equal(5, 0.1);
    const { optima } = census({ population, hidden: 2, starts: 6, seed: 0, tolerance: 1e-12, gradientTolerance: 1e-9 });
    const best = optima[0]!;
    const model = { features: 5, hidden: 2, W: best.W, b: best.b };
    expect(describeGeometry(model).components.map((c) => c.name)).toEqual(['pentagon']);
    expect(best.gradientNorm).toBeLessThan(1e-8);
    expect(best.minHessianEigenvalue).toBeGreaterThan(0);
    expectClose(best.b, new Float64Array(5).fill(best.b[0]!), { atol: 1e-7 });
    // The gradient evaluated afresh, with its own series, is as small.
    const { gradient, loss } = populationLoss(model, population, { tolerance: 1e-13, gradient: true });
    expect(Math.sqrt([...gradient!.W, ...gradient!.b].reduce((sum, v) => sum + v * v, 0))).toBeLessThan(1e-8);
    expectClose(best.loss, loss, { rtol: 1e-12 });
  });

  it('meets the known sparse limit of (2, 1): coexistence at r = (2 + √2)/8 p with |w₂| = 2 − √2', () => {
    for (const p of [1e-3, 1e-4]) {
      const r = ((2 + Math.SQRT2) / 8) * p;
      const { optima } = census({ population: equal(2, p, r), hidden: 1, starts: 8, seed: 3 });
      const ignored = optima.find((o) => o.W[1] === 0)!;
      const antipodal = optima.find((o) => o.W[0]! * o.W[1]! < -0.1)!;
      expect(optima.indexOf(ignored) + optima.indexOf(antipodal)).toBe(1); // the two lowest
      expectClose(antipodal.loss, ignored.loss, { rtol: p });
      expectClose(Math.abs(antipodal.W[1]!), 2 - Math.SQRT2, { atol: 5 * p });
    }
  });

  it('reports no dead feature that would gain by living once the biases follow: none above r = 0.319 at density 0.3', () => {
    // The antipodal branch takes over where the one-sided curvature of the ignored one vanishes (phase/revival.ts).
    for (const r of [0.33, 0.36, 0.4, 0.5]) {
      const { optima } = census({ population: equal(2, 0.3, r), hidden: 1, starts: 32, seed: 1 });
      expect(optima.length).toBe(1);
      expect(optima[0]!.count).toBe(32);
      expect(Math.abs(optima[0]!.W[1]!)).toBeGreaterThan(0.5);
    }
    const { optima } = census({ population: equal(2, 0.3, 0.25), hidden: 1, starts: 32, seed: 1 });
    expect(optima.map((o) => o.W[1] === 0)).toEqual([false, true]);
  });

  it('does at least as well as principal components where the data are dense', () => {
    const { optima } = census({ population: equal(3, 1), hidden: 2, starts: 4, seed: 0 });
    expect(optima[0]!.loss).toBeLessThanOrEqual(1 / 12);
    expect(optima[0]!.loss).toBeGreaterThan(0.99 / 12);
  });

  it('lets a worthless feature die: dedicated, ignored, and the exact loss r(p/3 − p²/4)', () => {
    const p = 0.9;
    for (const seed of [0, 1, 2]) {
      const { optima } = census({ population: equal(3, p, 0.5), hidden: 2, starts: 4, seed, tolerance: 1e-9 });
      expectClose(optima[0]!.loss, 0.5 * (p / 3 - (p * p) / 4), { rtol: 1e-9 });
      expect([optima[0]!.W[2], optima[0]!.W[5]]).toEqual([0, 0]);
      expectClose(optima[0]!.b[2]!, p / 2, { atol: 1e-6 });
    }
  });

  it('counts every start once and lists the lowest loss first', () => {
    const { optima, unpolished } = census({ population: equal(6, 0.05), hidden: 2, starts: 10, seed: 7, tolerance: 1e-8 });
    expect(unpolished).toBe(0);
    expect(optima.reduce((sum, o) => sum + o.count, 0)).toBe(10);
    for (let i = 1; i < optima.length; i++) expect(optima[i]!.loss).toBeGreaterThan(optima[i - 1]!.loss);
  });

  it('gives the same bytes every time', () => {
    const run = () => census({ population: equal(4, 0.1, 0.7), hidden: 2, starts: 3, seed: [1, 2], tolerance: 1e-8 });
    expect(run()).toEqual(run());
  });

  it('refuses shapes without a bottleneck', () => {
    expect(() => census({ population: equal(2, 0.1), hidden: 2, starts: 1, seed: 0 })).toThrow(InputError);
    expect(() => census({ population: equal(2, 0.1), hidden: 1, starts: 0, seed: 0 })).toThrow(/starts: expected an integer ≥ 1/);
  });

  it.each([
    [{ density: Float64Array.of(0.1, 1.5), importance: Float64Array.of(1, 1) }, /^census: density\[1\]: expected a number in \[0, 1\], got 1\.5$/],
    [{ density: Float64Array.of(Number.NaN, 0.1), importance: Float64Array.of(1, 1) }, /density\[0\]: .* got NaN$/],
    [{ density: Float64Array.of(0.1, 0.1), importance: Float64Array.of(1, -1) }, /^census: importance\[1\]: expected a finite number ≥ 0, got -1$/],
    [{ density: Float64Array.of(0.1, 0.1), importance: Float64Array.of(Infinity, 1) }, /importance\[0\]: .* got Infinity$/],
    [{ density: Float64Array.of(0.1, 0.1), importance: Float64Array.of(1) }, /importance: expected features = 2 values, got 1$/],
  ])('refuses population %#', (population, message) => {
    expect(() => census({ population, hidden: 1, starts: 1, seed: 0 })).toThrow(message);
  });
});
