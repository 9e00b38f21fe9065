/**
 * @file ψ and τ at the angles ω_k a_ij of one frequency, for all pairs of features at once.
 *
 * G is symmetric, so row i and row j share the angle: n²/2 pairs serve both. e^{iω_k a} advances by a complex
 * multiplication from k to k + 1 and is set afresh every 64 steps, so the inner loop calls no sine or cosine and the
 * rounding error stays below 64 ulp.
 */
import { sincosInto } from '../numerics/elementary.js';
import { MIXED, type RowTable } from './row-table.js';
import { SMALL_ANGLE, smallPsiIm, smallPsiRe, smallSigmaIm, smallSigmaRe, smallTauIm, smallTauRe } from './uniform-magnitude.js';

export const RESEED_INTERVAL = 64;

const TURN = 2 * Math.PI;

/** An angle without its whole turns: after many terms it would leave the domain of sine and cosine. */
export const withoutTurns = (angle: number): number => angle - TURN * Math.floor(angle / TURN + 0.5);

export class PairTransforms {
  /** ψ(ω_k a_ij), [n, n]; entries of pairs that no MIXED row needs are stale. */
  readonly psiRe: Float64Array;
  readonly psiIm: Float64Array;
  /** τ(ω_k a_ij), [n, n]; off the diagonal only in gradient passes. */
  readonly tauRe: Float64Array;
  readonly tauIm: Float64Array;
  /** σ(ω_k a_ii), [n]; only in gradient passes. */
  readonly sigmaRe: Float64Array;
  readonly sigmaIm: Float64Array;

  private readonly pairs: Int32Array;
  private pairCount = 0;
  private readonly cosine: Float64Array;
  private readonly sine: Float64Array;
  private readonly stepCosine: Float64Array;
  private readonly stepSine: Float64Array;
  private readonly sincos = new Float64Array(2);
  private baseFrequency = 0;

  constructor(private readonly table: RowTable) {
    const n = table.features;
    const pairCapacity = (n * (n + 1)) / 2;
    this.psiRe = new Float64Array(n * n);
    this.psiIm = new Float64Array(n * n);
    this.tauRe = new Float64Array(n * n);
    this.tauIm = new Float64Array(n * n);
    this.sigmaRe = new Float64Array(n);
    this.sigmaIm = new Float64Array(n);
    this.pairs = new Int32Array(pairCapacity);
    this.cosine = new Float64Array(pairCapacity);
    this.sine = new Float64Array(pairCapacity);
    this.stepCosine = new Float64Array(pairCapacity);
    this.stepSine = new Float64Array(pairCapacity);
  }

  /** Lists the pairs that matter and prepares the step of each; `baseFrequency` is ω_1. */
  begin(baseFrequency: number): void {
    const { features: n, gram, kind, density } = this.table;
    this.baseFrequency = baseFrequency;
    let count = 0;
    for (let i = 0; i < n; i++) {
      for (let j = i; j < n; j++) {
        if (kind[i] !== MIXED && kind[j] !== MIXED) continue;
        if (i !== j && (gram[i * n + j] === 0 || (density[i] === 0 && density[j] === 0))) continue;
        sincosInto(this.sincos, withoutTurns(baseFrequency * gram[i * n + j]!));
        this.stepSine[count] = this.sincos[0]!;
        this.stepCosine[count] = this.sincos[1]!;
        this.pairs[count++] = i * n + j;
      }
    }
    this.pairCount = count;
  }

  /** Fills the arrays for frequency k·ω_1; call with k = 1, 2, 3, … in turn. */
  advance(k: number, gradient: boolean): void {
    const { table, pairs, cosine, sine, stepCosine, stepSine, psiRe, psiIm, tauRe, tauIm } = this;
    const { features: n, gram } = table;
    const omega = this.baseFrequency * k;
    const reseed = (k - 1) % RESEED_INTERVAL === 0;
    for (let e = 0; e < this.pairCount; e++) {
      const upper = pairs[e]!;
      const theta = omega * gram[upper]!;
      let c: number;
      let s: number;
      if (reseed) {
        sincosInto(this.sincos, withoutTurns(theta));
        s = this.sincos[0]!;
        c = this.sincos[1]!;
      } else {
        const c0 = cosine[e]!;
        const s0 = sine[e]!;
        c = c0 * stepCosine[e]! - s0 * stepSine[e]!;
        s = s0 * stepCosine[e]! + c0 * stepSine[e]!;
      }
      cosine[e] = c;
      sine[e] = s;

      const i = (upper / n) | 0;
      const j = upper - i * n;
      const lower = j * n + i;
      const needTau = gradient || i === j;
      let pRe: number, pIm: number, tRe = 0, tIm = 0;
      if (theta < SMALL_ANGLE && theta > -SMALL_ANGLE) {
        const x = theta * theta;
        pRe = smallPsiRe(x);
        pIm = smallPsiIm(theta, x);
        if (needTau) {
          tRe = smallTauRe(x);
          tIm = smallTauIm(theta, x);
          if (i === j) {
            this.sigmaRe[i] = smallSigmaRe(x);
            this.sigmaIm[i] = smallSigmaIm(theta, x);
          }
        }
      } else {
        const inverse = 1 / theta;
        pRe = s * inverse;
        pIm = (1 - c) * inverse;
        tRe = (s - pIm) * inverse;
        tIm = (pRe - c) * inverse;
        if (i === j) {
          this.sigmaRe[i] = (s - 2 * tIm) * inverse;
          this.sigmaIm[i] = (2 * tRe - c) * inverse;
        }
      }
      psiRe[upper] = pRe;
      psiIm[upper] = pIm;
      psiRe[lower] = pRe;
      psiIm[lower] = pIm;
      if (needTau) {
        tauRe[upper] = tRe;
        tauIm[upper] = tIm;
        tauRe[lower] = tRe;
        tauIm[lower] = tIm;
      }
    }
  }
}
