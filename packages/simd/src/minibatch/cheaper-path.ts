import type { MinibatchOptions } from './options.js';

/** By way of G = WᵀW, or of the hidden activations: the same step in another order of summation. */
export type Path = 'gram' | 'hidden';

/** Beyond this WᵀW and its gradient would take more than 2 · 4 MiB. */
const MOST_GRAM_FEATURES = 1024;

/**
 * The path of fewer multiplications in a step.
 *
 * gram    twice active · features a row (there and back), and 3/2 · features² · hidden for WᵀW and W (D + Dᵀ)
 * hidden  three times hidden · features a row with any active feature
 */
export function cheaperPath({ features, hidden, density, batchSize }: Pick<MinibatchOptions, 'features' | 'hidden' | 'density' | 'batchSize'>): Path {
  if (features > MOST_GRAM_FEATURES) return 'hidden';
  let active = 0;
  let empty = 1;
  for (let i = 0; i < features; i++) {
    active += density[i]!;
    empty *= 1 - density[i]!;
  }
  const gram = 2 * batchSize * active * features + 1.5 * features * features * hidden;
  const throughHidden = 3 * batchSize * (1 - empty) * features * hidden;
  return gram <= throughHidden ? 'gram' : 'hidden';
}
