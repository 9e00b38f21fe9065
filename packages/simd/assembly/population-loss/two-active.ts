/**
 * @file The part of two rows where exactly two coupled features are active, in closed form, as `two-active.ts` of core.
 */
import { coupling, density, gram, halfBias, hidden, importance, kind, loss, MIXED, n, period, point } from './layout';
import { integrateSquare, s, ss, sz, t, ts, tt, tz, z, zz } from './square';
import { add, at, div, mul, pairAt, putPair, select, splat, sub } from './vector';

/** Of rows i, i + 1, by feature: its density where it is coupled, else 0; and the probability that all features after it are idle. */
const MOST_FEW = 8;
const DENSITIES: usize = memory.data(MOST_FEW * 16, 16);
const IDLE_AFTER: usize = memory.data(MOST_FEW * 16, 16);

/** A mask of one lane if feature j is the own feature of row i or i + 1. */
// @ts-ignore: decorator
@inline
function ownLane(i: i32, j: i32): v128 {
  const all = reinterpret<f64>(<i64>-1);
  return j == i ? f64x2.replace_lane(splat(0), 0, all) : j == i + 1 ? f64x2.replace_lane(splat(0), 1, all) : splat(0);
}

/** For every pair and those of rows i, i + 1 that are MIXED: its exact part minus its part of the polynomials in `closed-forms.ts`. */
export function addPairs(i: i32, wanted: bool): void {
  const one = splat(1);
  const zero = splat(0);
  const mixed = f64x2.eq(pairAt(kind, i), splat(MIXED));
  if (!v128.any_true(mixed)) return;
  let idle = one;
  for (let j = n - 1; j >= 0; j--) {
    const p = v128.and(splat(at(density, j)), v128.or(f64x2.ne(pairAt(gram, j * n + i), zero), ownLane(i, j)));
    putPair(DENSITIES, 2 * j, p);
    putPair(IDLE_AFTER, 2 * j, idle);
    idle = mul(idle, sub(one, p));
  }
  let idleBefore = v128.and(one, mixed);
  for (let j = 0; j < n; j++) {
    const pj = pairAt(DENSITIES, 2 * j);
    let weightJ = mul(idleBefore, pj);
    for (let k = j + 1; k < n; k++) {
      const pk = pairAt(DENSITIES, 2 * k);
      const weight = mul(mul(weightJ, pk), pairAt(IDLE_AFTER, 2 * k));
      if (v128.any_true(f64x2.gt(weight, zero))) addPair(i, j, k, weight, wanted);
      weightJ = mul(weightJ, sub(one, pk));
    }
    idleBefore = mul(idleBefore, sub(one, pj));
  }
}

// @ts-ignore: decorator
@inline
function accumulate(array: usize, index: i32, value: v128): void {
  putPair(array, index, add(pairAt(array, index), value));
}

function addPair(i: i32, j: i32, k: i32, weight: v128, wanted: bool): void {
  const b = pairAt(point, hidden * n + i);
  const P = pairAt(period, i);
  const a = pairAt(gram, j * n + i);
  const c = pairAt(gram, k * n + i);
  integrateSquare(b, a, c);

  const half = splat(0.5);
  const twelfth = splat(1.0 / 12);
  const sixth = splat(1.0 / 6);
  const inverse = div(splat(1), P);
  const halfInverse = mul(half, inverse);
  const mean = add(b, mul(half, add(a, c)));
  const squares = add(mul(a, a), mul(c, c));
  const meanSquare = mul(mean, mean);
  const square = add(mul(twelfth, squares), meanSquare);
  const halfSquare = mul(half, square);
  const halfMean = mul(half, mean);
  const cube = mul(mean, add(meanSquare, mul(splat(0.25), squares)));
  const tMean = add(halfMean, mul(twelfth, a));
  const sMean = add(halfMean, mul(twelfth, c));
  const sixthMean = mul(sixth, mean);
  const thin = mul(P, splat(1.0 / 24));
  const tRamp = add(add(thin, mul(half, tMean)), mul(halfInverse, add(halfSquare, mul(sixthMean, a))));
  const sRamp = add(add(thin, mul(half, sMean)), mul(halfInverse, add(halfSquare, mul(sixthMean, c))));
  let value = sub(zz, add(add(halfSquare, mul(mul(splat(1.0 / 3), inverse), cube)), mul(P, sixthMean)));
  let jTerm = sub(tz, tRamp);
  let kTerm = sub(sz, sRamp);
  let biasTerm = sub(z, add(add(mul(P, twelfth), halfMean), mul(halfInverse, square)));

  const ownJ = ownLane(i, j);
  const ownK = ownLane(i, k);
  const own = v128.or(ownJ, ownK);
  if (v128.any_true(own)) {
    // x is the row's own feature, y the other.
    const x = select(ownJ, t, s);
    const xx = select(ownJ, tt, ss);
    const xz = select(ownJ, tz, sz);
    const xRamp = select(ownJ, tRamp, sRamp);
    const ownA = select(ownJ, a, c);
    const otherA = select(ownJ, c, a);
    // E(x − z)² − E x² + … = −2 E x z + E z² where z > 0.
    value = sub(value, v128.and(own, mul(splat(2), sub(xz, xRamp))));
    const third = splat(1.0 / 3);
    const quarter = splat(0.25);
    const xTerm = sub(sub(xx, sixth), mul(inverse, add(add(mul(third, b), mul(quarter, ownA)), mul(sixth, otherA))));
    const yTerm = sub(sub(ts, splat(0.125)), mul(inverse, add(mul(quarter, b), mul(sixth, add(a, c)))));
    const xBias = sub(sub(x, quarter), mul(inverse, select(ownJ, tMean, sMean)));
    jTerm = sub(jTerm, v128.and(own, select(ownJ, xTerm, yTerm)));
    kTerm = sub(kTerm, v128.and(own, select(ownJ, yTerm, xTerm)));
    biasTerm = sub(biasTerm, v128.and(own, xBias));
  }
  accumulate(loss, i, mul(weight, value));
  if (!wanted) return;
  const scale = mul(weight, mul(splat(2), pairAt(importance, i)));
  accumulate(coupling, j * n + i, mul(scale, jTerm));
  accumulate(coupling, k * n + i, mul(scale, kTerm));
  accumulate(halfBias, i, mul(weight, biasTerm));
}
