import { populationLoss } from '@tegum/core';
import { benchCase, type PreparedCase } from '../harness/bench-case.js';

/** Feature and hidden counts, from the smallest figure to a large one. */
const sizes = [[2, 1], [5, 2], [20, 5], [80, 20]] as const;

/** One exact evaluation with its gradient at relative tolerance 1e-9, at a point like those a descent passes: no symmetry, mixed signs. */
export const exactLoss: readonly PreparedCase[] = sizes.map(([features, hidden]) =>
  benchCase({
    name: `exact loss and gradient ${features}×${hidden}`,
    per: 'evaluation',
    setup: () => ({
      model: {
        features,
        hidden,
        W: Float64Array.from({ length: features * hidden }, (_, e) => (((e * 7919) % 1000) / 500 - 1) / Math.sqrt(hidden)),
        b: Float64Array.from({ length: features }, (_, i) => -0.1 - 0.01 * (i % 5)),
      },
      population: { density: new Float64Array(features).fill(0.1), importance: new Float64Array(features).fill(1) },
    }),
    run: ({ model, population }) => populationLoss(model, population, { tolerance: 1e-9, gradient: true }),
    check: ({ loss, errorBound }) => loss > 0 && errorBound >= 0 && errorBound < 1e-6 * loss,
  }),
);
