import { competingOptima } from '@tegum/core';
import { expect, it } from 'vitest';
import { familyPopulation } from './family-population.js';
import { lastFeaturePhase } from './last-feature-phase.js';
import { trainToPhase } from './train-to-phase.js';

it.each([
  ['ignored', 2, 1, 0.1],
  ['dedicated', 2, 1, 4],
  ['antipodal', 2, 0.05, 1],
] as const)('training finds the phase of the exact optimum, and a loss no lower: %s', (phase, features, density, importance) => {
  const [best] = competingOptima({ population: familyPopulation(features, density, importance), hidden: features - 1, starts: 8, seed: 0 });
  expect(lastFeaturePhase(features, features - 1, best!.W)).toBe(phase);
  const ends = [0, 1, 2].map((seed) => trainToPhase({ features, density, importance, seed })!);
  const [lowest] = ends.sort((a, b) => a.loss - b.loss);
  expect(lowest!.phase).toBe(phase);
  expect(lowest!.loss / best!.loss - 1).toBeGreaterThan(-1e-9);
  expect(lowest!.loss / best!.loss - 1).toBeLessThan(0.02);
});

it('gives the same from the same seed', () => {
  const point = { features: 3, density: 0.2, importance: 0.5, seed: 7 };
  expect(trainToPhase(point)).toEqual(trainToPhase(point));
  expect(trainToPhase(point)).not.toEqual(trainToPhase({ ...point, seed: 8 }));
});

it('says why a point is none', () => {
  expect(() => trainToPhase({ features: 2, density: 1.5, importance: 1, seed: 0 })).toThrow(/density/);
});
