/**
 * @file The skeletons l = 0, 1, 2 of every row in closed form, for any number of features.
 *
 * Source     docs/concepts/skeletons.md; ∫₀¹(at + b)₊²dt and its like by an exact three-point rule where z > 0 (as in Chen et al. 2023,
 *            Lemma 3.1), and for pairs the polygon {z > 0} of the unit square (two-active.ts)
 */
import { integrateSquare } from '../two-active.js';

/** l = 0: E(0 − b₊)², by row [n]. */
export function noneActive(b: Float64Array, density: Float64Array): Float64Array {
  const idle = density.reduce((product, p) => product * (1 - p), 1);
  return b.map((bias) => (bias > 0 ? idle * bias * bias : 0));
}

/** l = 1, by row [n]: a sum over which feature is active. */
export function oneActive(gram: Float64Array, b: Float64Array, density: Float64Array): Float64Array {
  const n = b.length;
  const idleAfter = idleSuffixes(density);
  const shares = new Float64Array(n);
  let idleBefore = 1;
  for (let j = 0; j < n; j++) {
    const weight = density[j]! * idleBefore * idleAfter[j + 1]!;
    if (weight > 0) for (let i = 0; i < n; i++) shares[i]! += weight * segmentError(gram[i * n + j]!, b[i]!, i === j);
    idleBefore *= 1 - density[j]!;
  }
  return shares;
}

/** l = 2, by row [n]: a sum over pairs. O(features³). */
export function twoActive(gram: Float64Array, b: Float64Array, density: Float64Array, importance: Float64Array): Float64Array {
  const n = b.length;
  const idleAfter = idleSuffixes(density);
  const shares = new Float64Array(n);
  let idleBefore = 1;
  for (let j = 0; j < n; j++) {
    let idleBetween = 1;
    for (let k = j + 1; k < n; k++) {
      const weight = density[j]! * density[k]! * idleBefore * idleBetween * idleAfter[k + 1]!;
      if (weight > 0) {
        for (let i = 0; i < n; i++) {
          if (importance[i] === 0) continue;
          // The row's own feature, if it is one of the two, goes first.
          const first = i === k ? k : j;
          const square = integrateSquare(b[i]!, gram[i * n + first]!, gram[i * n + j + k - first]!);
          shares[i]! += weight * (first === i ? square.errorSquared + (1 / 3 - square.tt) : square.zz);
        }
      }
      idleBetween *= 1 - density[k]!;
    }
    idleBefore *= 1 - density[j]!;
  }
  return shares;
}

/** ∫₀¹ (t − (at + b)₊)² dt if the active feature is the row's own (then a ≥ 0), else ∫₀¹ (at + b)₊² dt. */
function segmentError(a: number, b: number, own: boolean): number {
  // z = at + b is positive on (start, end).
  let start = 0;
  let end = 1;
  if (a > 0) {
    if (b < 0) start = -b < a ? -b / a : 1;
  } else if (b <= 0) end = 0;
  else if (a < 0 && b < -a) end = b / -a;
  const length = end - start;
  if (length <= 0) return own ? 1 / 3 : 0;
  const zStart = start > 0 ? 0 : b;
  const zEnd = end < 1 ? 0 : a + b;
  if (!own) return (length * (zStart * zStart + zStart * zEnd + zEnd * zEnd)) / 3;
  const errorStart = start - zStart;
  const errorEnd = end - zEnd;
  return (length * (errorStart * errorStart + errorStart * errorEnd + errorEnd * errorEnd) + start * start * start) / 3;
}

/** Π_{k ≥ j} (1 − p_k), [n + 1]. */
function idleSuffixes(density: Float64Array): Float64Array {
  const idle = new Float64Array(density.length + 1);
  idle[density.length] = 1;
  for (let j = density.length - 1; j >= 0; j--) idle[j] = idle[j + 1]! * (1 - density[j]!);
  return idle;
}
