import { TestRandom } from '@tegum/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Population, ToyModel } from '../model.js';
import { populationLoss } from './evaluate-loss.js';
import { arbitraryCase } from './oracle/arbitrary-models.js';
import { exactError, exactGradient, exactLoss } from './oracle/inclusion-exclusion.js';
import { toDouble } from './oracle/rational.js';
import { PopulationLoss } from './population-loss.js';

describe('nine features: no closed form for pairs, and a period that need not hold the whole support', () => {
  it('the error bound is never exceeded', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(arbitraryCase(9, 9), fc.constantFrom(1e-2, 1e-5, 1e-8), ({ model, population }, tolerance) => {
        const exact = exactLoss(model, population);
        const { loss, errorBound } = populationLoss(model, population, { tolerance });
        expect(exactError(loss, exact)).toBeLessThanOrEqual(errorBound);
        if (errorBound <= tolerance * loss) expect(exactError(loss, exact)).toBeLessThanOrEqual(tolerance * toDouble(exact) * 1.1);
      }),
      { numRuns: 25, seed: 20226 },
    );
  });

  it('the gradient is within its bound', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(arbitraryCase(9, 9), ({ model, population }) => {
        const exact = exactGradient(model, population);
        const { gradient } = populationLoss(model, population, { tolerance: 1e-8, gradient: true });
        let error = 0;
        exact.W.forEach((value, e) => (error += (value - gradient!.W[e]!) ** 2));
        exact.b.forEach((value, e) => (error += (value - gradient!.b[e]!) ** 2));
        // The bound is of truncation; capping at 1e-8 of the loss moves the gradient too.
        expect(Math.sqrt(error)).toBeLessThanOrEqual(gradient!.errorBound + 1e-6 * Math.hypot(...exact.W, ...exact.b));
      }),
      { numRuns: 2, seed: 20227 },
    );
  });
});

describe('a period shorter than the support', () => {
  const n = 9;
  const random = new TestRandom(8);
  const model: ToyModel = { features: n, hidden: 2, W: random.normals(n * 2, 0.7), b: random.normals(n, 0.1) };
  const population: Population = { density: new Float64Array(n).fill(0.1), importance: new Float64Array(n).fill(1) };
  const exact = exactLoss(model, population);
  const support = (() => {
    const objective = new PopulationLoss(n, 2, population.density, population.importance);
    return objective.periodAt(model.W, model.b, 1e-300).period;
  })();

  const at = (share: number, exponent: number) => {
    const objective = new PopulationLoss(n, 2, population.density, population.importance);
    const plan = { period: share * support, terms: 3000, exponent, cappingTolerance: Infinity };
    const loss = objective.evaluate(model.W, model.b, plan, null);
    const truncation = objective.truncation(plan.period, plan.terms);
    return { error: exactError(loss, exact), errorBound: objective.errorBound, truncation };
  };

  it('errs, and the bound knows', () => {
    for (const share of [0.25, 0.35, 0.5, 0.7]) {
      for (const exponent of [1, 2, 4, 8]) {
        const { error, errorBound } = at(share, exponent);
        expect(error).toBeLessThanOrEqual(errorBound);
      }
    }
    // The error is one of capping: truncation and rounding do not explain it, and the best exponent is near the truth.
    const { error, truncation } = at(0.35, 4);
    expect(error).toBeGreaterThan(100 * truncation);
    const best = Math.min(...[2, 3, 4, 6, 8].map((exponent) => at(0.35, exponent).errorBound));
    expect(best / error).toBeLessThan(1e4);
  });

  it('does not err where it holds the whole support', () => {
    const { error, truncation } = at(1, 4);
    expect(error).toBeLessThanOrEqual(truncation + 1e-12);
  });

  it('is what the tolerance chooses, and its capping error stays within', () => {
    const { loss, errorBound, period } = populationLoss(model, population, { tolerance: 1e-4 });
    expect(period).toBeLessThan(0.85 * support);
    expect(errorBound).toBeLessThanOrEqual(1e-4 * loss);
    expect(exactError(loss, exact)).toBeLessThanOrEqual(errorBound);
  });
});
