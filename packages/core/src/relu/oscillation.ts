/**
 * @file The Fourier part of the series, for what the closed forms leave: more than one active feature, or more than two.
 *
 * With ω_k = 2πk/P, E = e^{iω_k b}, φ_j = 1 − p_j + p_j ψ(ω_k a_j):
 *   C        −= (P²/3) 12/(2π)³ Σ_k Im E[e^{iω_k z}] / k³
 *   E[x z₊]  −= (P/2) (1/π²)   Σ_k Re E[x e^{iω_k z}] / k²
 *   E[x H]   += (1/π)          Σ_k Im E[x e^{iω_k z}] / k
 * Write N, O, T for the parts of Q = Π_{j≠i} φ_j with none, one, two active. What remains after the skeletons l ≤ 1 is
 *   E[e^{iωz}] = E (φ_i (Q − N) − (1 − p_i) O),        E[x_i e^{iωz}] = E p_i τ_i (Q − N),
 *   E[x_j e^{iωz}] = E p_j τ_j (φ_i R_j − (1 − p_i) N_j),  E[x_i x_j e^{iωz}] = E p_i τ_i p_j τ_j R_j
 * with R_j, N_j, O_j as Q, N, O without feature j; and after l ≤ 2
 *   E (φ_i (Q − N − O) − (1 − p_i) T),   E p_i τ_i (Q − N − O),   E p_j τ_j (φ_i (R_j − N_j) − (1 − p_i) O_j),
 *   E p_i τ_i p_j τ_j (R_j − N_j).
 * Products without a factor come from prefixes and suffixes, never from a quotient, so φ_j = 0 (p = 1) is an ordinary case.
 *
 * Source     docs/concepts/exact-loss.md; truncated after K terms, the gradient here is exactly the gradient of the truncated loss
 */
import { sincosInto } from '../numerics/elementary.js';
import type { Accumulator } from './accumulator.js';
import { PairTransforms, RESEED_INTERVAL, withoutTurns } from './pair-transforms.js';
import { MIXED, type RowTable } from './row-table.js';

/** 12/(2π)³/3 and 1/(2π²), 1/π: the constants in front of the three sums. */
export const SQUARE_FACTOR = 4 / (2 * Math.PI) ** 3;
export const RAMP_FACTOR = 1 / (2 * Math.PI * Math.PI);
export const STEP_FACTOR = 1 / Math.PI;

/** Adds the Fourier part; `Oscillation` is the reference. */
export interface Series {
  /** Are pairs of active features in closed form too? */
  readonly pairs: boolean;
  /**
   * Adds the first `terms` terms for every MIXED row of which the closed forms leave something; rows not such are left alone.
   * `onTerm` is called after each.
   */
  add(b: Float64Array, period: number, terms: number, gradient: boolean, out: Accumulator, onTerm?: () => void): void;
  /** The bound of `capping.ts`, where the series has a faster way to it. */
  cappingError?(b: Float64Array, importance: Float64Array, period: number, exponent: number): number;
}

/** The Fourier part of the loss: what its periodic-Bernoulli series adds to the polynomial in moments, on all MIXED rows. */
export class Oscillation implements Series {
  private readonly transforms: PairTransforms;
  /** Each row's own period, and ω_1 b_i. */
  private readonly periods: Float64Array;
  private readonly biasAngles: Float64Array;
  private readonly cosine: Float64Array;
  private readonly sine: Float64Array;
  private readonly stepCosine: Float64Array;
  private readonly stepSine: Float64Array;
  private readonly prefixRe: Float64Array;
  private readonly prefixIm: Float64Array;
  private readonly idlePrefix: Float64Array;
  private readonly onePrefixRe: Float64Array;
  private readonly onePrefixIm: Float64Array;
  private readonly sincos = new Float64Array(2);

  constructor(
    private readonly table: RowTable,
    readonly pairs: boolean,
  ) {
    const n = table.features;
    this.transforms = new PairTransforms(table);
    this.periods = new Float64Array(n);
    this.biasAngles = new Float64Array(n);
    this.cosine = new Float64Array(n);
    this.sine = new Float64Array(n);
    this.stepCosine = new Float64Array(n);
    this.stepSine = new Float64Array(n);
    this.prefixRe = new Float64Array(n);
    this.prefixIm = new Float64Array(n);
    this.idlePrefix = new Float64Array(n);
    this.onePrefixRe = new Float64Array(n);
    this.onePrefixIm = new Float64Array(n);
  }

  add(b: Float64Array, period: number, terms: number, gradient: boolean, out: Accumulator, onTerm?: () => void): void {
    const { table, transforms, periods, biasAngles } = this;
    if (!this.anythingLeft()) return;
    transforms.begin(period);
    for (let i = 0; i < table.features; i++) {
      periods[i] = table.ownPeriod(i, period);
      biasAngles[i] = ((2 * Math.PI) / periods[i]!) * b[i]!;
      sincosInto(this.sincos, withoutTurns(biasAngles[i]!));
      this.stepSine[i] = this.sincos[0]!;
      this.stepCosine[i] = this.sincos[1]!;
    }
    for (let k = 1; k <= terms; k++) {
      transforms.advance(k, gradient);
      this.advanceBias(k);
      for (let i = 0; i < table.features; i++) {
        if (this.leaves(i)) this.addRow(i, k, periods[i]!, gradient, out);
      }
      onTerm?.();
    }
  }

  /** Do the closed forms leave anything of row i? */
  private leaves(i: number): boolean {
    return this.table.kind[i] === MIXED && this.table.coupledCount[i]! > (this.pairs ? 2 : 1);
  }

  private anythingLeft(): boolean {
    for (let i = 0; i < this.table.features; i++) if (this.leaves(i)) return true;
    return false;
  }

  private advanceBias(k: number): void {
    const { cosine, sine, stepCosine, stepSine, biasAngles } = this;
    const reseed = (k - 1) % RESEED_INTERVAL === 0;
    for (let i = 0; i < cosine.length; i++) {
      if (reseed) {
        sincosInto(this.sincos, withoutTurns(k * biasAngles[i]!));
        sine[i] = this.sincos[0]!;
        cosine[i] = this.sincos[1]!;
      } else {
        const c = cosine[i]!;
        const s = sine[i]!;
        cosine[i] = c * stepCosine[i]! - s * stepSine[i]!;
        sine[i] = s * stepCosine[i]! + c * stepSine[i]!;
      }
    }
  }

  private addRow(i: number, k: number, period: number, gradient: boolean, out: Accumulator): void {
    const { table, transforms, pairs, prefixRe, prefixIm, idlePrefix, onePrefixRe, onePrefixIm } = this;
    const { psiRe, psiIm, tauRe, tauIm } = transforms;
    const { density, coupled } = table;
    const n = table.features;
    const row = i * n;
    const count = table.coupledCount[i]!;
    const own = table.own[i]!;
    const eRe = this.cosine[i]!;
    const eIm = this.sine[i]!;
    const ramp = (RAMP_FACTOR * period) / (k * k);
    const step = STEP_FACTOR / k;

    // Over the features other than i: Q = Π φ, and its parts with none, one and two active.
    let qRe = 1, qIm = 0;
    let idle = 1;
    let oneRe = 0, oneIm = 0;
    let twoRe = 0, twoIm = 0;
    for (let c = 0; c < count; c++) {
      if (c === own) continue;
      const j = coupled[row + c]!;
      const p = density[j]!;
      const q = 1 - p;
      const ar = p * psiRe[row + j]!;
      const ai = p * psiIm[row + j]!;
      prefixRe[c] = qRe;
      prefixIm[c] = qIm;
      idlePrefix[c] = idle;
      onePrefixRe[c] = oneRe;
      onePrefixIm[c] = oneIm;
      const re = qRe * (q + ar) - qIm * ai;
      qIm = qRe * ai + qIm * (q + ar);
      qRe = re;
      if (pairs) {
        const tRe = twoRe * q + oneRe * ar - oneIm * ai;
        twoIm = twoIm * q + oneRe * ai + oneIm * ar;
        twoRe = tRe;
      }
      oneRe = oneRe * q + idle * ar;
      oneIm = oneIm * q + idle * ai;
      idle *= q;
    }

    // φ_i, p_i τ_i, and with them E[x_i e^{iωz}] and E[e^{iωz}], both restricted to what the closed forms leave.
    const p = density[i]!;
    const ownRe = own < 0 ? 1 : 1 - p + p * psiRe[row + i]!;
    const ownIm = own < 0 ? 0 : p * psiIm[row + i]!;
    const ptRe = own < 0 ? 0 : p * tauRe[row + i]!;
    const ptIm = own < 0 ? 0 : p * tauIm[row + i]!;
    const moreRe = qRe - idle - (pairs ? oneRe : 0);
    const moreIm = qIm - (pairs ? oneIm : 0);
    const dRe = moreRe * eRe - moreIm * eIm;
    const dIm = moreRe * eIm + moreIm * eRe;
    const xRe = ptRe * dRe - ptIm * dIm;
    const xIm = ptRe * dIm + ptIm * dRe;
    const restRe = (1 - p) * (pairs ? twoRe : oneRe);
    const restIm = (1 - p) * (pairs ? twoIm : oneIm);
    const zRe = ownRe * dRe - ownIm * dIm - (restRe * eRe - restIm * eIm);
    const zIm = ownRe * dIm + ownIm * dRe - (restRe * eIm + restIm * eRe);
    out.loss[i]! += 2 * ramp * xRe - (SQUARE_FACTOR * period * period * zIm) / (k * k * k);
    if (!gradient) return;

    out.halfBias[i]! -= ramp * zRe + step * xIm;
    if (own >= 0) {
      const sRe = p * transforms.sigmaRe[i]!;
      const sIm = p * transforms.sigmaIm[i]!;
      out.halfCoupling[row + i]! -= ramp * xRe + step * (sRe * dIm + sIm * dRe);
    }
    // Re(τ_j ((R_j − …) α + …)) with R_j = Π_{≠i,j} φ and α = E (−ramp φ_i + i·step p_i τ_i); see the header.
    const hRe = -ramp * ownRe - step * ptIm;
    const hIm = -ramp * ownIm + step * ptRe;
    const alphaRe = hRe * eRe - hIm * eIm;
    const alphaIm = hRe * eIm + hIm * eRe;
    const backRe = ramp * (1 - p) * eRe;
    const backIm = ramp * (1 - p) * eIm;
    let suffixRe = alphaRe, suffixIm = alphaIm;
    idle = 1;
    oneRe = 0;
    oneIm = 0;
    for (let c = count - 1; c >= 0; c--) {
      if (c === own) continue;
      const j = coupled[row + c]!;
      const pj = density[j]!;
      const q = 1 - pj;
      const ar = pj * psiRe[row + j]!;
      const ai = pj * psiIm[row + j]!;
      const others = idlePrefix[c]! * idle;
      let yRe = prefixRe[c]! * suffixRe - prefixIm[c]! * suffixIm;
      let yIm = prefixRe[c]! * suffixIm + prefixIm[c]! * suffixRe;
      if (pairs) {
        const singleRe = onePrefixRe[c]! * idle + idlePrefix[c]! * oneRe;
        const singleIm = onePrefixIm[c]! * idle + idlePrefix[c]! * oneIm;
        yRe += singleRe * backRe - singleIm * backIm - others * alphaRe;
        yIm += singleRe * backIm + singleIm * backRe - others * alphaIm;
        oneRe = oneRe * q + idle * ar;
        oneIm = oneIm * q + idle * ai;
      } else {
        yRe += others * backRe;
        yIm += others * backIm;
      }
      out.halfCoupling[row + j]! += pj * (tauRe[row + j]! * yRe - tauIm[row + j]! * yIm);
      idle *= q;
      const re = suffixRe * (q + ar) - suffixIm * ai;
      suffixIm = suffixRe * ai + suffixIm * (q + ar);
      suffixRe = re;
    }
  }
}
