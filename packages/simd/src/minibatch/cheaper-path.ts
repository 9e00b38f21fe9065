import type { MinibatchOptions } from './options.js';

/** By way of G = WᵀW, or of the hidden activations: the same step in another order of summation. */
export type Path = 'gram' | 'hidden';

/** Beyond this WᵀW and its gradient would take more than 2 · 4 MiB. */
const MOST_GRAM_FEATURES = 1024;

type Problem = Pick<MinibatchOptions, 'features' | 'hidden' | 'density' | 'batchSize'>;

/**
 * Multiplications of one step by either path, sampling and update left out.
 *
 * gram    twice active · features a row (there and back), and 3/2 · features² · hidden for WᵀW and W (D + Dᵀ); Infinity for too many features
 * hidden  three times hidden · features a row with any active feature
 *
 * @example
 * // One feature in a hundred is active:
 * const density = new Float64Array(100).fill(0.01);
 * const { gram, hidden } = stepMultiplications({ features: 100, hidden: 20, density, batchSize: 1024 });
 * hidden / gram; // → 7.7…
 */
export function stepMultiplications({ features, hidden, density, batchSize }: Problem): Readonly<Record<Path, number>> {
  let active = 0;
  let empty = 1;
  for (let i = 0; i < features; i++) {
    active += density[i]!;
    empty *= 1 - density[i]!;
  }
  return {
    gram: features > MOST_GRAM_FEATURES ? Infinity : 2 * batchSize * active * features + 1.5 * features * features * hidden,
    hidden: 3 * batchSize * (1 - empty) * features * hidden,
  };
}

/**
 * The path of fewer multiplications.
 *
 * @example
 * const density = new Float64Array(100).fill(0.01);
 * cheaperPath({ features: 100, hidden: 20, density, batchSize: 1024 }); // → 'gram'
 * // Dense data:
 * cheaperPath({ features: 100, hidden: 20, density: density.fill(1), batchSize: 1024 }); // → 'hidden'
 */
export function cheaperPath(problem: Problem): Path {
  const { gram, hidden } = stepMultiplications(problem);
  return gram <= hidden ? 'gram' : 'hidden';
}
