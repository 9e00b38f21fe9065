import { randomModel } from '@tegum/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { populationLoss } from '../evaluate-loss.js';
import { arbitraryCase } from '../oracle/arbitrary-models.js';
import { exactError, exactLoss, exactSkeletons } from '../oracle/inclusion-exclusion.js';
import { add, fromDouble, negative, toDouble, ZERO, type Rational } from '../oracle/rational.js';
import { skeletonLosses } from './skeleton-losses.js';

const difference = (value: number, exact: Rational): number => toDouble(add(fromDouble(value), negative(exact)));

describe('skeletons against inclusion–exclusion in exact rational arithmetic', () => {
  it('the reference itself adds up to the whole loss, exactly', () => {
    fc.assert(
      fc.property(arbitraryCase(2, 4), ({ model, population }) => {
        const sum = exactSkeletons(model, population).reduce(add, ZERO);
        expect(add(sum, negative(exactLoss(model, population))).numerator).toBe(0n);
      }),
      { numRuns: 20, seed: 301 },
    );
  });

  it('every contribution is within its own error bound, edges and all', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(arbitraryCase(2, 5), fc.constantFrom(1e-2, 1e-5, 1e-9), ({ model, population }, tolerance) => {
        const exact = exactSkeletons(model, population);
        const { skeletons } = skeletonLosses(model, population, { tolerance });
        for (const { active, contribution, errorBound } of skeletons) {
          expect(exactError(contribution, exact[active]!)).toBeLessThanOrEqual(errorBound);
        }
      }),
      { numRuns: 150, seed: 302 },
    );
  });

  it('agrees to 1e-9 of the loss on ordinary models', { timeout: 120_000 }, () => {
    for (let seed = 1; seed <= 12; seed++) {
      const model = randomModel(seed, 3 + (seed % 4), 2);
      const exact = exactSkeletons(model, model);
      const { skeletons, loss } = skeletonLosses(model, model, { tolerance: 1e-10 });
      expect(skeletons).toHaveLength(model.features + 1);
      for (const { active, contribution } of skeletons) expect(exactError(contribution, exact[active]!)).toBeLessThanOrEqual(1e-9 * loss);
    }
  });
});

describe('the bounds of every truncation', () => {
  it('hold the true loss, tighten with l, and the shares add up to it: 300 random models', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(arbitraryCase(2, 6), ({ model, population }) => {
        const exact = exactLoss(model, population);
        const { skeletons, loss, errorBound, lowerBound, upperBound } = skeletonLosses(model, population);
        let last = { lowerBound: 0, upperBound: Infinity };
        for (const skeleton of skeletons) {
          // Comparisons with the fraction itself: rounding it could hide a violation or make one.
          expect(difference(skeleton.lowerBound, exact)).toBeLessThanOrEqual(0);
          expect(difference(skeleton.upperBound, exact)).toBeGreaterThanOrEqual(0);
          expect(skeleton.lowerBound).toBeGreaterThanOrEqual(last.lowerBound);
          expect(skeleton.upperBound).toBeLessThanOrEqual(last.upperBound * (1 + 1e-12));
          last = skeleton;
        }
        expect([lowerBound, upperBound]).toEqual([last.lowerBound, last.upperBound]);
        expect(exactError(loss, exact)).toBeLessThanOrEqual(errorBound);
      }),
      { numRuns: 300, seed: 303 },
    );
  });

  it('hold the loss of the other program, which knows no skeletons: 7 to 30 features', { timeout: 60_000 }, () => {
    for (let seed = 1; seed <= 12; seed++) {
      const model = randomModel(seed, 5 + 2 * seed, 2 + (seed % 3));
      const { skeletons, loss } = skeletonLosses(model, model, { tolerance: 1e-9 });
      const whole = populationLoss(model, model, { tolerance: 1e-9 });
      expect(Math.abs(loss - whole.loss)).toBeLessThanOrEqual(1e-9 * whole.loss);
      for (const { lowerBound, upperBound } of skeletons) {
        expect(lowerBound).toBeLessThanOrEqual(whole.loss + whole.errorBound);
        expect(upperBound).toBeGreaterThanOrEqual(whole.loss - whole.errorBound);
      }
    }
  });
});
