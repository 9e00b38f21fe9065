import { describe, expect, it } from 'vitest';
import { InputError } from '../errors.js';
import type { Population } from '../model.js';
import { census } from '../optimize/census.js';
import { competingOptima } from './competing-optima.js';
import { followBranch } from './follow-branch.js';
import { phaseTransitions, type PhaseTransitions } from './phase-transitions.js';
import { revivalImportance } from './revival.support.test.js';

function pair(p: number): (r: number) => Population {
  return (r) => ({ density: Float64Array.of(p, p), importance: Float64Array.of(1, r) });
}

const sign = (W: Float64Array): string => (W[1] === 0 ? 'ignored' : W[0] === 0 ? 'dedicated' : W[0]! * W[1]! < 0 ? 'opposite' : 'aligned');

function transitions(p: number, from: number, to: number, points = 12): PhaseTransitions {
  return phaseTransitions({ hidden: 1, populationAt: pair(p), from, to, points, starts: 6, seed: 1, labelOf: sign });
}

describe('phaseTransitions of two features in one dimension', () => {
  it('tends to r/p = (2 + √2)/8 with |w₂| = 2 − √2, and to the spinodal (4 + √7)/16, for rare features', () => {
    const densities = [0.0005, 0.001];
    const found = densities.map((p) => transitions(p, 0.2 * p, 3 * p));
    const ratios = found.map(({ coexistence }, k) => coexistence[0]!.parameter / densities[k]!);
    const folds = found.map(({ spinodals }, k) => spinodals.find(({ kind }) => kind === 'fold')!.parameter / densities[k]!);
    for (const [k, { coexistence }] of found.entries()) {
      expect(coexistence).toHaveLength(1);
      const { between, error, parameter } = coexistence[0]!;
      expect(between.map(({ W }) => sign(W))).toEqual(['ignored', 'opposite']);
      expect(Math.abs(ratios[k]! - (2 + Math.SQRT2) / 8)).toBeLessThan(1e-3);
      expect(Math.abs(Math.abs(between[1].W[1]!) - (2 - Math.SQRT2))).toBeLessThan(1e-3);
      expect(error / parameter).toBeLessThan(1e-6);
    }
    // The rest is linear in p, so the line through both meets p = 0 at the limit.
    expect(2 * ratios[0]! - ratios[1]!).toBeCloseTo((2 + Math.SQRT2) / 8, 5);
    const fold = found.map(({ spinodals }) => spinodals.find(({ kind }) => kind === 'fold')!);
    const doubt = (2 * fold[0]!.error) / densities[0]! + fold[1]!.error / densities[1]!;
    expect(doubt).toBeLessThan(1e-3);
    expect(Math.abs(2 * folds[0]! - folds[1]! - (4 + Math.sqrt(7)) / 16)).toBeLessThan(Math.min(1e-4, doubt));
  });

  it('agrees with the minima of censuses on either side, and is symmetric under the exchange of the features', () => {
    const { coexistence, spinodals, unresolved } = transitions(0.1, 0.02, 50, 16);
    expect(unresolved).toEqual([]);
    expect(coexistence.map(({ between }) => between.map(({ W }) => sign(W)))).toEqual([['ignored', 'opposite'], ['opposite', 'dedicated']]);
    const [low, high] = coexistence;
    expect(low!.parameter * high!.parameter).toBeCloseTo(1, 7);
    const best = (r: number): string => sign(census({ population: pair(0.1)(r), hidden: 1, starts: 12, seed: 5 }).optima[0]!.W);
    for (const factor of [0.9, 0.99, 0.9995]) expect(best(low!.parameter * factor)).toBe('ignored');
    for (const factor of [1.0005, 1.01, 1.1]) expect(best(low!.parameter * factor)).toBe('opposite');
    expect(spinodals.map(({ kind }) => kind).sort()).toEqual(['fold', 'fold', 'revival', 'revival']);
  });

  it('finds no coexistence where the dead feature revives continuously, and coexistence of mirror images at r = 1', () => {
    const { coexistence, continuous } = transitions(0.8, 0.5, 2, 11);
    expect(coexistence).toHaveLength(1);
    expect(coexistence[0]!.parameter).toBeCloseTo(1, 6);
    const [{ W: below }, { W: above }] = coexistence[0]!.between;
    expect(Math.abs(below[0]!)).toBeCloseTo(Math.abs(above[1]!), 4);
    expect(continuous).toHaveLength(2);
    expect(continuous[0]!.parameter * continuous[1]!.parameter).toBeCloseTo(1, 4);
    // A little above, the census finds the feature alive and short; a little below, dead.
    const r = continuous[0]!.parameter;
    const last = (at: number): number => Math.abs(census({ population: pair(0.8)(at), hidden: 1, starts: 8, seed: 2 }).optima[0]!.W[1]!);
    expect(last(r * 0.99)).toBeLessThan(1e-3);
    expect(last(r * 1.01)).toBeGreaterThan(0.02);
    expect(last(r * 1.01)).toBeLessThan(0.4);
  });

  it('refuses a scan that is none', () => {
    expect(() => transitions(0.1, 1, 1)).toThrow(InputError);
    expect(() => transitions(0.1, 0.1, 1, 1)).toThrow(/points: expected an integer ≥ 2, got 1/);
  });
});

describe('followBranch', () => {
  it('ends at the fold where the Hessian eigenvalue vanishes like a square root', () => {
    const { steps, end } = followBranch({ hidden: 1, populationAt: pair(0.1), from: 0.2, to: 0.01, start: { W: [-1, 0.9], b: [0, 0.01] } });
    expect(end.kind).toBe('fold');
    // λ² is linear in r near the fold: extrapolated from two points well before the end.
    const [far, near] = steps.filter(({ parameter }) => parameter / end.parameter - 1 < 2e-3 && parameter / end.parameter - 1 > 1e-5);
    const square = (step: typeof far): number => step!.minHessianEigenvalue ** 2;
    const zero = near!.parameter - (square(near) * (far!.parameter - near!.parameter)) / (square(far) - square(near));
    expect(Math.abs(zero / end.parameter - 1)).toBeLessThan(1e-4);
    // Third witness: descents from the last point of the branch stay there above the fold and leave it below.
    const last = steps.at(-1)!;
    for (const [factor, kind] of [[1.0001, 'reached'], [0.9999, 'fold']] as const) {
      expect(followBranch({ hidden: 1, populationAt: pair(0.1), from: 0.06, to: end.parameter * factor, start: last }).end.kind).toBe(kind);
    }
  });

  it('follows in density too', () => {
    const populationAt = (p: number): Population => pair(p)(0.1);
    const { end } = followBranch({ hidden: 1, populationAt, from: 0.05, to: 0.9, start: { W: [1, -1], b: [0, 0] } });
    expect(end.kind).toBe('fold');
    // The same point of the same line, met along the other axis.
    const across = followBranch({ hidden: 1, populationAt: pair(end.parameter), from: 0.3, to: 0.01, start: { W: [1, -1], b: [0, 0] } });
    expect(across.end.parameter).toBeCloseTo(0.1, 5);
  });

  it('goes all the way where nothing happens', () => {
    const { end, steps } = followBranch({ hidden: 1, populationAt: pair(0.1), from: 0.5, to: 2, start: { W: [1, -1], b: [0, 0] } });
    expect(end).toEqual({ kind: 'reached', parameter: 2, error: 0 });
    expect(steps.at(-1)!.parameter).toBe(2);
  });
});

describe('competingOptima', () => {
  it('lists what census finds, and drops a dead feature that would gain by living', () => {
    // Dead is stable up to r = 0.3189 at p = 0.3.
    const labels = (r: number): string[] => competingOptima({ population: pair(0.3)(r), hidden: 1, starts: 16, seed: 1 }).map(({ W }) => sign(W));
    expect(labels(0.25)).toEqual(['opposite', 'ignored']);
    expect(labels(0.4)).not.toContain('ignored');
    expect(labels(0.4)[0]).toBe('opposite');
  });

  // 0.45 at density 0.3 is where a stretch of w₂ alone, b held, takes the saddle for an optimum.
  it.each([[0.02], [0.1], [0.3, 0.45], [0.5], [0.8]])('lists a dead feature exactly where the closed form has it stable, at density %f', (p, ...others) => {
    const last = revivalImportance(p);
    for (const r of [last * 0.5, last * 0.99, last * 1.01, last * 1.05, last * 2, ...others]) {
      for (const [mirrored, dead] of [[r, 1], [1 / r, 0]] as const) {
        const optima = competingOptima({ population: pair(p)(mirrored), hidden: 1, starts: 8, seed: 3 });
        expect(optima.some(({ W }) => W[dead] === 0)).toBe(r < last);
        for (const { minHessianEigenvalue } of optima) expect(minHessianEigenvalue).toBeGreaterThan(0);
      }
    }
  });

  it('finds the optimum whose basin is too small for random starts', () => {
    const optima = competingOptima({ population: pair(0.001)(0.0008), hidden: 1, starts: 16, seed: 1 });
    const dead = optima.find(({ W }) => W[1] === 0)!;
    expect(dead).toMatchObject({ count: 0 });
    expect(dead.revival).toBeGreaterThan(0);
    expect(dead.loss).toBeGreaterThan(optima[0]!.loss);
  });

  it('lists no saddle that a symmetric candidate leads to', () => {
    const population = { density: new Float64Array(3).fill(0.143), importance: Float64Array.of(1, 1, 0.691) };
    const optima = competingOptima({ population, hidden: 2, starts: 8, seed: 1 });
    for (const { minHessianEigenvalue } of optima) expect(minHessianEigenvalue).toBeGreaterThan(0);
    // The last opposite to either other, or the others opposite; not the isosceles triangle between those, at 0.00669.
    expect(optima.map(({ loss }) => loss.toPrecision(3))).toEqual(['0.00572', '0.00677']);
  });

  it('knows three features in two dimensions', () => {
    const population = { density: new Float64Array(3).fill(0.1), importance: Float64Array.of(1, 1, 0.06) };
    const optima = competingOptima({ population, hidden: 2, starts: 6, seed: 1 });
    const norms = optima.map(({ W }) => Math.sqrt(W[2]! ** 2 + W[5]! ** 2));
    expect(norms[0]).toBeGreaterThan(0.5);
    expect(norms).toContain(0);
    for (let i = 1; i < optima.length; i++) expect(optima[i]!.loss).toBeGreaterThan(optima[i - 1]!.loss);
  });
});
