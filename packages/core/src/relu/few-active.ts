/**
 * @file The part of a row's loss where at most one coupled feature is active, in closed form.
 *
 * The integrand is a piecewise polynomial of one variable t ∈ [0, 1]; with z linear on [start, end], where it is positive,
 * every integral below is an exact three-point rule on the end values. No term is a difference of larger ones.
 *
 * Source     one-sparse terms as in Chen et al. 2023, Lemma 3.1, but for Bernoulli activity
 */
import { squareMagnitude, type Accumulator } from './accumulator.js';
import type { Activity } from './activity.js';
import type { RowTable } from './row-table.js';

export function addFewActive(
  table: RowTable,
  activity: Activity,
  i: number,
  bias: number,
  gradient: boolean,
  out: Accumulator,
): void {
  const { features: n, gram, density, coupled } = table;
  const row = i * n;
  const count = table.coupledCount[i]!;
  const none = activity.noneActive[i]!;
  const resting = bias > 0 ? bias : 0;
  let loss = none * resting * resting;
  let magnitude = loss;
  let halfBias = none * resting;

  for (let c = 0; c < count; c++) {
    const j = coupled[row + c]!;
    const weight = density[j]! * activity.noOtherActive[row + c]!;
    if (weight === 0) continue;
    const a = gram[row + j]!;

    // z = a t + b is positive on (start, end).
    let start = 0;
    let end = 1;
    if (a > 0) {
      if (bias < 0) start = -bias / a < 1 ? -bias / a : 1;
    } else if (a < 0) {
      end = bias <= 0 ? 0 : bias / -a < 1 ? bias / -a : 1;
    } else if (bias <= 0) end = 0;
    const length = end - start;
    if (length <= 0) {
      if (j === i) {
        loss += weight / 3;
        magnitude += weight / 3;
      }
      continue;
    }
    const zStart = start > 0 ? 0 : resting;
    const zEnd = end < 1 ? 0 : a + bias;

    let part: number;
    if (j === i) {
      const errorStart = start - zStart;
      const errorEnd = end - zEnd;
      // a_ii ≥ 0: z, once positive, stays so, and only what comes before is missed.
      const missed = start * start * start;
      part =
        weight *
        ((length * (errorStart * errorStart + errorStart * errorEnd + errorEnd * errorEnd) + missed) / 3);
    } else {
      part = (weight * length * (zStart * zStart + zStart * zEnd + zEnd * zEnd)) / 3;
    }
    loss += part;
    magnitude += squareMagnitude(part, weight, Math.sqrt(gram[row + i]! * gram[j * n + j]!) + Math.abs(bias));
    if (!gradient) continue;
    const meanZ = (length * (zStart + zEnd)) / 2;
    const meanTZ = (length * (2 * (start * zStart + end * zEnd) + start * zEnd + end * zStart)) / 6;
    halfBias += weight * meanZ;
    out.halfCoupling[row + j]! += weight * meanTZ;
    if (j === i) {
      halfBias -= (weight * length * (start + end)) / 2;
      out.halfCoupling[row + j]! -= (weight * length * (start * start + start * end + end * end)) / 3;
    }
  }
  out.loss[i]! += loss;
  out.magnitude[i]! += magnitude;
  out.halfBias[i]! += halfBias;
}
