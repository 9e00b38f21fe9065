/**
 * @file Thomson's points beside the directions that the one-sparse loss learns: an analogy, and here it is measured.
 */
import { InputError } from '../errors.js';
import type { Seed } from '../numerics/streams.js';
import { oneSparseOptimum, type OneSparseOptimum } from '../one-sparse/one-sparse-optimum.js';
import { compareDirections, type DirectionComparison } from './compare-directions.js';
import { RieszEnergy } from './riesz-energy.js';
import { thomson, type ThomsonResult } from './thomson.js';

/** How many features in how many dimensions are compared, and by how many starts. */
export interface OneSparseComparisonOptions {
  /** Random starts of the one-sparse optimum; default 60, or 10 for more than 60 points. */
  readonly starts?: number;
  /** Default 0. */
  readonly seed?: Seed;
}

/** What the one-sparse loss learned beside Thomson’s points. */
export interface OneSparseComparison extends DirectionComparison {
  /** The best minimum found of the one-sparse loss of N features in m = d hidden dimensions, all importances 1. */
  readonly optimum: OneSparseOptimum;
  /** Features with w_i ≠ 0; the others are dead. */
  readonly live: Int32Array;
  /** w_i/|w_i| of the live features, [live, dimension] row-major: the second of the sets compared. */
  readonly directions: Float64Array;
  /** Riesz energy of those directions; Infinity where two coincide, to 10⁻⁶. */
  readonly directionsEnergy: number;
  /** Thomson's solution for as many points as there are live features: the first of the sets compared. */
  readonly thomson: ThomsonResult;
  /** The distance is below 10⁻⁶: one shape. */
  readonly sameShape: boolean;
  /** N < 2m: the one-sparse loss is 0 on a continuum of shapes, and the distance only says which of them was met. */
  readonly continuum: boolean;
}

/** A feature shorter than this, against the longest, is dead. */
const DEAD = 1e-3;
/** Both optima are good to about 1e-9; different shapes of up to 200 points are much farther apart. */
const SAME_SHAPE = 1e-6;
/** Beyond so many points a start takes seconds. */
const MANY_POINTS = 60;
const [STARTS_FOR_FEW, STARTS_FOR_MANY] = [60, 10] as const;

/**
 * Compares a solution of Thomson's problem with the directions of the one-sparse optimum of as many features, up to rotation, reflection
 * and order. Where the optimum leaves features dead, Thomson's problem is solved for the live ones.
 *
 * Both sides want directions far apart, but pay differently: by r^(−s) for every pair there, by (⟨w_i, w_j⟩ + b)³ for acute pairs alone
 * here. Shapes that symmetry alone fixes agree; others do not.
 *
 * Cost       `starts` descents of O(N² d) an evaluation; 0.1 s for N = 12, d = 3
 * Source     source notes §3.1; Chen et al. 2023 for the one-sparse potential
 *
 * @throws {InputError} if fewer than two features are live.
 *
 * @example
 * const { sameShape } = compareWithOneSparse(thomson({ points: 5, dimension: 2 }), 2, { starts: 4, seed: 0 });
 * sameShape; // → true
 */
export function compareWithOneSparse(
  solution: ThomsonResult,
  dimension: number,
  options: OneSparseComparisonOptions = {},
): OneSparseComparison {
  const features = solution.points.length / dimension;
  const { starts = features > MANY_POINTS ? STARTS_FOR_MANY : STARTS_FOR_FEW, seed = 0 } = options;
  const optimum = oneSparseOptimum({ features, hidden: dimension, starts, seed });
  const { live, directions } = liveDirections(optimum);
  if (live.length < 2) throw new InputError('compareWithOneSparse', 'at least two live features', String(live.length));
  const opposite =
    live.length === features ? solution : thomson({ points: live.length, dimension, riesz: solution.riesz, starts: solution.starts, seed });
  const comparison = compareDirections(opposite.points, directions, dimension);
  const directionsEnergy = coincide(directions, dimension)
    ? Infinity
    : new RieszEnergy(live.length, dimension, solution.riesz).evaluate(directions, new Float64Array(directions.length));
  return {
    ...comparison,
    optimum,
    live,
    directions,
    directionsEnergy,
    thomson: opposite,
    sameShape: comparison.procrustesDistance < SAME_SHAPE,
    continuum: features < 2 * dimension,
  };
}

/** Do two unit vectors differ by less than SAME_SHAPE? */
function coincide(directions: Float64Array, d: number): boolean {
  for (let a = 0; a < directions.length; a += d) {
    for (let b = 0; b < a; b += d) {
      let square = 0;
      for (let h = 0; h < d; h++) square += (directions[a + h]! - directions[b + h]!) * (directions[a + h]! - directions[b + h]!);
      if (square < SAME_SHAPE * SAME_SHAPE) return true;
    }
  }
  return false;
}

function liveDirections({ W, features, hidden }: OneSparseOptimum): { live: Int32Array; directions: Float64Array } {
  const lengths = Float64Array.from({ length: features }, (_, i) => {
    let square = 0;
    for (let h = 0; h < hidden; h++) square += W[h * features + i]! * W[h * features + i]!;
    return Math.sqrt(square);
  });
  const longest = Math.max(...lengths);
  const live = Int32Array.from(Array.from(lengths.keys()).filter((i) => lengths[i]! > DEAD * longest));
  const directions = new Float64Array(live.length * hidden);
  live.forEach((i, k) => {
    for (let h = 0; h < hidden; h++) directions[k * hidden + h] = W[h * features + i]! / lengths[i]!;
  });
  return { live, directions };
}
