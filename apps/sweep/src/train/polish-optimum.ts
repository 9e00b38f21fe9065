import { Descent } from '@tegum/core';
import { fastestSolver } from '@tegum/simd';
import { populationOf } from './population.js';
import type { PolishTask, TrainedModel } from './train.protocol.js';

/** Terms of the series a gradient may take: enough for norms of 1e-9 at a few features. */
const mostTerms = 1 << 14;

/** The same optimum with a smaller gradient; its curvature is left as it was measured. */
export function polishOptimum({ content, model, gradientTolerance }: PolishTask): TrainedModel {
  const { training, hidden } = content;
  const descent = new Descent(populationOf(content), hidden, fastestSolver);
  const x = Float64Array.of(...model.W, ...model.b);
  const maxIterations = 'maxIterations' in training ? training.maxIterations : 500;
  const { loss, errorBound, gradientNorm, W, b } = descent.polish(x, { tolerance: training.tolerance, gradientTolerance, maxIterations, mostTerms });
  return { ...model, loss, errorBound, gradientNorm, W, b };
}
