import { cosineMatrix } from './cosine-matrix.js';
import type { Directions } from './directions.js';
import { featureNorms } from './feature-norms.js';

/**
 * Share of a hidden dimension that each feature has to itself (its capacity).
 *
 * D_i = ‖w_i‖⁴ / Σ_j ⟨w_i, w_j⟩² = G_ii² / Σ_j G_ij²
 *
 * Shape      W [hidden, features] → [features], each in [0, 1]; Σ_i D_i ≤ rank W, with equality exactly for orthogonal sums of tight frames
 * Edge cases a zero direction has D_i = 0
 * Numerics   computed from cosines and ratios of norms, so the scale of W does not matter
 * Cost       O(features² · hidden)
 * Source     Elhage et al. 2022, "Feature Dimensionality"; Scherlis et al. 2022
 *
 * @throws {InputError} if W has the wrong length or an entry that is not finite.
 *
 * @example
 * featureDimensionality({ features: 2, hidden: 1, W: Float64Array.of(1, -1) }); // → [0.5, 0.5]
 */
export function featureDimensionality(model: Directions): Float64Array {
  const norms = featureNorms(model);
  return dimensionalityFromCosines(cosineMatrix(model, norms), norms);
}

/** D_i = 1 / Σ_j (c_ij ‖w_j‖/‖w_i‖)². */
export function dimensionalityFromCosines(C: Float64Array, norms: Float64Array): Float64Array {
  const n = norms.length;
  const D = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    if (norms[i] === 0) continue;
    let sum = 0;
    for (let j = 0; j < n; j++) {
      const cosine = C[i * n + j]!;
      if (cosine === 0) continue;
      const projection = cosine * (norms[j]! / norms[i]!);
      sum += projection * projection;
    }
    D[i] = 1 / sum;
  }
  return D;
}
