/**
 * @file The skeletons l ≥ 3 of one row: polynomials in split moments, and a Fourier series whose terms are split by l too.
 *
 * The series of docs/concepts/exact-loss.md with φ_j = (1 − p_j) + t p_j ψ(ω a_j): with A(t) = Π_{j≠i} φ_j and E = e^{iωb},
 *   E[e^{iωz}; l] = E ((1 − p_i) A_l + p_i ψ_i A_{l−1}),        E[x_i e^{iωz}; l] = E p_i τ_i A_{l−1},
 * A_l the coefficient of t^l. Skeletons come in bands, each with a period that holds its whole support: nothing is capped, low
 * skeletons, whose series converge slowest, have the short period, and high ones, whose support is wide, few terms.
 *
 * Cost       O(features · last) a term
 * Source     docs/concepts/skeletons.md
 */
import { sincosInto } from '../../numerics/elementary.js';
import { RAMP_FACTOR, SQUARE_FACTOR } from '../oscillation.js';
import { RESEED_INTERVAL, withoutTurns } from '../pair-transforms.js';
import { psiBound, SMALL_ANGLE, smallPsiIm, smallPsiRe, smallTauIm, smallTauRe, tauBound } from '../uniform-magnitude.js';
import type { SkeletonRow } from './skeleton-row.js';
import { SplitMoments } from './split-moments.js';

/** Skeletons first … last, their period P ≥ |z| and the number K of terms. */
export interface Band {
  readonly first: number;
  readonly last: number;
  readonly period: number;
  readonly terms: number;
}

const TURN = 2 * Math.PI;

/** Adds E[(x_i − z₊)²; l] to `shares[l]` for every l of the band. */
export function addBand(row: SkeletonRow, moments: RowMoments, band: Band, shares: Float64Array): void {
  moments.addPolynomials(row, band, shares);
  addOscillation(row, band, shares);
}

/** E[z^r; l] and E[x_i z^r; l] of one row; the same for all its bands. */
export class RowMoments {
  private readonly all: SplitMoments;
  private readonly others: SplitMoments;

  constructor(most: number) {
    this.all = new SplitMoments(most);
    this.others = new SplitMoments(most);
  }

  update({ bias, couplings, densities, own }: SkeletonRow): void {
    const { all, others } = this;
    others.start(bias);
    for (let c = 0; c < couplings.length; c++) if (c !== own) others.add(couplings[c]!, densities[c]!);
    all.copy(others);
    if (own >= 0) all.add(couplings[own]!, densities[own]!);
  }

  addPolynomials({ couplings, densities, own, silent }: SkeletonRow, { first, last, period }: Band, shares: Float64Array): void {
    const { all, others } = this;
    const a = own < 0 ? 0 : couplings[own]!;
    const p = own < 0 ? 0 : densities[own]!;
    for (let l = first; l <= last; l++) {
      const o0 = others.zero[l - 1]!;
      const o1 = others.one[l - 1]!;
      const o2 = others.two[l - 1]!;
      const x0 = (p * o0) / 2;
      const x1 = p * (o1 / 2 + (a * o0) / 3);
      const x2 = p * (o2 / 2 + (2 * a * o1) / 3 + (a * a * o0) / 4);
      const positivePart = (period * x0) / 12 + x1 / 2 + x2 / (2 * period);
      const square = all.two[l]! / 2 + all.three[l]! / (3 * period) + (period * all.one[l]!) / 6;
      shares[l]! += silent[l]! - 2 * positivePart + square;
    }
  }
}

function addOscillation(row: SkeletonRow, { first, last, period, terms }: Band, shares: Float64Array): void {
  const { bias, couplings, densities, own } = row;
  const count = couplings.length;
  const sincos = new Float64Array(2);
  // The last angle is the bias's.
  const angles = Float64Array.from({ length: count + 1 }, (_, c) => (TURN / period) * (c < count ? couplings[c]! : bias));
  const stepCosine = new Float64Array(count + 1);
  const stepSine = new Float64Array(count + 1);
  const cosine = new Float64Array(count + 1);
  const sine = new Float64Array(count + 1);
  for (let c = 0; c <= count; c++) {
    sincosInto(sincos, withoutTurns(angles[c]!));
    stepSine[c] = sincos[0]!;
    stepCosine[c] = sincos[1]!;
  }
  const re = new Float64Array(last + 1);
  const im = new Float64Array(last + 1);
  const ownP = own < 0 ? 0 : densities[own]!;

  for (let k = 1; k <= terms; k++) {
    const reseed = (k - 1) % RESEED_INTERVAL === 0;
    re.fill(0);
    im.fill(0);
    re[0] = 1;
    let degree = 0;
    let psiRe = 1, psiIm = 0, tauRe = 0, tauIm = 0;
    for (let c = 0; c <= count; c++) {
      const theta = k * angles[c]!;
      let co: number;
      let si: number;
      if (reseed) {
        sincosInto(sincos, withoutTurns(theta));
        si = sincos[0]!;
        co = sincos[1]!;
      } else {
        co = cosine[c]! * stepCosine[c]! - sine[c]! * stepSine[c]!;
        si = sine[c]! * stepCosine[c]! + cosine[c]! * stepSine[c]!;
      }
      cosine[c] = co;
      sine[c] = si;
      if (c === count) break;

      const small = theta < SMALL_ANGLE && theta > -SMALL_ANGLE;
      const square = theta * theta;
      const inverse = small ? 0 : 1 / theta;
      const real = small ? smallPsiRe(square) : si * inverse;
      const imaginary = small ? smallPsiIm(theta, square) : (1 - co) * inverse;
      if (c === own) {
        psiRe = real;
        psiIm = imaginary;
        tauRe = small ? smallTauRe(square) : (si - imaginary) * inverse;
        tauIm = small ? smallTauIm(theta, square) : (real - co) * inverse;
        continue;
      }
      const p = densities[c]!;
      const q = 1 - p;
      const ar = p * real;
      const ai = p * imaginary;
      if (degree < last) degree++;
      let aboveRe = re[degree]!, aboveIm = im[degree]!;
      for (let l = degree; l >= 1; l--) {
        const belowRe = re[l - 1]!;
        const belowIm = im[l - 1]!;
        re[l] = q * aboveRe + (ar * belowRe - ai * belowIm);
        im[l] = q * aboveIm + (ar * belowIm + ai * belowRe);
        aboveRe = belowRe;
        aboveIm = belowIm;
      }
      re[0] *= q;
    }

    const eRe = cosine[count]!;
    const eIm = sine[count]!;
    const ramp = (2 * RAMP_FACTOR * period) / (k * k);
    const cubic = (SQUARE_FACTOR * period * period) / (k * k * k);
    for (let l = first; l <= last; l++) {
      const onRe = ownP * (psiRe * re[l - 1]! - psiIm * im[l - 1]!) + (1 - ownP) * re[l]!;
      const onIm = ownP * (psiRe * im[l - 1]! + psiIm * re[l - 1]!) + (1 - ownP) * im[l]!;
      const xRe = ownP * (tauRe * re[l - 1]! - tauIm * im[l - 1]!);
      const xIm = ownP * (tauRe * im[l - 1]! + tauIm * re[l - 1]!);
      shares[l]! += ramp * (xRe * eRe - xIm * eIm) - cubic * (onRe * eIm + onIm * eRe);
    }
  }
}

/**
 * Rigorous bounds on what the terms beyond K would add to each skeleton of a band, [last + 1].
 *
 * As for the whole loss (truncation.ts), with |ψ| and |τ| replaced by bounds that do not increase with frequency, but
 * coefficient by coefficient: |A_l(ω)| ≤ [t^l] Π (1 − p_j + t p_j |ψ_j|).
 */
export function bandTruncation({ couplings, densities, own }: SkeletonRow, { last, period, terms }: Band): Float64Array {
  const omega = (TURN * (terms + 1)) / period;
  const others = new Float64Array(last + 1);
  others[0] = 1;
  for (let c = 0; c < couplings.length; c++) {
    if (c === own) continue;
    const p = densities[c]!;
    const active = p * psiBound(Math.abs(omega * couplings[c]!));
    for (let l = last; l >= 1; l--) others[l] = (1 - p) * others[l]! + active * others[l - 1]!;
    others[0] *= 1 - p;
  }
  const p = own < 0 ? 0 : densities[own]!;
  const theta = own < 0 ? 0 : Math.abs(omega * couplings[own]!);
  const square = (SQUARE_FACTOR * period * period) / (2 * terms * terms);
  const ramp = (2 * RAMP_FACTOR * period) / terms;
  const bounds = new Float64Array(last + 1);
  for (let l = 1; l <= last; l++) {
    const whole = (1 - p) * others[l]! + p * psiBound(theta) * others[l - 1]!;
    bounds[l] = square * whole + ramp * p * tauBound(theta) * others[l - 1]!;
  }
  return bounds;
}

/** Rounding of polynomials and series of one skeleton: every factor of the product is good to some ulp of its size. */
export function bandRounding({ couplings, densities, own, size, silent }: SkeletonRow, { period }: Band, l: number): number {
  const ulps = 16 + 4 * couplings.length;
  const p = own < 0 ? 0 : densities[own]!;
  const polynomials = 2 * size.two[l]! + size.three[l]! / period + period * (size.one[l]! + p * size.zero[l]!) + 2 * silent[l]!;
  const series = (0.02 * period * period + 0.1 * period) * size.zero[l]! * (64 * l);
  return Number.EPSILON * (ulps * (polynomials + 0.1 * period * period * size.zero[l]!) + series);
}
