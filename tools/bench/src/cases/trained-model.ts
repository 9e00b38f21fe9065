import { census } from '@tegum/core';
import { benchCase, type PreparedCase } from '../harness/bench-case.js';

const sizes = [[2, 1], [5, 2], [20, 5]] as const;

/** One start, from random directions to a polished optimum with its curvature, at relative tolerance 1e-6. */
export const trainedModel: readonly PreparedCase[] = sizes.map(([features, hidden]) =>
  benchCase({
    name: `trained model ${features}×${hidden}`,
    per: 'model',
    setup: () => ({ density: new Float64Array(features).fill(0.1), importance: new Float64Array(features).fill(1) }),
    run: (population) => census({ population, hidden, starts: 1, seed: 1, tolerance: 1e-6 }).optima[0]!,
    check: ({ loss, errorBound, minHessianEigenvalue }) =>
      loss > 0 && errorBound <= 1e-6 * loss && minHessianEigenvalue !== null && minHessianEigenvalue > -1e-6,
  }),
);
