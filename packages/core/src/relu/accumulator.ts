/**
 * @file Where the parts of one evaluation add up, before importance.
 *
 * With z = b_i + Σ_j a_ij x_j, row i of the loss is E(x_i − z₊)², and
 *   ½ ∂/∂a_ij = E[x_j z₊] − E[x_i x_j H(z)],    ½ ∂/∂b_i = E[z₊] − E[x_i H(z)],    H(z) = 1 for z > 0, else 0
 * (MATHS: E[x_i z₊] = ½ ∂C/∂a_i with C = E z₊²).
 */
export interface Accumulator {
  /** E(x_i − z₊)², [n]. */
  readonly loss: Float64Array;
  /** ½ ∂/∂a_ij as if every a_ij were free, [n, n] row-major. */
  readonly halfCoupling: Float64Array;
  /** ½ ∂/∂b_i, [n]. */
  readonly halfBias: Float64Array;
  /** Size of the terms that were added, by row: what rounding errors are relative to. */
  readonly magnitude: Float64Array;
}

export function createAccumulator(features: number): Accumulator {
  return {
    loss: new Float64Array(features),
    halfCoupling: new Float64Array(features * features),
    halfBias: new Float64Array(features),
    magnitude: new Float64Array(features),
  };
}
