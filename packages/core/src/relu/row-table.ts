/**
 * @file What the loss needs of each output row: its couplings, its range, and which way it is computed.
 *
 * Output i sees z = b_i + Σ_j a_ij x_j with a = G = WᵀW. On the support of x the range of z is
 * [b + Σ min(a, 0), b + Σ max(a, 0)] over the features that can be active. Where z cannot change sign, ReLU is the
 * identity or zero there and the row is a polynomial in moments; only the other rows need the series.
 */

import { binaryExponent, scaleByPowerOfTwo } from '../numerics/powers-of-two.js';

export const SILENT = 0;
export const LINEAR = 1;
/** A row whose z takes both signs: only these need the series. */
export const MIXED = 2;

/** A row keeps the common period unless it fits into it this many times. */
const LEAST_STRETCH = 8;
/** A row this much smaller than the period is beyond the last digit of the loss. */
const MOST_STRETCH = 2 ** 64;

/** Gram matrix, range of z and kind of every output row of one model; filled anew for each evaluation. */
export class RowTable {
  /** G, [n, n] row-major, symmetric. */
  readonly gram: Float64Array;
  /** SILENT (z ≤ 0 always), LINEAR (z ≥ 0 always) or MIXED, by row. */
  readonly kind: Uint8Array;
  /** Of a MIXED row: i itself and the features with a_ij ≠ 0, all with p_j > 0, in order; row i starts at i·n. */
  readonly coupled: Int32Array;
  readonly coupledCount: Int32Array;
  /** Position of i itself in its own list of coupled features; −1 if i is never active. */
  readonly own: Int32Array;
  /** Largest |z|, by row. */
  readonly reach: Float64Array;
  /** Largest |z| of any row. */
  support = 0;
  /** Largest |b_i|. */
  largestBias = 0;
  mixedCount = 0;

  constructor(
    readonly features: number,
    readonly hidden: number,
    readonly density: Float64Array,
  ) {
    const n = features;
    this.gram = new Float64Array(n * n);
    this.kind = new Uint8Array(n);
    this.coupled = new Int32Array(n * n);
    this.coupledCount = new Int32Array(n);
    this.own = new Int32Array(n);
    this.reach = new Float64Array(n);
  }

  update(W: Float64Array, b: Float64Array): void {
    this.updateGram(W);
    const { features: n, gram, density, coupled } = this;
    this.support = 0;
    this.largestBias = 0;
    this.mixedCount = 0;
    for (let i = 0; i < n; i++) {
      const row = i * n;
      let low = b[i]!;
      let high = low;
      let count = 0;
      this.own[i] = -1;
      for (let j = 0; j < n; j++) {
        const a = gram[row + j]!;
        if (density[j] === 0 || (a === 0 && j !== i)) continue;
        if (a > 0) high += a;
        else low += a;
        if (j === i) this.own[i] = count;
        coupled[row + count++] = j;
      }
      this.coupledCount[i] = count;
      this.kind[i] = high <= 0 ? SILENT : low >= 0 ? LINEAR : MIXED;
      if (this.kind[i] === MIXED) this.mixedCount++;
      const reach = high > -low ? high : -low;
      this.reach[i] = reach;
      if (reach > this.support) this.support = reach;
      const bias = Math.abs(b[i]!);
      if (bias > this.largestBias) this.largestBias = bias;
    }
  }

  /**
   * The period of row i's series: the common one, or that over a power of two. A feature that is nearly dead sees a tiny z; on
   * the common period its series would converge to an accuracy relative to the largest row, not to its own. Only rows that
   * fit many times are treated so: for the others the period does not change while a descent goes on.
   */
  ownPeriod(i: number, period: number): number {
    const fits = period / (1.5 * this.reach[i]!);
    if (!(fits >= LEAST_STRETCH)) return period;
    return period * (fits < MOST_STRETCH ? scaleByPowerOfTwo(1, -binaryExponent(fits)) : 1 / MOST_STRETCH);
  }

  private updateGram(W: Float64Array): void {
    const { features: n, hidden: m, gram } = this;
    gram.fill(0);
    for (let h = 0; h < m; h++) {
      const row = h * n;
      for (let i = 0; i < n; i++) {
        const w = W[row + i]!;
        if (w === 0) continue;
        for (let j = i; j < n; j++) gram[i * n + j]! += w * W[row + j]!;
      }
    }
    for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) gram[i * n + j] = gram[j * n + i]!;
  }
}
