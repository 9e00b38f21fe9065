import { InputError, type FeatureGroup, type MagnitudeKind } from '@tegum/core';
import type { FeatureDistribution } from './feature-distribution.js';
import { GroupedDistribution } from './grouped-distribution.js';

/** Features that are active all together (correlated) or one at a time (anticorrelated). */
export interface SparseGroup {
  /** Feature numbers, 1 to 1000 of them. */
  readonly features: readonly number[];
  /** Correlated: all active or none. Anticorrelated: one of them, each equally likely, or none. */
  readonly kind: 'correlated' | 'anticorrelated';
  /** Probability that it is not none. */
  readonly probability: number;
}

/** Features some of which are active together, or never together. */
export interface GroupedSparseOptions {
  /** n. */
  readonly features: number;
  /** Of the features in no group, which are independent: one for all, or [n], of which only theirs are read. */
  readonly density?: number | ArrayLike<number>;
  readonly groups: readonly SparseGroup[];
  /** Of an active feature's value; `uniform` on [0, 1] by default. */
  readonly magnitude?: MagnitudeKind;
}

/**
 * Correlated and anticorrelated groups of features beside independent ones; values are independent even within a group.
 *
 *   correlated of g        density q,    P(i and j active) = q
 *   anticorrelated of g    density q/g,  P(i and j active) = 0
 *
 * Source     Elhage et al. 2022, "Organization of correlated or anticorrelated features", whose groups are pairs
 *
 * @throws {InputError} if a feature is in two groups, or in none and without a density, or a probability is not in [0, 1].
 *
 * @example
 * const x = groupedSparse({ features: 2, groups: [{ features: [0, 1], kind: 'anticorrelated', probability: 0.2 }] });
 * x.mean; // → [ 0.05, 0.05 ]
 * // Never active together:
 * x.secondMoment()[1]; // → 0
 */
export function groupedSparse({ features, density, groups, magnitude = 'uniform' }: GroupedSparseOptions): FeatureDistribution {
  const where = 'groupedSparse';
  if (!Number.isInteger(features) || features < 1) throw new InputError(where, 'features to be an integer ≥ 1', String(features));
  if (density !== undefined && typeof density !== 'number' && density.length !== features) {
    throw new InputError(where, `one density, or one for each of ${features} features`, String(density.length));
  }
  const law: FeatureGroup[] = groups.map((group, g) => ({ features: [...group.features], activeCount: activeCountOf(group, `${where}: groups[${g}]`) }));
  const inGroup = new Set(groups.flatMap((group) => group.features));
  for (let i = 0; i < features; i++) {
    if (inGroup.has(i)) continue;
    const p = typeof density === 'object' ? density[i] : density;
    if (p === undefined) throw new InputError(where, 'a density for the features in no group', `none for feature ${i}`);
    if (!(p >= 0 && p <= 1)) throw new InputError(where, 'densities in [0, 1]', `${p} for feature ${i}`);
    law.push({ features: [i], activeCount: Float64Array.of(1 - p, p) });
  }
  return new GroupedDistribution('grouped-sparse', { features, magnitude, groups: law });
}

function activeCountOf({ features, kind, probability }: SparseGroup, where: string): Float64Array {
  if (features.length === 0) throw new InputError(`${where}.features`, 'at least one feature', 'none');
  if (!(probability >= 0 && probability <= 1)) throw new InputError(`${where}.probability`, 'a number in [0, 1]', String(probability));
  const activeCount = new Float64Array(features.length + 1);
  activeCount[0] = 1 - probability;
  activeCount[kind === 'correlated' ? features.length : 1] = probability;
  return activeCount;
}
