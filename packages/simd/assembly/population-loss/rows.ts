/**
 * @file G = WᵀW and what the loss needs of each row, as `row-table.ts` of core, with the same order of operations.
 */
import { coupled, density, gram, hidden, kind, LINEAR, MIXED, n, point, reach, SILENT } from './layout';
import { add, at, mul, pairAt, put, putPair, select, splat } from './vector';

/** Largest |z| of any row, and largest |b_i|. */
export let support: f64 = 0;
export let largestBias: f64 = 0;
export let mixedCount: i32 = 0;

function updateGram(): void {
  const W = point;
  for (let i = 0; i < n; i += 2) {
    for (let j = i; j < n; j += 4) {
      let a = splat(0);
      let b = splat(0);
      let c = splat(0);
      let d = splat(0);
      const wide = j + 2 < n;
      for (let h = 0; h < hidden; h++) {
        const row = h * n;
        const w0 = splat(at(W, row + i));
        const w1 = splat(at(W, row + i + 1));
        const x = pairAt(W, row + j);
        a = add(a, mul(w0, x));
        c = add(c, mul(w1, x));
        if (wide) {
          const y = pairAt(W, row + j + 2);
          b = add(b, mul(w0, y));
          d = add(d, mul(w1, y));
        }
      }
      putPair(gram, i * n + j, a);
      putPair(gram, (i + 1) * n + j, c);
      putPair(gram, j * n + i, v128.shuffle<f64>(a, c, 0, 2));
      putPair(gram, (j + 1) * n + i, v128.shuffle<f64>(a, c, 1, 3));
      if (wide) {
        putPair(gram, i * n + j + 2, b);
        putPair(gram, (i + 1) * n + j + 2, d);
        putPair(gram, (j + 2) * n + i, v128.shuffle<f64>(b, d, 0, 2));
        putPair(gram, (j + 3) * n + i, v128.shuffle<f64>(b, d, 1, 3));
      }
    }
  }
}

export function updateRows(): void {
  updateGram();
  const b = point + 8 * hidden * n;
  support = 0;
  largestBias = 0;
  mixedCount = 0;
  const zero = splat(0);
  const one = splat(1);
  for (let i = 0; i < n; i += 2) {
    let low = pairAt(b, i);
    let high = low;
    let count = zero;
    for (let j = 0; j < n; j++) {
      if (at(density, j) == 0) continue;
      const a = pairAt(gram, j * n + i);
      high = add(high, f64x2.max(a, zero));
      low = add(low, f64x2.min(a, zero));
      let touches = f64x2.ne(a, zero);
      if (j == i) touches = f64x2.replace_lane(touches, 0, reinterpret<f64>(<i64>-1));
      if (j == i + 1) touches = f64x2.replace_lane(touches, 1, reinterpret<f64>(<i64>-1));
      count = add(count, select(touches, one, zero));
    }
    putPair(coupled, i, count);
    for (let lane = 0; lane < 2; lane++) {
      const lowest = lane == 0 ? f64x2.extract_lane(low, 0) : f64x2.extract_lane(low, 1);
      const highest = lane == 0 ? f64x2.extract_lane(high, 0) : f64x2.extract_lane(high, 1);
      const row = i + lane;
      const which = highest <= 0 ? SILENT : lowest >= 0 ? LINEAR : MIXED;
      put(kind, row, which);
      if (which == MIXED) mixedCount++;
      const size = max(highest, -lowest);
      put(reach, row, size);
      support = max(support, size);
      largestBias = max(largestBias, abs(at(b, row)));
    }
  }
}

/** A row keeps the common period unless it fits into it this many times. */
const LEAST_STRETCH: f64 = 8;
const MOST_STRETCH: f64 = 18446744073709551616.0;

/** The period of row i: the common one, or that over a power of two. */
export function ownPeriod(i: i32, common: f64): f64 {
  const fits = common / (1.5 * at(reach, i));
  if (!(fits >= LEAST_STRETCH)) return common;
  if (fits >= MOST_STRETCH) return common / MOST_STRETCH;
  const exponent = (reinterpret<i64>(fits) >> 52) - 1023;
  return common * reinterpret<f64>((1023 - exponent) << 52);
}
