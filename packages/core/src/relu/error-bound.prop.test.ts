import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { populationLoss } from './evaluate-loss.js';
import { arbitraryCase } from './oracle/arbitrary-models.js';
import { exactError, exactLoss } from './oracle/inclusion-exclusion.js';
import { toDouble } from './oracle/rational.js';

describe('the error bound, against exact rational arithmetic', () => {
  it('is never exceeded over 1,000 random models, at tolerance 1e-10', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(arbitraryCase(2, 5), ({ model, population }) => {
        const exact = exactLoss(model, population);
        const { loss, errorBound } = populationLoss(model, population, { tolerance: 1e-10 });
        const error = exactError(loss, exact);
        expect(error).toBeLessThanOrEqual(errorBound);
        // Where rounding allows it, the request is met; elsewhere the bound says what was reached.
        if (errorBound <= 1e-10 * loss) expect(error).toBeLessThanOrEqual(1e-9 * toDouble(exact));
      }),
      { numRuns: 1000, seed: 20221 },
    );
  });

  it('is never exceeded at loose tolerances either, where it is nearly used up', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(arbitraryCase(3, 5), fc.constantFrom(1e-2, 1e-4, 1e-6), ({ model, population }, tolerance) => {
        const { loss, errorBound } = populationLoss(model, population, { tolerance });
        expect(exactError(loss, exactLoss(model, population))).toBeLessThanOrEqual(errorBound);
      }),
      { numRuns: 300, seed: 20222 },
    );
  });

  it('meets tolerance 1e-10 on ordinary models of up to 6 features', { timeout: 60_000 }, () => {
    const ordinary = arbitraryCase(2, 6).filter(
      ({ model, population }) =>
        model.W.every((w) => w === 0 || Math.abs(w) > 0.05) && population.density.every((p) => p > 0.01 && p < 1),
    );
    fc.assert(
      fc.property(ordinary, ({ model, population }) => {
        const exact = toDouble(exactLoss(model, population));
        fc.pre(exact > 1e-6);
        const { loss } = populationLoss(model, population, { tolerance: 1e-10 });
        expect(Math.abs(loss - exact)).toBeLessThanOrEqual(1e-9 * exact);
      }),
      { numRuns: 100, seed: 20223 },
    );
  });
});
