/**
 * @file The polynomial part of the series where at least two coupled features are active.
 *
 * With period P and u = z/P ∈ (−1, 1), the exact loss (docs/concepts/exact-loss.md) writes
 *   P² u₊² = P² (u²/2 + u³/3 + u/6)  − (P²/3) B̃₃(u)
 *   P  u₊  = P (u/2 + u²/2 + 1/12)   − (P/2) B̃₂(u)
 *      H   = 1/2 + u                 − B̃₁(u).
 * Here are the expectations of the polynomials, restricted to two or more active features; `oscillation.ts` has the rest.
 */
import type { Accumulator } from './accumulator.js';
import type { Activity } from './activity.js';
import type { RowTable } from './row-table.js';
import { MEAN, SECOND_MOMENT, THIRD_MOMENT } from './uniform-magnitude.js';

/** E[S^r; at least two active], r = 0 … 3, S = Σ a_j x_j over the row's coupled features; overwritten by each call. */
const restricted = new Float64Array(4);

/** One pass over the features, carrying the moments of "exactly one active" and "two or more" side by side. */
function updateRestrictedMoments(table: RowTable, i: number): void {
  const { gram, density, coupled, features: n } = table;
  const row = i * n;
  const count = table.coupledCount[i]!;
  let none = 1;
  let s0 = 0, s1 = 0, s2 = 0, s3 = 0; // exactly one active
  let t0 = 0, t1 = 0, t2 = 0, t3 = 0; // two or more
  for (let c = 0; c < count; c++) {
    const j = coupled[row + c]!;
    const a = gram[row + j]!;
    const p = density[j]!;
    const q = 1 - p;
    const a1 = p * MEAN * a;
    const a2 = p * SECOND_MOMENT * a * a;
    const a3 = p * THIRD_MOMENT * a * a * a;
    const u0 = t0 + s0;
    const u1 = t1 + s1;
    const u2 = t2 + s2;
    const u3 = t3 + s3;
    t3 = q * t3 + p * u3 + 3 * a1 * u2 + 3 * a2 * u1 + a3 * u0;
    t2 = q * t2 + p * u2 + 2 * a1 * u1 + a2 * u0;
    t1 = q * t1 + p * u1 + a1 * u0;
    t0 = q * t0 + p * u0;
    s3 = q * s3 + none * a3;
    s2 = q * s2 + none * a2;
    s1 = q * s1 + none * a1;
    s0 = q * s0 + none * p;
    none *= q;
  }
  restricted[0] = t0;
  restricted[1] = t1;
  restricted[2] = t2;
  restricted[3] = t3;
}

export function addManyActiveMoments(
  table: RowTable,
  activity: Activity,
  i: number,
  bias: number,
  period: number,
  gradient: boolean,
  out: Accumulator,
): void {
  const { features: n, gram, density, coupled } = table;
  const row = i * n;
  const count = table.coupledCount[i]!;
  const own = table.own[i]!;
  const b = bias;

  updateRestrictedMoments(table, i);
  const z0 = restricted[0]!;
  const z1 = b * z0 + restricted[1]!;
  const z2 = b * b * z0 + 2 * b * restricted[1]! + restricted[2]!;
  const z3 = b * b * b * z0 + 3 * b * b * restricted[1]! + 3 * b * restricted[2]! + restricted[3]!;

  // Without the row's own feature first: subtracting it afterwards would lose what little the others contribute.
  let meanWithoutOwn = 0;
  let varianceWithoutOwn = 0;
  for (let c = 0; c < count; c++) {
    if (c === own) continue;
    const j = coupled[row + c]!;
    const a = gram[row + j]!;
    const p = density[j]!;
    meanWithoutOwn += a * p * MEAN;
    varianceWithoutOwn += a * a * (p * SECOND_MOMENT - p * p * MEAN * MEAN);
  }

  const ownA = gram[row + i]!;
  const ownP = density[i]!;
  const mean = meanWithoutOwn + ownA * ownP * MEAN;
  const variance = varianceWithoutOwn + ownA * ownA * (ownP * SECOND_MOMENT - ownP * ownP * MEAN * MEAN);
  const ownSome = own < 0 ? 0 : activity.someOtherActive[row + own]!;
  // E[x_i; two or more active] and E[x_i z; …].
  const x0 = ownP * MEAN * ownSome;
  const x1 = b * x0 + ownP * (ownA * SECOND_MOMENT * ownSome + MEAN * meanWithoutOwn);

  for (let c = gradient ? 0 : own; c >= 0 && c < (gradient ? count : own + 1); c++) {
    const j = coupled[row + c]!;
    const a = gram[row + j]!;
    const p = density[j]!;
    const some = activity.someOtherActive[row + c]!;
    const otherMean = c === own ? meanWithoutOwn : mean - a * p * MEAN;
    const otherVariance =
      c === own ? varianceWithoutOwn : variance - a * a * (p * SECOND_MOMENT - p * p * MEAN * MEAN);
    const otherSquare = (otherVariance > 0 ? otherVariance : 0) + otherMean * otherMean;
    const xj = p * MEAN * some;
    const xjS = p * (a * SECOND_MOMENT * some + MEAN * otherMean);
    const xjS2 = p * (a * a * THIRD_MOMENT * some + 2 * a * SECOND_MOMENT * otherMean + MEAN * otherSquare);
    const xjz = b * xj + xjS;
    const xjz2 = b * b * xj + 2 * b * xjS + xjS2;
    const positivePart = (period * xj) / 12 + xjz / 2 + xjz2 / (2 * period);
    if (c === own) {
      const square = p * SECOND_MOMENT * some;
      const squaredOutput = z2 / 2 + z3 / (3 * period) + (period * z1) / 6;
      out.loss[i]! += square - 2 * positivePart + squaredOutput;
      out.magnitude[i]! +=
        square + Math.abs(z2) + Math.abs(z3) / period + period * (Math.abs(z1) + xj) + Math.abs(xjz) + xjz2 / period;
      if (gradient) {
        const squareS = p * (a * THIRD_MOMENT * some + SECOND_MOMENT * otherMean);
        out.halfCoupling[row + j]! += positivePart - square / 2 - (b * square + squareS) / period;
      }
      continue;
    }
    const both = ownP * p;
    const product = both * MEAN * MEAN;
    const rest = otherMean - ownA * ownP * MEAN;
    const productS = both * ((ownA + a) * SECOND_MOMENT * MEAN + MEAN * MEAN * rest);
    out.halfCoupling[row + j]! += positivePart - product / 2 - (b * product + productS) / period;
  }
  if (own < 0) {
    out.loss[i]! += z2 / 2 + z3 / (3 * period) + (period * z1) / 6;
    out.magnitude[i]! += Math.abs(z2) + Math.abs(z3) / period + period * Math.abs(z1);
  }
  if (gradient) out.halfBias[i]! += (period * z0) / 12 + z1 / 2 + z2 / (2 * period) - x0 / 2 - x1 / period;
}
