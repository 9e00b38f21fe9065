import { randomRotation, TestRandom } from '@tegum/testing';
import { describe, expect, it } from 'vitest';
import type { Population, ToyModel } from '../model.js';
import { populationLoss } from './evaluate-loss.js';
import { exactError, exactLoss } from './oracle/inclusion-exclusion.js';
import { toDouble } from './oracle/rational.js';

/** Rotated identities, off by `distance`: the loss is about distance², far below the rounding error of a_ij. */
function nearlyPerfect(seed: number, distance: number): { model: ToyModel; population: Population } {
  const random = new TestRandom(seed);
  // Three features take every term there is to refine a loss of nothing: a few of them will do.
  const n = seed % 50 === 0 ? 3 : 2;
  const W = randomRotation(seed, n).map((w) => w * (1 + distance * random.normal()));
  const b = Float64Array.from({ length: n }, (_, i) => ((seed + i) % 3 === 0 ? distance * random.normal() : 0));
  return {
    model: { features: n, hidden: n, W, b },
    population: { density: random.uniforms(n), importance: new Float64Array(n).fill(1) },
  };
}

describe('the rounding part of the error bound', () => {
  it.each([0, 1e-12, 1e-8, 1e-5])('holds near a perfect reconstruction, at distance %d', (distance) => {
    for (let seed = 1; seed <= 200; seed++) {
      const { model, population } = nearlyPerfect(seed, distance);
      const exact = exactLoss(model, population);
      const { loss, errorBound } = populationLoss(model, population);
      expect(exactError(loss, exact)).toBeLessThanOrEqual(errorBound);
    }
  });

  it('is no excuse: far from rounding the request is met', () => {
    for (let seed = 1; seed <= 50; seed++) {
      const { model, population } = nearlyPerfect(seed, 0.1);
      const { loss, errorBound } = populationLoss(model, population, { tolerance: 1e-9 });
      expect(errorBound).toBeLessThanOrEqual(1e-9 * loss);
    }
  });
});

describe('nearly dead features', () => {
  const of = (...values: number[]): Float64Array => Float64Array.from(values);
  const population = { density: of(0.9, 0.9, 0.2, 0.95), importance: of(0.5, 0.1, 1.3, 0.1) };

  it('cost no accuracy and few terms, whatever is beside them', () => {
    for (const tiny of [1e-3, 1e-6, 1e-9, 1e-12]) {
      const W = of(tiny, -0.35, 0.6, -1, tiny, 0.85, -0.7, 0.78, tiny, 0.74, -0.7, -0.65);
      const model = { features: 4, hidden: 3, W, b: of(0, 0.2, 0, -0.28) };
      const exact = exactLoss(model, population);
      const { loss, errorBound, terms } = populationLoss(model, population, { tolerance: 1e-10 });
      expect(errorBound).toBeLessThanOrEqual(1e-10 * loss);
      expect(exactError(loss, exact)).toBeLessThanOrEqual(1e-10 * toDouble(exact));
      expect(terms).toBeLessThan(5000);
    }
  });
});
