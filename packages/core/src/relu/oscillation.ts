/**
 * @file The Fourier part of the series where at least two coupled features are active.
 *
 * With ω_k = 2πk/P, E = e^{iω_k b}, φ_j = 1 − p_j + p_j ψ(ω_k a_j), and everything restricted to two or more active:
 *   C        −= (P²/3) 12/(2π)³ Σ_k Im E[e^{iω_k z}] / k³
 *   E[x z₊]  −= (P/2) (1/π²)   Σ_k Re E[x e^{iω_k z}] / k²
 *   E[x H]   += (1/π)          Σ_k Im E[x e^{iω_k z}] / k
 * where E[e^{iωz}] = E (Π φ − Π(1−p) − Σ_j p_j ψ_j Π_{≠j}(1−p)), E[x_j e^{iωz}] = E p_j τ_j (Π_{≠j} φ − Π_{≠j}(1−p)), and
 * E[x_i x_j e^{iωz}] = E p_i τ_i p_j τ_j Π_{≠i,j} φ. Products without a factor come from prefixes and suffixes, never
 * from a quotient, so φ_j = 0 (p = 1) is an ordinary case.
 *
 * Source     MATHS §4.1; truncated after K terms, the gradient here is exactly the gradient of the truncated loss
 */
import { sincosInto } from '../numerics/elementary.js';
import type { Accumulator } from './accumulator.js';
import type { Activity } from './activity.js';
import { PairTransforms, RESEED_INTERVAL } from './pair-transforms.js';
import { MIXED, type RowTable } from './row-table.js';

/** 12/(2π)³/3 and 1/(2π²), 1/π: the constants in front of the three sums. */
export const SQUARE_FACTOR = 4 / (2 * Math.PI) ** 3;
export const RAMP_FACTOR = 1 / (2 * Math.PI * Math.PI);
export const STEP_FACTOR = 1 / Math.PI;

export class Oscillation {
  private readonly transforms: PairTransforms;
  private readonly cosine: Float64Array;
  private readonly sine: Float64Array;
  private readonly stepCosine: Float64Array;
  private readonly stepSine: Float64Array;
  private readonly prefixRe: Float64Array;
  private readonly prefixIm: Float64Array;
  private readonly sincos = new Float64Array(2);

  constructor(
    private readonly table: RowTable,
    private readonly activity: Activity,
  ) {
    const n = table.features;
    this.transforms = new PairTransforms(table);
    this.cosine = new Float64Array(n);
    this.sine = new Float64Array(n);
    this.stepCosine = new Float64Array(n);
    this.stepSine = new Float64Array(n);
    this.prefixRe = new Float64Array(n);
    this.prefixIm = new Float64Array(n);
  }

  /** Adds the first `terms` terms for every MIXED row. */
  add(b: Float64Array, period: number, terms: number, gradient: boolean, out: Accumulator): void {
    const { table, transforms } = this;
    if (table.mixedCount === 0) return;
    const baseFrequency = (2 * Math.PI) / period;
    transforms.begin(baseFrequency);
    for (let i = 0; i < table.features; i++) {
      sincosInto(this.sincos, baseFrequency * b[i]!);
      this.stepSine[i] = this.sincos[0]!;
      this.stepCosine[i] = this.sincos[1]!;
    }
    for (let k = 1; k <= terms; k++) {
      transforms.advance(k, gradient);
      this.advanceBias(k, baseFrequency, b);
      for (let i = 0; i < table.features; i++) {
        if (table.kind[i] === MIXED) this.addRow(i, k, period, gradient, out);
      }
    }
  }

  private advanceBias(k: number, baseFrequency: number, b: Float64Array): void {
    const { cosine, sine, stepCosine, stepSine } = this;
    const reseed = (k - 1) % RESEED_INTERVAL === 0;
    for (let i = 0; i < cosine.length; i++) {
      if (reseed) {
        sincosInto(this.sincos, baseFrequency * k * b[i]!);
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
    const { table, activity, transforms, prefixRe, prefixIm } = this;
    const { psiRe, psiIm, tauRe, tauIm } = transforms;
    const { density, coupled } = table;
    const { noOtherActive } = activity;
    const n = table.features;
    const row = i * n;
    const count = table.coupledCount[i]!;
    const own = table.own[i]!;
    const eRe = this.cosine[i]!;
    const eIm = this.sine[i]!;
    const ramp = (RAMP_FACTOR * period) / (k * k);
    const step = STEP_FACTOR / k;

    // Q = Π_{j≠i} φ_j with its prefixes, and what at most one active feature contributes.
    let qRe = 1;
    let qIm = 0;
    let fewRe = activity.noneActive[i]!;
    let fewIm = 0;
    for (let c = 0; c < count; c++) {
      const j = coupled[row + c]!;
      const p = density[j]!;
      const pr = psiRe[row + j]!;
      const pi = psiIm[row + j]!;
      const one = p * noOtherActive[row + c]!;
      fewRe += one * pr;
      fewIm += one * pi;
      if (c === own) continue;
      prefixRe[c] = qRe;
      prefixIm[c] = qIm;
      const fr = 1 - p + p * pr;
      const fi = p * pi;
      const re = qRe * fr - qIm * fi;
      qIm = qRe * fi + qIm * fr;
      qRe = re;
    }

    // The row's own feature: φ_i, p_i τ_i, and E[x_i e^{iωz}].
    let ownRe = 1;
    let ownIm = 0;
    let xRe = 0;
    let xIm = 0;
    let ptRe = 0;
    let ptIm = 0;
    let dRe = 0;
    let dIm = 0;
    if (own >= 0) {
      const p = density[i]!;
      ownRe = 1 - p + p * psiRe[row + i]!;
      ownIm = p * psiIm[row + i]!;
      ptRe = p * tauRe[row + i]!;
      ptIm = p * tauIm[row + i]!;
      const moreRe = qRe - noOtherActive[row + own]!;
      dRe = moreRe * eRe - qIm * eIm;
      dIm = moreRe * eIm + qIm * eRe;
      xRe = ptRe * dRe - ptIm * dIm;
      xIm = ptRe * dIm + ptIm * dRe;
    }
    const allRe = ownRe * qRe - ownIm * qIm - fewRe;
    const allIm = ownRe * qIm + ownIm * qRe - fewIm;
    const zRe = allRe * eRe - allIm * eIm;
    const zIm = allRe * eIm + allIm * eRe;
    out.loss[i]! += 2 * ramp * xRe - (SQUARE_FACTOR * period * period * zIm) / (k * k * k);
    if (!gradient) return;

    out.halfBias[i]! -= ramp * zRe + step * xIm;
    if (own >= 0) {
      const p = density[i]!;
      const sRe = p * transforms.sigmaRe[i]!;
      const sIm = p * transforms.sigmaIm[i]!;
      out.halfCoupling[row + i]! -= ramp * xRe + step * (sRe * dIm + sIm * dRe);
    }
    // Re(τ_j (R_j α − γ_j)) with R_j = Π_{≠i,j} φ, α = E (−ramp φ_i + i·step p_i τ_i), γ_j = −ramp Π_{≠j}(1−p) E.
    const hRe = -ramp * ownRe - step * ptIm;
    const hIm = -ramp * ownIm + step * ptRe;
    const alphaRe = hRe * eRe - hIm * eIm;
    const alphaIm = hRe * eIm + hIm * eRe;
    let suffixRe = alphaRe;
    let suffixIm = alphaIm;
    for (let c = count - 1; c >= 0; c--) {
      if (c === own) continue;
      const j = coupled[row + c]!;
      const p = density[j]!;
      const fr = 1 - p + p * psiRe[row + j]!;
      const fi = p * psiIm[row + j]!;
      const gamma = ramp * noOtherActive[row + c]!;
      const yRe = prefixRe[c]! * suffixRe - prefixIm[c]! * suffixIm + gamma * eRe;
      const yIm = prefixRe[c]! * suffixIm + prefixIm[c]! * suffixRe + gamma * eIm;
      out.halfCoupling[row + j]! += p * (tauRe[row + j]! * yRe - tauIm[row + j]! * yIm);
      const re = suffixRe * fr - suffixIm * fi;
      suffixIm = suffixRe * fi + suffixIm * fr;
      suffixRe = re;
    }
  }
}
