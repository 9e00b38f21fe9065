import { InputError, magnitudes, type MagnitudeKind } from '@tegum/core';

/** Independent features that share one density. */
export interface IsotropyOptions {
  /** n, an integer ≥ 1. */
  readonly features: number;
  /** p in (0, 1], the same for all features, which are independent. */
  readonly density: number;
  /** Of an active feature's value; `uniform` on [0, 1] by default. */
  readonly magnitude?: MagnitudeKind;
}

/** How far Σ is from a multiple of the identity. */
export interface Isotropy {
  /** v = p E V² − p² (E V)²: n − 1 of the eigenvalues of Σ, and all n of the covariance. */
  readonly bulk: number;
  /** θ² = n p² (E V)² = |E x|²: by so much the eigenvalue along (1, …, 1) is larger. */
  readonly spike: number;
  /** θ²/v: the largest relative error of Σ = v I. 0 means that it holds. */
  readonly defect: number;
}

/**
 * How far the second moment of independent, equally dense features is from a multiple of the identity: Σ = v I + (θ²/n) 1 1ᵀ.
 *
 * defect = 3np/(4 − 3p) for uniform values, np/(1 − p) for ones (∞ at p = 1), 0 for signed ones. A bias removes it.
 *
 * Source     source notes §2.1, which assume Σ ∝ I; the defect is ours
 *
 * @throws {InputError} if features or density is out of range.
 *
 * @example
 * isotropy({ features: 50, density: 0.01 }).defect; // → 0.377833…
 */
export function isotropy({ features, density, magnitude = 'uniform' }: IsotropyOptions): Isotropy {
  const where = 'isotropy';
  if (!Number.isInteger(features) || features < 1) throw new InputError(where, 'features to be an integer ≥ 1', String(features));
  if (!(density > 0 && density <= 1)) throw new InputError(where, 'a density in (0, 1]', String(density));
  const average = magnitudes[magnitude].moment(1);
  const bulk = density * (magnitudes[magnitude].moment(2) - density * average * average);
  const spike = features * density * density * average * average;
  return { bulk, spike, defect: spike === 0 ? 0 : spike / bulk };
}

/**
 * Number of samples from which the noise in the bulk is smaller than the defect, in the limit of many active features: where the upper
 * Marchenko–Pastur edge is v (1 + defect). With few active at a time the noise is larger, and so is the number: see `marchenkoPastur`.
 *
 * T = n/(√(1 + δ) − 1)². The direction itself leaves the bulk much earlier, once T > n/δ²: see `sampleSpike`.
 *
 * @param features - n > 0.
 * @param defect - δ ≥ 0.
 * @returns T, not rounded; ∞ if the defect is 0.
 * @throws {InputError} if an argument is out of range.
 *
 * @example
 * samplesToResolve(50, 0.38) > 100; // → true
 */
export function samplesToResolve(features: number, defect: number): number {
  if (!(features > 0)) throw new InputError('samplesToResolve', 'features > 0', String(features));
  if (!(defect >= 0)) throw new InputError('samplesToResolve', 'a defect ≥ 0', String(defect));
  if (defect === Infinity) return 0;
  const excess = defect / (Math.sqrt(1 + defect) + 1);
  return features / (excess * excess);
}
