/**
 * @file What the loss has to know of a distribution of features: groups of interchangeable features, or a finite table.
 */
import { InputError } from '../../errors.js';
import type { MagnitudeKind } from './magnitude.js';

/**
 * Features of which only the number that is active has a law: given that number, each set of so many is equally likely.
 *
 * One feature that is active or not, an all-or-none group, a group of which at most one is active, and exactly k active
 * of n are all of this kind.
 */
export interface FeatureGroup {
  /** Feature numbers, distinct, at most 1000. */
  readonly features: readonly number[];
  /** P(l of them are active), l = 0 … features.length; sums to 1. */
  readonly activeCount: Float64Array;
}

/** Independent groups that hold every feature once; the values of active features are independent of everything. */
export interface GroupedLaw {
  readonly features: number;
  readonly magnitude: MagnitudeKind;
  readonly groups: readonly FeatureGroup[];
}

/** A finite data set: x is one of its rows, each equally likely. */
export interface RowsLaw {
  readonly features: number;
  /** [count, features] row-major, count ≥ 1. */
  readonly rows: Float64Array;
}

/** The joint law of a feature vector, as plain data. */
export type FeatureLaw = GroupedLaw | RowsLaw;

const LARGEST_GROUP = 1000;

/**
 * Refuses a law that is none.
 *
 * @throws {InputError} if groups do not hold every feature once, probabilities do not add up to 1, or rows do not fit.
 *
 * @example
 * checkLaw({ features: 1, rows: Float64Array.of(0, 1) }, 'my law'); // → undefined
 */
export function checkLaw(law: FeatureLaw, where: string): void {
  if (!Number.isInteger(law.features) || law.features < 1) throw new InputError(`${where}: features`, 'an integer ≥ 1', String(law.features));
  if ('rows' in law) checkRows(law, where);
  else checkGroups(law, where);
}

function checkRows({ features, rows }: RowsLaw, where: string): void {
  if (rows.length === 0 || rows.length % features !== 0) {
    throw new InputError(`${where}: rows`, `a multiple of features = ${String(features)} numbers, at least one row`, String(rows.length));
  }
  const wrong = rows.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0) {
    throw new InputError(`${where}: rows[${String(Math.floor(wrong / features))}][${String(wrong % features)}]`, 'a finite number', String(rows[wrong]));
  }
}

function checkGroups({ features, groups }: GroupedLaw, where: string): void {
  const seen = new Uint8Array(features);
  groups.forEach((group, g) => {
    const place = `${where}: groups[${String(g)}]`;
    const size = group.features.length;
    if (size < 1 || size > LARGEST_GROUP) throw new InputError(`${place}.features`, `1 to ${String(LARGEST_GROUP)} features`, String(size));
    for (const i of group.features) {
      if (!Number.isInteger(i) || i < 0 || i >= features) throw new InputError(`${place}.features`, `feature numbers from 0 to ${String(features - 1)}`, String(i));
      if (seen[i] === 1) throw new InputError(`${place}.features`, 'every feature in one group only', `feature ${String(i)} again`);
      seen[i] = 1;
    }
    if (group.activeCount.length !== size + 1) {
      throw new InputError(`${place}.activeCount`, `${String(size + 1)} probabilities, of 0 to ${String(size)} active`, String(group.activeCount.length));
    }
    let total = 0;
    for (const probability of group.activeCount) {
      if (!(probability >= 0 && probability <= 1)) throw new InputError(`${place}.activeCount`, 'probabilities in [0, 1]', String(probability));
      total += probability;
    }
    if (Math.abs(total - 1) > 1e-12) throw new InputError(`${place}.activeCount`, 'probabilities that add up to 1', String(total));
  });
  const missing = seen.indexOf(0);
  if (missing >= 0) throw new InputError(`${where}: groups`, 'every feature in a group', `feature ${String(missing)} in none`);
}

/** P(exactly one given set of l is active), l = 0 … g: P(l active) / C(g, l). */
export function setProbabilities({ activeCount }: FeatureGroup): Float64Array {
  const size = activeCount.length - 1;
  let binomial = 1;
  return activeCount.map((probability, l) => {
    if (l > 0) binomial = (binomial * (size - l + 1)) / l;
    return probability / binomial;
  });
}

/** The same when one feature of the group is not looked at: its being active or not is summed over. */
export function withoutOneFeature(sets: Float64Array): Float64Array {
  return Float64Array.from({ length: sets.length - 1 }, (_, l) => sets[l]! + sets[l + 1]!);
}
