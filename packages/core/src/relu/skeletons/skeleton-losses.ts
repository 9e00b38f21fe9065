import { InputError } from '../../errors.js';
import { gramMatrix } from '../../geometry/gram-matrix.js';
import type { Population, ToyModel } from '../../model.js';
import { populationLoss } from '../evaluate-loss.js';
import type { CreateLoss } from '../population-loss.js';
import { activeCounts, likelyMost } from './active-counts.js';
import { noneActive, oneActive, twoActive } from './closed-skeletons.js';
import { bandsOf } from './bands.js';
import { addBand, bandRounding, bandTruncation, RowMoments } from './skeleton-series.js';
import { momentRounding, shareBounds, skeletonRow, type SkeletonRow } from './skeleton-row.js';

/** Closed forms reach to here. */
const CLOSED = 2;
/** More active features than are ever this likely are not looked at one by one. */
const NEGLIGIBLE = 1e-20;
/** How well the loss must be known for a relative tolerance to mean something. */
const ROUGH = 0.01;

/** How exactly, and how far, the loss is split. */
export interface SkeletonOptions {
  /** Requested error of `loss`, relative to it; default 1e-9. */
  readonly tolerance?: number;
  /** Largest number of active features to resolve; default as many as the tolerance needs. */
  readonly most?: number;
  /** Makes what evaluates the whole loss, which the tolerance is relative to; default core's own. */
  readonly createLoss?: CreateLoss;
}

/** The part of the data with exactly `active` non-zero features: Q_l of the source notes. */
export interface Skeleton {
  readonly active: number;
  /** Pr(Q_l). */
  readonly probability: number;
  /** Pr(Q_l) · E[loss | Q_l] ≥ 0, importance included: these add up to the loss. */
  readonly contribution: number;
  /** |contribution − true contribution| ≤ errorBound. */
  readonly errorBound: number;
  /** The true loss is in [lowerBound, upperBound]: what the skeletons up to this one, and nothing else, prove. */
  readonly lowerBound: number;
  readonly upperBound: number;
}

/** The loss, split by the number of active features. */
export interface SkeletonLosses {
  /** l = 0, 1, 2, …, at most `features`. */
  readonly skeletons: readonly Skeleton[];
  /** Sum of the contributions. */
  readonly loss: number;
  /** |loss − true loss| ≤ errorBound, what lies beyond the last skeleton included. */
  readonly errorBound: number;
  /** The tightest of the skeletons' bounds: those of the last. */
  readonly lowerBound: number;
  readonly upperBound: number;
}

/**
 * The exact population loss, split by the number l of active features.
 *
 * L = Σ_l Pr(Q_l) E[loss | Q_l]; all terms ≥ 0, so every truncation is a lower bound, and a bound on the tail makes an upper one.
 *
 * l ≤ 2 is in closed form. Beyond, each skeleton is the coefficient of t^l in the generating function of the series behind
 * `populationLoss`, with its own rigorous bound on truncation and rounding. The tail is bounded without computing it, by
 * (x − z₊)² ≤ (x − z)² and by max(1, z_max)².
 *
 * Shape      W [hidden, features] row-major, b, density, importance [features]
 * Units      as `populationLoss`: summed over features, averaged over data
 * Dtype      float64
 * Edge cases densities 0 and 1 are exact; rows of importance 0 cost nothing
 * Cost       O(features² · terms · skeletons + features³); 100 features at density 0.05: a few tenths of a second
 * Source     docs/concepts/skeletons.md; source notes §3.1 (their Q_l)
 *
 * @throws {InputError} as `populationLoss`, or if `most` is not an integer in [0, features].
 *
 * @example
 * const model = { features: 2, hidden: 1, W: Float64Array.of(1, -1), b: new Float64Array(2) };
 * const { skeletons } = skeletonLosses(model, { density: Float64Array.of(0.1, 0.1), importance: Float64Array.of(1, 1) });
 * // A pair of opposites is perfect until both of its features are active.
 * skeletons.map(({ contribution }) => contribution); // → [ 0, 0, 0.00333333… ]
 */
export function skeletonLosses(model: ToyModel, population: Population, options: SkeletonOptions = {}): SkeletonLosses {
  const { tolerance = 1e-9, most: wanted = model.features } = options;
  const { features: n, b } = model;
  if (!Number.isInteger(wanted) || wanted < 0 || wanted > n) {
    throw new InputError('skeletonLosses: most', `an integer in [0, features = ${String(n)}]`, String(wanted));
  }
  const rough = populationLoss(model, population, { ...options, tolerance: Math.max(tolerance, ROUGH) });
  const { density, importance } = population;
  const least = Math.max(rough.loss - rough.errorBound, Number.EPSILON * importance.reduce((sum, I, i) => sum + I * density[i]!, 0));
  const absolute = tolerance * least;

  const gram = gramMatrix(model);
  const likely = Math.max(likelyMost(density, NEGLIGIBLE), Math.min(CLOSED, n));
  const probabilities = activeCounts(density, likely);
  const rows: SkeletonRow[] = [];
  const ceilings = new Float64Array(likely + 2);
  for (let i = 0; i < n; i++) {
    if (importance[i] === 0) continue;
    const row = skeletonRow(gram, b, density, i, likely);
    shareBounds(row, probabilities).forEach((bound, l) => (ceilings[l]! += importance[i]! * bound));
    rows.push(row);
  }
  const tails = tailSums(ceilings);
  const needed = tails.findIndex((_, l) => (tails[l + 1] ?? 0) <= absolute / 2);
  const most = Math.min(wanted, likely, Math.max(needed, CLOSED));

  const shares = new Float64Array(likely + 2);
  const errors = new Float64Array(likely + 2);
  addClosedForms(rows, gram, model, population, most, shares, errors);
  if (most > CLOSED) {
    const moments = new RowMoments(likely);
    for (const row of rows) addSeries(row, moments, importance[row.i]!, most, absolute / (4 * rows.length), shares, errors);
  }
  return assemble(probabilities, shares, errors, ceilings, tails, most);
}

function addClosedForms(
  rows: readonly SkeletonRow[],
  gram: Float64Array,
  { b }: ToyModel,
  { density, importance }: Population,
  most: number,
  shares: Float64Array,
  errors: Float64Array,
): void {
  for (let l = 0; l <= Math.min(most, CLOSED); l++) {
    const byRow =
      l === 0 ? noneActive(b, density) : l === 1 ? oneActive(gram, b, density) : twoActive(gram, b, density, importance);
    for (const row of rows) {
      shares[l]! += importance[row.i]! * byRow[row.i]!;
      errors[l]! += importance[row.i]! * momentRounding(row, l);
    }
  }
}

/** One row's skeletons l ≥ 3, where z changes sign by the series, elsewhere by moments. */
function addSeries(
  row: SkeletonRow,
  moments: RowMoments,
  importance: number,
  most: number,
  tolerance: number,
  shares: Float64Array,
  errors: Float64Array,
): void {
  moments.update(row);
  const own = new Float64Array(most + 1);
  const bands = bandsOf(row, CLOSED + 1, most, tolerance / importance);
  for (const band of bands) {
    if (band.kind === 'series') {
      addBand(row, moments, band, own);
      const truncation = bandTruncation(row, band);
      for (let l = band.first; l <= band.last; l++) errors[l]! += importance * (truncation[l]! + bandRounding(row, band, l));
    } else {
      const exact = band.kind === 'silent' ? row.silent : row.linear;
      for (let l = band.first; l <= band.last; l++) {
        own[l] = exact[l]!;
        errors[l]! += importance * momentRounding(row, l);
      }
    }
  }
  for (let l = CLOSED + 1; l <= most; l++) shares[l]! += importance * own[l]!;
}

function assemble(
  probabilities: Float64Array,
  shares: Float64Array,
  errors: Float64Array,
  ceilings: Float64Array,
  tails: Float64Array,
  most: number,
): SkeletonLosses {
  const skeletons: Skeleton[] = [];
  let loss = 0;
  let error = 0;
  let lower = 0;
  let upper = 0;
  for (let l = 0; l <= most; l++) {
    // No contribution is negative: what rounding makes so is nearer the truth at 0.
    const contribution = Math.max(shares[l]!, 0);
    loss += contribution;
    error += errors[l]!;
    lower += Math.max(contribution - errors[l]!, 0);
    upper += Math.min(contribution + errors[l]!, ceilings[l]!);
    skeletons.push({
      active: l,
      probability: probabilities[l]!,
      contribution,
      errorBound: errors[l]!,
      lowerBound: lower,
      upperBound: upper + tails[l + 1]!,
    });
  }
  return { skeletons, loss, errorBound: error + tails[most + 1]!, lowerBound: lower, upperBound: upper + tails[most + 1]! };
}

/** Σ_{k ≥ l}, summed from the small end. */
function tailSums(values: Float64Array): Float64Array {
  const tails = values.slice();
  for (let l = tails.length - 2; l >= 0; l--) tails[l]! += tails[l + 1]!;
  return tails;
}
