import { cosineMatrix } from './cosine-matrix.js';
import type { Directions } from './directions.js';
import { featureNorms } from './feature-norms.js';

/**
 * How much the other features project on each feature's direction (its polysemanticity).
 *
 * Σ_{j≠i} ⟨ŵ_i, w_j⟩², ŵ_i = w_i / ‖w_i‖; related to dimensionality by D_i = ‖w_i‖² / (‖w_i‖² + interference_i)
 *
 * Shape      W [hidden, features] → [features], ≥ 0
 * Edge cases a zero direction has no interference: 0
 * Source     Elhage et al. 2022, "Visualizing superposition in terms of polysemanticity"
 *
 * @throws {InputError} if W has the wrong length or an entry that is not finite.
 *
 * @example
 * interference({ features: 2, hidden: 1, W: Float64Array.of(1, -1) }); // → [ 1, 1 ]
 */
export function interference(model: Directions): Float64Array {
  const norms = featureNorms(model);
  const C = cosineMatrix(model, norms);
  const n = model.features;
  return Float64Array.from({ length: n }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < n; j++) {
      const projection = j === i ? 0 : C[i * n + j]! * norms[j]!;
      sum += projection * projection;
    }
    return sum;
  });
}
