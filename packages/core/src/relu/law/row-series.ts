/**
 * @file One output's expected squared error under a law of groups: no or one active feature in closed form, the others by
 * the periodic-Bernoulli series.
 *
 * With several features active, P ≥ |z|, u = z/P, ω_k = 2πk/P, and expectations restricted to several active,
 *   E z₊²    = E[z²/2 + z³/(3P) + P z/6]              − (P²/3) 12/(2π)³ Σ_k Im E e^{iω_k z} / k³
 *   E x_i z₊ = E[x_i (z/2 + z²/(2P) + P/12)]          − (P/2) (1/π²)    Σ_k Re E[x_i e^{iω_k z}] / k².
 * The remainder after K terms: |E e^{iωz}| and |E[x_i e^{iωz}]| are at most the same sums over sets with bounds on |ψ| and |τ|
 * in place of ψ and τ, which do not increase with ω; Σ_{k>K} k⁻³ ≤ 1/(2K²), Σ_{k>K} k⁻² ≤ 1/K.
 *
 * Source     docs/concepts/exact-loss.md
 */
import { sincosInto } from '../../numerics/elementary.js';
import { RAMP_FACTOR, SQUARE_FACTOR } from '../oscillation.js';
import { ActiveSets } from './active-sets.js';
import type { LawRow } from './law-row.js';
import { magnitudes, type Magnitude, type MagnitudeKind } from './magnitude.js';
import { oneActiveError } from './one-active.js';
import { complexes, cubicSeries, reals } from './ring.js';

/** Angles ω_k a stay within the domain of sine and cosine. */
export const MOST_TERMS = 131_072;

export class RowSeries {
  /** E (x_i − y_i)² with at most one feature active. */
  readonly #few: number;
  /** Can z change sign? Where it cannot, the rest is a polynomial in moments. */
  readonly #mixed: boolean;
  readonly #period: number;
  readonly #polynomial: number;
  readonly #scale: number;
  readonly #magnitude: Magnitude;
  readonly #bounds: ActiveSets;
  readonly #absolute: Float64Array;
  readonly #ownBound = new Float64Array(1);

  constructor(
    private readonly row: LawRow,
    kind: MagnitudeKind,
  ) {
    const { groups, couplings, bias, low, high } = row;
    const magnitude = magnitudes[kind];
    this.#magnitude = magnitude;
    this.#mixed = low < 0 && high > 0;
    this.#absolute = couplings.map(Math.abs);
    // Half as much as |z| and |a_j| at most would do for the series; a little more keeps rounding from passing it.
    this.#period = 1.000001 * Math.max(-low, high, Math.abs(bias), ...this.#absolute);
    this.#few = fewActive(row, kind);

    const largest = Math.max(...groups.map(({ features }) => features.length));
    this.#bounds = new ActiveSets(reals, largest);
    this.#updateBounds(0);
    const probability = this.#bounds.several[0]!;
    this.#ownBound[0] = 1;
    this.#bounds.evaluate(groups, new Float64Array(couplings.length).fill(1), this.#ownBound);
    const ownProbability = this.#bounds.ownSeveral[0]!;

    const { z, xz } = severalMoments(row, magnitude, largest);
    const square = ownProbability * magnitude.moment(2);
    const P = this.#period;
    const A = row.size;
    if (high <= 0) this.#polynomial = square;
    else if (low >= 0) this.#polynomial = square - 2 * xz[1]! + z[2]!;
    else this.#polynomial = square - 2 * (xz[1]! / 2 + xz[2]! / (2 * P) + (P * xz[0]!) / 12) + z[2]! / 2 + z[3]! / (3 * P) + (P * z[1]!) / 6;
    this.#scale =
      this.#few + fewActiveSize(row) + square + probability * (A * A + (A * A * A) / P + P * A) + ownProbability * (2 * A + (A * A) / P + P);
  }

  /** Bound on what K terms leave out. */
  truncation(terms: number): number {
    if (!this.#mixed) return 0;
    const P = this.#period;
    this.#updateBounds((2 * Math.PI * (terms + 1)) / P);
    const { several, ownSeveral } = this.#bounds;
    return (SQUARE_FACTOR * P * P * several[0]!) / (2 * terms * terms) + (2 * RAMP_FACTOR * P * ownSeveral[0]!) / terms;
  }

  /** Bound on the rounding error of `evaluate`, for a model with so many hidden units. */
  rounding(hidden: number): number {
    return Number.EPSILON * (64 + 8 * this.row.couplings.length + 4 * hidden) * this.#scale;
  }

  /** The smallest number of terms found that leaves out at most `tolerance`, at most `most`. */
  termsFor(tolerance: number, most: number): number {
    if (this.truncation(1) <= tolerance) return this.#mixed ? 1 : 0;
    let enough = 2;
    while (enough < most && this.truncation(enough) > tolerance) enough *= 2;
    if (enough >= most) return most;
    let tooFew = enough / 2;
    while (enough - tooFew > Math.max(1, enough / 16)) {
      const middle = Math.floor((tooFew + enough) / 2);
      if (this.truncation(middle) <= tolerance) enough = middle;
      else tooFew = middle;
    }
    return enough;
  }

  /** E (x_i − y_i)², the series cut after so many terms. */
  evaluate(terms: number): number {
    let total = this.#few + this.#polynomial;
    if (!this.#mixed || terms === 0) return total;
    const { row } = this;
    const { couplings, groups, bias } = row;
    const magnitude = this.#magnitude;
    const P = this.#period;
    const count = couplings.length;
    const sets = new ActiveSets(complexes, Math.max(...groups.map(({ features }) => features.length)));
    const factors = new Float64Array(2 * count);
    const own = new Float64Array(2);
    const sincos = new Float64Array(2);
    let squares = 0;
    let ramps = 0;
    // Small terms first.
    for (let k = terms; k > 0; k--) {
      const omega = (2 * Math.PI * k) / P;
      for (let c = 0; c < count; c++) magnitude.transformInto(factors, 2 * c, omega * couplings[c]!);
      magnitude.partialTransformInto(own, 0, omega * couplings[count - 1]!);
      sets.evaluate(groups, factors, own);
      sincosInto(sincos, omega * bias);
      const s = sincos[0]!;
      const c = sincos[1]!;
      squares += (s * sets.several[0]! + c * sets.several[1]!) / (k * k * k);
      ramps += (c * sets.ownSeveral[0]! - s * sets.ownSeveral[1]!) / (k * k);
    }
    total += 2 * P * RAMP_FACTOR * ramps - P * P * SQUARE_FACTOR * squares;
    return total;
  }

  #updateBounds(omega: number): void {
    const { couplings, groups } = this.row;
    const factors = this.#absolute.map((a) => this.#magnitude.transformBound(omega * a));
    this.#ownBound[0] = this.#magnitude.partialTransformBound(omega * this.#absolute[couplings.length - 1]!);
    this.#bounds.evaluate(groups, factors, this.#ownBound);
  }
}

/** P(no feature active) and, by feature, P(it alone is active), of the row's features. */
function fewActiveProbabilities({ groups, couplings }: LawRow): { none: number; alone: Float64Array } {
  const before = new Float64Array(groups.length + 1).fill(1);
  groups.forEach(({ sets }, g) => (before[g + 1] = before[g]! * sets[0]!));
  const alone = new Float64Array(couplings.length);
  let after = 1;
  let at = couplings.length;
  for (let g = groups.length - 1; g >= 0; g--) {
    const { features, sets } = groups[g]!;
    at -= features.length;
    alone.fill(before[g]! * sets[1]! * after, at, at + features.length);
    after *= sets[0]!;
  }
  return { none: after, alone };
}

function fewActive(row: LawRow, kind: MagnitudeKind): number {
  const { couplings, bias } = row;
  const { none, alone } = fewActiveProbabilities(row);
  const resting = bias > 0 ? bias : 0;
  let total = none * resting * resting;
  for (let c = 0; c < couplings.length; c++) {
    if (alone[c] !== 0) total += alone[c]! * oneActiveError(kind, c === couplings.length - 1 ? 1 : 0, couplings[c]!, bias);
  }
  return total;
}

/** What rounding of `fewActive` is relative to. */
function fewActiveSize(row: LawRow): number {
  const { none, alone } = fewActiveProbabilities(row);
  const { bias, couplings } = row;
  let total = none * bias * bias;
  for (let c = 0; c < couplings.length; c++) {
    const reach = Math.abs(bias) + Math.abs(couplings[c]!) + (c === couplings.length - 1 ? 1 : 0);
    total += alone[c]! * reach * reach;
  }
  return total;
}

/** E[z^r; several active] and E[x_i z^r; several active], r = 0 … 3. */
function severalMoments(row: LawRow, magnitude: Magnitude, largest: number): { z: Float64Array; xz: Float64Array } {
  const { groups, couplings, bias } = row;
  const count = couplings.length;
  const factors = new Float64Array(4 * count);
  // E e^{s a V} and E V e^{s a V} as series in s.
  couplings.forEach((a, c) => factors.set([1, a * magnitude.moment(1), (a * a * magnitude.moment(2)) / 2, (a * a * a * magnitude.moment(3)) / 6], 4 * c));
  const a = couplings[count - 1]!;
  const own = Float64Array.of(magnitude.moment(1), a * magnitude.moment(2), (a * a * magnitude.moment(3)) / 2, (a * a * a * magnitude.moment(4)) / 6);
  const sets = new ActiveSets(cubicSeries, largest);
  sets.evaluate(groups, factors, own);
  const shift = Float64Array.of(1, bias, (bias * bias) / 2, (bias * bias * bias) / 6);
  const moments = (series: Float64Array): Float64Array => {
    const shifted = new Float64Array(4);
    cubicSeries.multiplyAdd(shifted, 0, series, 0, shift, 0);
    shifted[2]! *= 2;
    shifted[3]! *= 6;
    return shifted;
  };
  return { z: moments(sets.several), xz: moments(sets.ownSeveral) };
}
