/**
 * One toy model: y = ReLU(WᵀWx + b), or the linear y = WᵀWx where a function says so.
 *
 * Shape      W [hidden, features] row-major, column i is feature i's direction; b [features]
 * Units      dimensionless
 * Dtype      float64
 * Source     Elhage et al. 2022; source notes §3.1 with the sign of b reversed (we write + b)
 */
export interface ToyModel {
  readonly features: number;
  readonly hidden: number;
  readonly W: Float64Array;
  readonly b: Float64Array;
}

/**
 * What the model is asked to reconstruct, and how much each feature counts.
 *
 * x_i = B_i U_i with B_i ~ Bernoulli(density_i), U_i ~ Uniform[0, 1], all independent.
 *
 * Shape      density [features] in [0, 1]; importance [features], finite and ≥ 0
 */
export interface Population {
  readonly density: Float64Array;
  readonly importance: Float64Array;
}
