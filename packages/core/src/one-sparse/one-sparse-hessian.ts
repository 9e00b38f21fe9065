import type { ToyModel } from '../model.js';
import { checkOneSparse } from './one-sparse-loss.js';
import { createSingleActivation, singleActivationInto } from './single-activation.js';

/**
 * The Hessian of the one-sparse potential in x = [W | b], in closed form.
 *
 * With a_ij = ⟨w_i, w_j⟩: d²L = Σ_ij [H_aa da_ij² + 2 H_ab da_ij db_i + H_bb db_i² + 2 H_a ⟨dw_i, dw_j⟩] · I_i/3n.
 *
 * Shape      [d, d] row-major, d = hidden · features + features; W row-major before b
 * Numerics   a few ulp of its largest entry. L is C² but for three walls: b_i = 0 = a_ij, where the kink is silent or active on the side asked for; and
 *            b_i = −|w_i|² and w_i = 0 = b_i, where it is the Hessian of the silent side. The second-order change of L at a wall of the
 *            first kind lies between the forms of its two sides
 * Cost       O(features² · hidden²) and d² numbers
 * Source     Chen et al. 2023, Lemma 3.1
 *
 * @throws {InputError} as `oneSparseLoss`.
 *
 * @example
 * oneSparseHessian(kGonModel(3, 3, 1, -0.1)).length; // → 81
 */
export function oneSparseHessian(
  model: ToyModel,
  importance: Float64Array = new Float64Array(model.features).fill(1),
  side: 'silent' | 'active' = 'silent',
): Float64Array {
  checkOneSparse(model, importance, 'oneSparseHessian');
  const { features: n, hidden: m, W, b } = model;
  const weights = m * n;
  const dimension = weights + n;
  const hessian = new Float64Array(dimension * dimension);
  const activation = createSingleActivation();
  const places = new Int32Array(2 * m);
  const slopes = new Float64Array(2 * m);
  const add = (row: number, column: number, value: number): void => {
    hessian[row * dimension + column]! += value;
  };
  for (let i = 0; i < n; i++) {
    const scale = importance[i]! / (3 * n);
    const bias = weights + i;
    for (let j = 0; j < n; j++) {
      let a = 0;
      for (let h = 0; h < m; h++) {
        const [wi, wj] = [W[h * n + i]!, W[h * n + j]!];
        a += wi * wj;
        // ∂a_ij/∂w_i = w_j and ∂a_ij/∂w_j = w_i; for j = i both fall on w_i.
        places[2 * h] = h * n + i;
        slopes[2 * h] = wj;
        places[2 * h + 1] = h * n + j;
        slopes[2 * h + 1] = wi;
      }
      singleActivationInto(activation, a, b[i]!, i === j);
      if (side === 'active' && i !== j && a === 0 && b[i] === 0) {
        activation.curvatureAA = 2;
        activation.curvatureAB = 3;
        activation.curvatureBB = 6;
      }
      const { slopeA, curvatureAA, curvatureAB, curvatureBB } = activation;
      add(bias, bias, scale * curvatureBB);
      for (let e = 0; e < 2 * m; e++) {
        add(places[e]!, bias, scale * curvatureAB * slopes[e]!);
        add(bias, places[e]!, scale * curvatureAB * slopes[e]!);
        for (let f = 0; f < 2 * m; f++) add(places[e]!, places[f]!, scale * curvatureAA * slopes[e]! * slopes[f]!);
      }
      for (let h = 0; h < m; h++) {
        add(h * n + i, h * n + j, scale * slopeA);
        add(h * n + j, h * n + i, scale * slopeA);
      }
    }
  }
  return hessian;
}
