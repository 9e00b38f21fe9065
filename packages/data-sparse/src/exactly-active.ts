import { InputError, type MagnitudeKind } from '@tegum/core';
import type { FeatureDistribution } from './feature-distribution.js';
import { GroupedDistribution } from './grouped-distribution.js';

/** Features of which the same number is always active. */
export interface ExactlyActiveOptions {
  /** n, an integer from 1 to 1000. */
  readonly features: number;
  /** k, an integer from 0 to n. */
  readonly active: number;
  /** Of an active feature's value; `uniform` on [0, 1] by default. */
  readonly magnitude?: MagnitudeKind;
}

/**
 * Exactly k of n features are active, each set of k equally likely: density k/n, and features in each other's way.
 *
 * P(i and j active) = k (k − 1)/(n (n − 1)) < (k/n)²: negatively correlated if E V ≠ 0
 *
 * @throws {InputError} if features or active is out of range.
 *
 * @example
 * // The one-sparse data of Chen et al. 2023:
 * exactlyActive({ features: 5, active: 1 }).mean[0]; // → 0.1
 */
export function exactlyActive({ features, active, magnitude = 'uniform' }: ExactlyActiveOptions): FeatureDistribution {
  const where = 'exactlyActive';
  if (!Number.isInteger(features) || features < 1 || features > 1000) throw new InputError(where, 'features from 1 to 1000', String(features));
  if (!Number.isInteger(active) || active < 0 || active > features) throw new InputError(where, `active features from 0 to ${features}`, String(active));
  const activeCount = new Float64Array(features + 1);
  activeCount[active] = 1;
  const group = { features: Array.from({ length: features }, (_, i) => i), activeCount };
  return new GroupedDistribution('exactly-active', { features, magnitude, groups: [group] });
}
