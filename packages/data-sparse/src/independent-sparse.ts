import { InputError, type MagnitudeKind } from '@tegum/core';
import type { FeatureDistribution } from './feature-distribution.js';
import { GroupedDistribution } from './grouped-distribution.js';
import { IndependentSampler } from './independent-sampler.js';

/**
 * The uniform sparse distribution: x_i = B_i U_i with B_i ~ Bernoulli(density_i), U_i ~ Uniform[0, 1], all independent.
 *
 * E x_i = p_i/2, E x_i² = p_i/3, E x_i x_j = p_i p_j/4, Var x_i = p_i/3 − p_i²/4, E e^{iωx_i} = 1 − p_i + p_i (e^{iω} − 1)/(iω)
 *
 * Shape      density [features]
 * Source     Elhage et al. 2022, "Demonstrating Superposition"; source notes §2.1
 *
 * @param density - Probability that a feature is active, one a feature; copied.
 * @throws {InputError} if density is empty or an entry is not in [0, 1].
 *
 * @example
 * uniformSparse([0.1, 0.2]).covariance(); // → [0.03083…, 0, 0, 0.05666…]
 */
export function uniformSparse(density: ArrayLike<number>): FeatureDistribution {
  return independentSparse('uniformSparse', 'uniform-sparse', density, 'uniform');
}

/**
 * The binary sparse distribution: x_i is 1 with probability density_i, else 0, all independent.
 *
 * E x_i^r = p_i, E x_i x_j = p_i p_j, Var x_i = p_i (1 − p_i)
 *
 * @param density - See `uniformSparse`.
 * @throws {InputError} if density is empty or an entry is not in [0, 1].
 *
 * @example
 * binarySparse([0.1, 0.5]).mean; // → [ 0.1, 0.5 ]
 */
export function binarySparse(density: ArrayLike<number>): FeatureDistribution {
  return independentSparse('binarySparse', 'binary-sparse', density, 'one');
}

/**
 * The signed uniform sparse distribution: as `uniformSparse` with U_i ~ Uniform[−1, 1].
 *
 * E x_i = 0, E x_i² = p_i/3, E x_i x_j = 0: equal densities make Σ isotropic without a bias
 *
 * @param density - See `uniformSparse`.
 * @throws {InputError} if density is empty or an entry is not in [0, 1].
 *
 * @example
 * signedUniformSparse([0.3]).rawMoment(0, 2); // → 0.0999999…
 */
export function signedUniformSparse(density: ArrayLike<number>): FeatureDistribution {
  return independentSparse('signedUniformSparse', 'signed-uniform-sparse', density, 'signed-uniform');
}

function independentSparse(where: string, kind: string, density: ArrayLike<number>, magnitude: MagnitudeKind): FeatureDistribution {
  if (density.length === 0) throw new InputError(where, 'a density for at least one feature', 'none');
  const p = Float64Array.from(density);
  const wrong = p.findIndex((value) => !(value >= 0 && value <= 1));
  if (wrong >= 0) throw new InputError(where, 'densities in [0, 1]', `${p[wrong]} at [${wrong}]`);
  const groups = Array.from(p, (value, i) => ({ features: [i], activeCount: Float64Array.of(1 - value, value) }));
  return new GroupedDistribution(kind, { features: p.length, magnitude, groups }, new IndependentSampler(p, magnitude));
}
