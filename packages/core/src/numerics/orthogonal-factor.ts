/** @file The orthogonal matrix nearest to a square one, by ml-matrix's singular value decomposition. */
import { Matrix, SingularValueDecomposition } from 'ml-matrix';

export interface OrthogonalFactor {
  /** Q [n, n] row-major, QᵀQ = I: the Q that maximises tr(Qᵀ M). Not unique where M is singular. */
  readonly rotation: Float64Array;
  /** That maximum: the sum of M's singular values. */
  readonly nuclearNorm: number;
}

/**
 * Q = U Vᵀ of the singular value decomposition M = U Σ Vᵀ, which is also the orthogonal factor of M's polar decomposition.
 *
 * Shape      m [n, n] row-major
 * Dtype      float64; only + − × ÷ and square roots, so the same bits everywhere
 * Cost       O(n³)
 * Source     Schönemann 1966, the orthogonal Procrustes problem
 */
export function orthogonalFactor(m: Float64Array, n: number): OrthogonalFactor {
  const decomposition = new SingularValueDecomposition(Matrix.from1DArray(n, n, m));
  const rotation = decomposition.leftSingularVectors.mmul(decomposition.rightSingularVectors.transpose());
  let nuclearNorm = 0;
  for (const value of decomposition.diagonal) nuclearNorm += value;
  return { rotation: Float64Array.from(rotation.to1DArray()), nuclearNorm };
}
