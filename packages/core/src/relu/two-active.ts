/**
 * @file The part of a row's loss where exactly two coupled features are active, in closed form.
 *
 * z = b + a t + a′ s is linear on the unit square, so {z > 0} is a polygon of at most five corners and every integrand a
 * polynomial of degree two on it: triangles and their edge midpoints integrate those exactly, with no division by a.
 * What the series would have contributed as a polynomial is taken back here; `oscillation.ts` takes back the rest.
 *
 * Cost       O(coupled²) a row, so O(features³): worth it only for few features
 */
import type { Accumulator } from './accumulator.js';
import type { RowTable } from './row-table.js';

/** Integrals over the part of the square where z > 0; overwritten by each call of `integrateSquare`. */
const positive = { one: 0, t: 0, tt: 0, ts: 0, z: 0, tz: 0, sz: 0, zz: 0, errorSquared: 0 };

// Corners of the clipped polygon.
const T = new Float64Array(8);
const S = new Float64Array(8);
const Z = new Float64Array(8);

function addSample(weight: number, t: number, s: number, z: number): void {
  positive.one += weight;
  positive.t += weight * t;
  positive.tt += weight * t * t;
  positive.ts += weight * t * s;
  positive.z += weight * z;
  positive.tz += weight * t * z;
  positive.sz += weight * s * z;
  positive.zz += weight * z * z;
  positive.errorSquared += weight * (t - z) * (t - z);
}

/** Integrates over {z > 0} in the unit square, z = b + a t + c s; the result is overwritten by the next call. */
export function integrateSquare(b: number, a: number, c: number): Readonly<typeof positive> {
  positive.one = positive.t = positive.tt = positive.ts = 0;
  positive.z = positive.tz = positive.sz = positive.zz = positive.errorSquared = 0;
  let corners = 0;
  let t0 = 0;
  let s0 = 1;
  let z0 = b + c;
  // (0,0) → (1,0) → (1,1) → (0,1), each edge from the corner before.
  for (let corner = 0; corner < 4; corner++) {
    const t1 = corner === 1 || corner === 2 ? 1 : 0;
    const s1 = corner >= 2 ? 1 : 0;
    const z1 = b + (t1 === 1 ? a : 0) + (s1 === 1 ? c : 0);
    if (z0 > 0 !== z1 > 0) {
      const fraction = z0 / (z0 - z1);
      T[corners] = t0 + fraction * (t1 - t0);
      S[corners] = s0 + fraction * (s1 - s0);
      Z[corners++] = 0;
    }
    if (z1 > 0) {
      T[corners] = t1;
      S[corners] = s1;
      Z[corners++] = z1;
    }
    t0 = t1;
    s0 = s1;
    z0 = z1;
  }
  for (let v = 1; v + 1 < corners; v++) {
    const tA = T[0]!, tB = T[v]!, tC = T[v + 1]!;
    const sA = S[0]!, sB = S[v]!, sC = S[v + 1]!;
    const weight = ((tB - tA) * (sC - sA) - (tC - tA) * (sB - sA)) / 6;
    addSample(weight, (tA + tB) / 2, (sA + sB) / 2, (Z[0]! + Z[v]!) / 2);
    addSample(weight, (tB + tC) / 2, (sB + sC) / 2, (Z[v]! + Z[v + 1]!) / 2);
    addSample(weight, (tC + tA) / 2, (sC + sA) / 2, (Z[v + 1]! + Z[0]!) / 2);
  }
  return positive;
}

export class TwoActive {
  private readonly idleAfter: Float64Array;

  constructor(private readonly table: RowTable) {
    this.idleAfter = new Float64Array(table.features + 1);
  }

  /** Adds, for every pair, its exact part minus its part of the polynomials of `many-active-moments.ts`. */
  addRow(i: number, bias: number, period: number, gradient: boolean, out: Accumulator): void {
    const { features: n, density, coupled } = this.table;
    const count = this.table.coupledCount[i]!;
    const row = i * n;
    const { idleAfter } = this;
    idleAfter[count] = 1;
    for (let c = count - 1; c >= 0; c--) idleAfter[c] = idleAfter[c + 1]! * (1 - density[coupled[row + c]!]!);
    let idleBefore = 1;
    for (let c = 0; c < count; c++) {
      const j = coupled[row + c]!;
      let idleBetween = 1;
      for (let d = c + 1; d < count; d++) {
        const k = coupled[row + d]!;
        const weight = density[j]! * density[k]! * idleBefore * idleBetween * idleAfter[d + 1]!;
        if (weight > 0) {
          // The row's own feature, if it is one of the two, goes first.
          if (k === i) this.addPair(i, k, j, weight, bias, period, gradient, out);
          else this.addPair(i, j, k, weight, bias, period, gradient, out);
        }
        idleBetween *= 1 - density[k]!;
      }
      idleBefore *= 1 - density[j]!;
    }
  }

  private addPair(
    i: number,
    j: number,
    k: number,
    weight: number,
    b: number,
    period: number,
    gradient: boolean,
    out: Accumulator,
  ): void {
    const row = i * this.table.features;
    const a = this.table.gram[row + j]!;
    const c = this.table.gram[row + k]!;
    integrateSquare(b, a, c);

    // Moments of z about its mean; t and s are independent, so cumulants add.
    const mean = b + (a + c) / 2;
    const variance = (a * a + c * c) / 12;
    const zz = variance + mean * mean;
    const zzz = mean * (mean * mean + 3 * variance);
    const square = zz / 2 + zzz / (3 * period) + (period * mean) / 6;
    // E t z and E t z² from Cov(t, z) = a/12; the third cumulant of a uniform variable is 0.
    const tz = mean / 2 + a / 12;
    const tzz = zz / 2 + (mean * a) / 6;
    const tRamp = period / 24 + tz / 2 + tzz / (2 * period);

    if (j === i) {
      out.loss[i]! += weight * (positive.errorSquared - positive.tt + 2 * tRamp - square);
    } else {
      out.loss[i]! += weight * (positive.zz - square);
    }
    if (!gradient) return;
    const sz = mean / 2 + c / 12;
    const szz = zz / 2 + (mean * c) / 6;
    const sRamp = period / 24 + sz / 2 + szz / (2 * period);
    const ramp = period / 12 + mean / 2 + zz / (2 * period);
    let jTerm = positive.tz - tRamp;
    let kTerm = positive.sz - sRamp;
    let biasTerm = positive.z - ramp;
    if (j === i) {
      // E t H, E t² H, E t s H against t/2 + t z/P and so on.
      const ttz = b / 3 + a / 4 + c / 6;
      const tsz = b / 4 + (a + c) / 6;
      jTerm -= positive.tt - 1 / 6 - ttz / period;
      kTerm -= positive.ts - 1 / 8 - tsz / period;
      biasTerm -= positive.t - 1 / 4 - tz / period;
    }
    out.halfCoupling[row + j]! += weight * jTerm;
    out.halfCoupling[row + k]! += weight * kTerm;
    out.halfBias[i]! += weight * biasTerm;
  }
}
