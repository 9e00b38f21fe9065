/**
 * @file ψ and τ at the angles ω_k a_ij of one frequency, for all pairs of features at once.
 *
 * G is symmetric, so rows i and j of the same period share the angle: n²/2 pairs serve both. e^{iω_k a} advances by a complex
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

  /** Where each angle's transforms go, i·n + j, and where else: j·n + i if row j shares it, else the same place. */
  private readonly places: Int32Array;
  private readonly mirrors: Int32Array;
  /** ω_1 a_ij for the period of row i. */
  private readonly angles: Float64Array;
  private angleCount = 0;
  private readonly cosine: Float64Array;
  private readonly sine: Float64Array;
  private readonly stepCosine: Float64Array;
  private readonly stepSine: Float64Array;
  private readonly sincos = new Float64Array(2);

  constructor(private readonly table: RowTable) {
    const n = table.features;
    this.psiRe = new Float64Array(n * n);
    this.psiIm = new Float64Array(n * n);
    this.tauRe = new Float64Array(n * n);
    this.tauIm = new Float64Array(n * n);
    this.sigmaRe = new Float64Array(n);
    this.sigmaIm = new Float64Array(n);
    this.places = new Int32Array(n * n);
    this.mirrors = new Int32Array(n * n);
    this.angles = new Float64Array(n * n);
    this.cosine = new Float64Array(n * n);
    this.sine = new Float64Array(n * n);
    this.stepCosine = new Float64Array(n * n);
    this.stepSine = new Float64Array(n * n);
  }

  /** Lists the angles that matter and prepares the step of each. */
  begin(commonPeriod: number): void {
    const { table } = this;
    const { features: n, gram, kind, density } = table;
    this.angleCount = 0;
    for (let i = 0; i < n; i++) {
      const period = table.ownPeriod(i, commonPeriod);
      for (let j = i; j < n; j++) {
        if (i !== j && (gram[i * n + j] === 0 || (density[i] === 0 && density[j] === 0))) continue;
        const upper = i * n + j;
        const lower = j * n + i;
        const other = table.ownPeriod(j, commonPeriod);
        if (kind[i] === MIXED && kind[j] === MIXED && period === other) this.list(upper, lower, period);
        else {
          if (kind[i] === MIXED) this.list(upper, upper, period);
          if (kind[j] === MIXED) this.list(lower, lower, other);
        }
      }
    }
  }

  private list(place: number, mirror: number, period: number): void {
    const e = this.angleCount++;
    const angle = (TURN / period) * this.table.gram[place]!;
    this.places[e] = place;
    this.mirrors[e] = mirror;
    this.angles[e] = angle;
    sincosInto(this.sincos, withoutTurns(angle));
    this.stepSine[e] = this.sincos[0]!;
    this.stepCosine[e] = this.sincos[1]!;
  }

  /** Fills the arrays for the k-th frequency; call with k = 1, 2, 3, … in turn. */
  advance(k: number, gradient: boolean): void {
    const { places, mirrors, angles, cosine, sine, stepCosine, stepSine, psiRe, psiIm, tauRe, tauIm } = this;
    const n = this.table.features;
    const reseed = (k - 1) % RESEED_INTERVAL === 0;
    for (let e = 0; e < this.angleCount; e++) {
      const theta = k * angles[e]!;
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

      const place = places[e]!;
      const mirror = mirrors[e]!;
      const i = (place / n) | 0;
      const j = place - i * n;
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
      psiRe[place] = pRe;
      psiIm[place] = pIm;
      psiRe[mirror] = pRe;
      psiIm[mirror] = pIm;
      if (needTau) {
        tauRe[place] = tRe;
        tauIm[place] = tIm;
        tauRe[mirror] = tRe;
        tauIm[mirror] = tIm;
      }
    }
  }
}
