import { checkDirections, type Directions } from './directions.js';

/**
 * Gram matrix of the feature directions.
 *
 * G = WᵀW, G[i, j] = ⟨w_i, w_j⟩
 *
 * Shape      W [hidden, features] → G [features, features] row-major, exactly symmetric
 * Cost       O(features² · hidden)
 *
 * @throws {InputError} if W has the wrong length or an entry that is not finite.
 *
 * @example
 * gramMatrix({ features: 2, hidden: 1, W: Float64Array.of(1, -1) }); // → [ 1, -1, -1, 1 ]
 */
export function gramMatrix(model: Directions): Float64Array {
  checkDirections(model, 'gramMatrix');
  const { features: n, hidden: m, W } = model;
  const G = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let h = 0; h < m; h++) sum += W[h * n + i]! * W[h * n + j]!;
      G[i * n + j] = sum;
      G[j * n + i] = sum;
    }
  }
  return G;
}
