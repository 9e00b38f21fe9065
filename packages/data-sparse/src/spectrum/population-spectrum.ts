import { symmetricEigen } from '@tegum/core';
import type { FeatureDistribution } from '../feature-distribution.js';

/** Whether means are subtracted. */
export interface PopulationSpectrumOptions {
  /** Of the covariance instead of the second moment: what a linear model with a bias sees. */
  readonly centred?: boolean;
}

/**
 * Eigenvalues of Σ = E x xᵀ, or of the covariance.
 *
 * Shape      → [features], ascending
 * Numerics   absolute accuracy n ε ‖Σ‖ of each: equal eigenvalues differ by that much
 * Cost       O(features³)
 *
 * @example
 * import { uniformSparse } from '@tegum/data-sparse';
 * populationSpectrum(uniformSparse([0.1, 0.1])); // → [ 0.0308333…, 0.0358333… ]
 */
export function populationSpectrum(x: FeatureDistribution, { centred = false }: PopulationSpectrumOptions = {}): Float64Array {
  return symmetricEigen(centred ? x.covariance() : x.secondMoment(), x.features).values;
}
