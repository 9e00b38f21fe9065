/**
 * What all parts of the loss add to: losses and derivatives by output row.
 *
 * @file Where the parts of one evaluation add up, before importance.
 *
 * With z = b_i + Σ_j a_ij x_j, row i of the loss is E(x_i − z₊)², and
 *   ½ ∂/∂a_ij = E[x_j z₊] − E[x_i x_j H(z)],    ½ ∂/∂b_i = E[z₊] − E[x_i H(z)],    H(z) = 1 for z > 0, else 0
 * (docs/concepts/exact-loss.md: E[x_i z₊] = ½ ∂C/∂a_i with C = E z₊²).
 */
export interface Accumulator {
  /** E(x_i − z₊)², [n]. */
  readonly loss: Float64Array;
  /** ½ ∂/∂a_ij as if every a_ij were free, [n, n] row-major. */
  readonly halfCoupling: Float64Array;
  /** ½ ∂/∂b_i, [n]. */
  readonly halfBias: Float64Array;
  /** By row: what rounding errors are relative to. */
  readonly magnitude: Float64Array;
}

/**
 * Magnitude of a part E e² of probability `weight` whose e is off by some ulp of `scale`: |E(e + δ)² − E e²| ≤ 2 √(E e² E δ²) + E δ².
 * Near a perfect reconstruction the first alone would promise more digits than a_ij itself has.
 */
export function squareMagnitude(part: number, weight: number, scale: number): number {
  return part + Math.sqrt(part * weight) * scale + Number.EPSILON * weight * scale * scale;
}

export function createAccumulator(features: number): Accumulator {
  return {
    loss: new Float64Array(features),
    halfCoupling: new Float64Array(features * features),
    halfBias: new Float64Array(features),
    magnitude: new Float64Array(features),
  };
}
