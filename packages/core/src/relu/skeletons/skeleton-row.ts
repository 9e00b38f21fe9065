/**
 * @file One output row as the skeletons see it: its couplings, how far z can go with l active features, and bounds on what
 * an error can cost there.
 */
import { SECOND_MOMENT } from '../uniform-magnitude.js';
import { SplitMoments } from './split-moments.js';

export interface SkeletonRow {
  /** Output feature. */
  readonly i: number;
  readonly bias: number;
  /** a_j = G_ij of the features that can be active, and their densities, in order. */
  readonly couplings: Float64Array;
  readonly densities: Float64Array;
  /** Place of feature i among them; −1 if it is never active. */
  readonly own: number;
  /** Largest and smallest z with l active features, [n + 1]. */
  readonly high: Float64Array;
  readonly low: Float64Array;
  /** E[(x_i − z)²; l] ≥ E[(x_i − z₊)²; l], and the whole of it where z ≥ 0, [most + 2]; the last: more than `most`. */
  readonly linear: Float64Array;
  /** E[x_i²; l], [most + 2]: the row's share where z ≤ 0. */
  readonly silent: Float64Array;
  /** E of (|b| + Σ |w_i||w_j| x_j)^r, r = 0 … 3, by l: what rounding errors are relative to. */
  readonly size: SplitMoments;
}

/** @param most - Skeletons beyond this one share a slot. */
export function skeletonRow(gram: Float64Array, b: Float64Array, density: Float64Array, i: number, most: number): SkeletonRow {
  const n = b.length;
  const active = Array.from(density.keys()).filter((j) => density[j]! > 0);
  const couplings = Float64Array.from(active, (j) => gram[i * n + j]!);
  const densities = Float64Array.from(active, (j) => density[j]!);
  const own = active.indexOf(i);
  const bias = b[i]!;

  const size = new SplitMoments(most);
  const others = new SplitMoments(most);
  const residual = new SplitMoments(most);
  size.start(Math.abs(bias));
  others.start(0);
  residual.start(-bias);
  active.forEach((j, c) => {
    const p = densities[c]!;
    size.add(Math.sqrt(gram[i * n + i]! * gram[j * n + j]!), p);
    residual.add((c === own ? 1 : 0) - couplings[c]!, p);
    if (c !== own) others.add(0, p);
  });
  const silent = new Float64Array(most + 2);
  if (own >= 0) {
    for (let l = 1; l <= most + 1; l++) silent[l] = densities[own]! * SECOND_MOMENT * others.zero[l - 1]!;
    silent[most + 1]! += densities[own]! * SECOND_MOMENT * others.zero[most + 1]!;
  }
  const { high, low } = reach(bias, couplings, n);
  return { i, bias, couplings, densities, own, high, low, linear: residual.two, silent, size };
}

/** b plus the l largest positive couplings, and plus the l most negative ones. */
function reach(bias: number, couplings: Float64Array, n: number): { high: Float64Array; low: Float64Array } {
  const sorted = couplings.slice().sort();
  const high = new Float64Array(n + 1).fill(bias);
  const low = new Float64Array(n + 1).fill(bias);
  for (let l = 1; l <= n; l++) {
    const most = l <= sorted.length ? sorted[sorted.length - l]! : 0;
    const least = l <= sorted.length ? sorted[l - 1]! : 0;
    high[l] = high[l - 1]! + (most > 0 ? most : 0);
    low[l] = low[l - 1]! + (least < 0 ? least : 0);
  }
  return { high, low };
}

/**
 * Upper bounds on E[(x_i − z₊)²; l], l = 0 … most, and in the last slot for all beyond.
 *
 * x ≥ 0, so ReLU never adds to the error: (x − z₊)² ≤ (x − z)², a moment. And 0 ≤ x ≤ 1, 0 ≤ z₊ ≤ z_max(l), so the error
 * is at most max(1, z_max(l))². The smaller counts.
 *
 * Source     docs/concepts/skeletons.md, and (x − z₊)² ≤ (x − z)²
 */
export function shareBounds(row: SkeletonRow, probabilities: Float64Array): Float64Array {
  const last = probabilities.length - 1;
  return Float64Array.from(probabilities, (probability, l) => {
    const worst = Math.max(1, row.high[l === last ? row.high.length - 1 : l]!);
    return Math.min(row.linear[l]! + momentRounding(row, l), probability * worst * worst * (1 + 1e-12));
  });
}

/** Rounding of a polynomial of degree two in z and x_i that is built from split moments. */
export function momentRounding({ couplings, size, silent }: SkeletonRow, l: number): number {
  return Number.EPSILON * (16 + 4 * couplings.length) * (2 * size.two[l]! + 2 * silent[l]!);
}
