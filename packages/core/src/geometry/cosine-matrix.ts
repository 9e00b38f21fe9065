import type { Directions } from './directions.js';

/**
 * Cosines between feature directions: c_ij = ⟨w_i, w_j⟩ / (‖w_i‖ ‖w_j‖).
 *
 * Shape      [features, features] row-major, exactly symmetric
 * Edge cases the row and column of a zero direction are 0, its diagonal entry too; other diagonal entries are exactly 1
 *
 * @param norms - Of `featureNorms`.
 */
export function cosineMatrix({ features: n, hidden: m, W }: Directions, norms: Float64Array): Float64Array {
  const unit = new Float64Array(n * m);
  for (let i = 0; i < n; i++) {
    if (norms[i] === 0) continue;
    for (let h = 0; h < m; h++) unit[i * m + h] = W[h * n + i]! / norms[i]!;
  }
  const C = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    C[i * n + i] = norms[i] === 0 ? 0 : 1;
    for (let j = 0; j < i; j++) {
      let sum = 0;
      for (let h = 0; h < m; h++) sum += unit[i * m + h]! * unit[j * m + h]!;
      C[i * n + j] = sum;
      C[j * n + i] = sum;
    }
  }
  return C;
}
