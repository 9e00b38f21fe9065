/**
 * @file Of two rows at once: the part with at most one coupled feature active, in closed form, and the polynomial part of the series for more.
 *
 * The formulas are those of `activity.ts`, `few-active.ts` and `many-active-moments.ts` of core. A feature that is not coupled to a row
 * counts there with density 0, which leaves every sum and product as it is; so both lanes do the same.
 */
import {
  busy, coupling, density, gram, halfBias, hidden, idle, idleOthers, importance, loss, moments, n, othersMean, othersVariance, period, point,
  prefixBusy, prefixIdle,
} from './layout';
import { add, at, div, mul, pairAt, put, putPair, select, splat, sub } from './vector';

// @ts-ignore: decorator
@inline
function ownLane(i: i32, j: i32): v128 {
  const all = reinterpret<f64>(<i64>-1);
  return j == i ? f64x2.replace_lane(splat(0), 0, all) : j == i + 1 ? f64x2.replace_lane(splat(0), 1, all) : splat(0);
}

/** E[S^r; two or more active] for S = Σ a_j x_j, and with them the moments of z there; prefixes of what is idle and busy. */
function ascend(i: i32, b: v128): void {
  const one = splat(1);
  const zero = splat(0);
  const half = splat(0.5);
  const third = splat(1.0 / 3);
  const quarter = splat(0.25);
  let idleNow = one;
  let busyNow = zero;
  let none = one;
  let s0 = zero;
  let s1 = zero;
  let s2 = zero;
  let s3 = zero;
  let t0 = zero;
  let t1 = zero;
  let t2 = zero;
  let t3 = zero;
  let mean = zero;
  let variance = zero;
  for (let j = 0; j < n; j++) {
    const a = pairAt(gram, j * n + i);
    const own = ownLane(i, j);
    const p = v128.and(splat(at(density, j)), v128.or(f64x2.ne(a, zero), own));
    const q = sub(one, p);
    putPair(prefixIdle, 2 * j, idleNow);
    putPair(prefixBusy, 2 * j, busyNow);
    busyNow = add(busyNow, mul(p, sub(one, busyNow)));
    const others = v128.andnot(p, own);
    idleNow = mul(idleNow, sub(one, others));
    const square = mul(a, a);
    const a1 = mul(half, mul(p, a));
    const a2 = mul(third, mul(p, square));
    const a3 = mul(quarter, mul(p, mul(square, a)));
    const u0 = add(t0, s0);
    const u1 = add(t1, s1);
    const u2 = add(t2, s2);
    const u3 = add(t3, s3);
    t3 = add(add(add(mul(q, t3), mul(p, u3)), mul(splat(3), add(mul(a1, u2), mul(a2, u1)))), mul(a3, u0));
    t2 = add(add(mul(q, t2), mul(p, u2)), add(mul(add(a1, a1), u1), mul(a2, u0)));
    t1 = add(add(mul(q, t1), mul(p, u1)), mul(a1, u0));
    t0 = add(mul(q, t0), mul(p, u0));
    s3 = add(mul(q, s3), mul(none, a3));
    s2 = add(mul(q, s2), mul(none, a2));
    s1 = add(mul(q, s1), mul(none, a1));
    s0 = add(mul(q, s0), mul(none, p));
    none = mul(none, q);
    mean = add(mean, mul(half, mul(others, a)));
    variance = add(variance, mul(square, sub(mul(third, others), mul(quarter, mul(others, others)))));
  }
  const bb = mul(b, b);
  putPair(moments, i, t0);
  putPair(moments, n + i, add(mul(b, t0), t1));
  putPair(moments, 2 * n + i, add(add(mul(bb, t0), mul(add(b, b), t1)), t2));
  putPair(moments, 3 * n + i, add(add(mul(mul(bb, b), t0), mul(splat(3), add(mul(bb, t1), mul(b, t2)))), t3));
  putPair(othersMean, i, mean);
  putPair(othersVariance, i, variance);
}

/** What the row's own feature adds, and what has no feature of its own. */
function addOwn(i: i32, wanted: bool): void {
  const b = at(point, hidden * n + i);
  const a = at(gram, i * n + i);
  const p = at(density, i);
  const P = at(period, i);
  const z0 = at(moments, i);
  const z1 = at(moments, n + i);
  const z2 = at(moments, 2 * n + i);
  const z3 = at(moments, 3 * n + i);
  const some = p == 0 ? 0.0 : at(busy, i);
  const mean = at(othersMean, i);
  const variance = at(othersVariance, i);

  const none = at(idle, i);
  const resting = max(b, 0);
  let value = none * (1 - p) * resting * resting;
  let bias = none * (1 - p) * resting;
  let diagonal = 0.0;
  const weight = p * none;
  if (a == 0 && b <= 0) value += weight / 3;
  else {
    // a ≥ 0: z, once positive, stays so, and only what comes before is missed.
    const start = b < 0 ? min(-b / a, 1) : 0.0;
    const length = 1 - start;
    const zStart = start > 0 ? 0.0 : resting;
    const zEnd = start < 1 ? a + b : 0.0;
    const errorStart = start - zStart;
    const errorEnd = 1 - zEnd;
    value += (weight * (length * (errorStart * errorStart + errorStart * errorEnd + errorEnd * errorEnd) + start * start * start)) / 3;
    bias += (weight * length * (zStart + zEnd - (start + 1))) / 2;
    diagonal = weight * ((length * (2 * (start * zStart + zEnd) + start * zEnd + zStart)) / 6 - (length * (start * start + start + 1)) / 3);
  }

  const square = p * some / 3;
  const xS = p * ((a * some) / 3 + mean / 2);
  const xS2 = p * ((a * a * some) / 4 + (2 * a * mean) / 3 + (max(variance, 0) + mean * mean) / 2);
  const x = (p * some) / 2;
  const xz = b * x + xS;
  const xz2 = b * b * x + 2 * b * xS + xS2;
  const ramp = (P * x) / 12 + xz / 2 + xz2 / (2 * P);
  value += square - 2 * ramp + (z2 / 2 + z3 / (3 * P) + (P * z1) / 6);
  put(loss, i, at(loss, i) + value);
  if (!wanted) return;
  const squareS = p * ((a * some) / 4 + mean / 3);
  diagonal += ramp - square / 2 - (b * square + squareS) / P;
  bias += (P * z0) / 12 + z1 / 2 + z2 / (2 * P) - x / 2 - xz / P;
  put(halfBias, i, at(halfBias, i) + bias);
  put(coupling, i * n + i, 2 * at(importance, i) * diagonal);
}

/** Rows i and i + 1, as if both were MIXED. */
export function addRowPair(i: i32, wanted: bool): void {
  const b = pairAt(point, hidden * n + i);
  ascend(i, b);
  const one = splat(1);
  const zero = splat(0);
  const half = splat(0.5);
  const third = splat(1.0 / 3);
  const quarter = splat(0.25);
  const sixth = splat(1.0 / 6);
  const mean0 = pairAt(othersMean, i);
  const variance0 = pairAt(othersVariance, i);
  const ownA = f64x2.replace_lane(splat(at(gram, i * n + i)), 1, at(gram, (i + 1) * n + i + 1));
  const ownP = pairAt(density, i);
  const ownQ = sub(one, ownP);
  const ownMean = mul(half, mul(ownA, ownP));
  const mean1 = add(mean0, ownMean);
  const variance1 = add(variance0, mul(mul(ownA, ownA), sub(mul(third, ownP), mul(quarter, mul(ownP, ownP)))));
  const P = pairAt(period, i);
  const inverse = div(one, P);
  const halfInverse = mul(half, inverse);
  const twelfthP = mul(splat(1.0 / 12), P);
  const weight2 = mul(splat(2), pairAt(importance, i));
  const resting = f64x2.max(b, zero);
  const restingOnly = f64x2.gt(b, zero);
  const bb = mul(b, b);
  const twoB = add(b, b);
  let idleNow = one;
  let busyNow = zero;
  let few = zero;
  let fewBias = zero;
  for (let j = n - 1; j >= 0; j--) {
    const a = pairAt(gram, j * n + i);
    const own = ownLane(i, j);
    const p = v128.and(splat(at(density, j)), v128.or(f64x2.ne(a, zero), own));
    const others = v128.andnot(p, own);
    const w = mul(pairAt(prefixIdle, 2 * j), idleNow);
    putPair(idleOthers, j * n + i, w);
    const before = pairAt(prefixBusy, 2 * j);
    const some = add(before, mul(busyNow, sub(one, before)));
    idleNow = mul(idleNow, sub(one, others));
    busyNow = add(busyNow, mul(p, sub(one, busyNow)));
    if (j - i < 2 && j >= i) {
      if (j == i) {
        put(idle, i, f64x2.extract_lane(w, 0));
        put(busy, i, f64x2.extract_lane(some, 0));
      } else {
        put(idle, j, f64x2.extract_lane(w, 1));
        put(busy, j, f64x2.extract_lane(some, 1));
      }
    }

    // Only j active: z = a t + b is positive on (start, end).
    const weight = mul(others, mul(w, ownQ));
    const up = f64x2.gt(a, zero);
    const down = f64x2.lt(a, zero);
    const crossing = f64x2.pmin(one, f64x2.pmax(zero, div(f64x2.neg(b), a)));
    const start = v128.and(up, crossing);
    const end = select(down, crossing, select(v128.or(up, restingOnly), one, zero));
    const length = sub(end, start);
    const zStart = v128.andnot(resting, f64x2.gt(start, zero));
    const zEnd = v128.and(add(a, b), f64x2.ge(end, one));
    const weighted = v128.and(mul(weight, length), f64x2.gt(length, zero));
    few = add(few, mul(weighted, add(mul(zStart, zStart), mul(zEnd, add(zStart, zEnd)))));
    if (!wanted) continue;
    fewBias = add(fewBias, mul(weighted, add(zStart, zEnd)));
    const tz = add(mul(start, zStart), mul(end, zEnd));
    const fewTerm = mul(mul(weighted, sixth), add(add(tz, tz), add(mul(start, zEnd), mul(end, zStart))));

    // Two or more.
    const pa = mul(others, a);
    const otherMean = sub(mean1, mul(half, pa));
    const square = mul(a, a);
    const otherVariance = sub(variance1, mul(square, sub(mul(third, others), mul(quarter, mul(others, others)))));
    const otherSquare = add(f64x2.max(otherVariance, zero), mul(otherMean, otherMean));
    const aSome = mul(a, some);
    const halfSome = mul(half, some);
    const halfMean = mul(half, otherMean);
    const xS = add(mul(third, aSome), halfMean);
    const xS2 = add(add(mul(mul(quarter, a), aSome), mul(splat(2.0 / 3), mul(a, otherMean))), mul(half, otherSquare));
    const xz = add(mul(b, halfSome), xS);
    const xz2 = add(add(mul(bb, halfSome), mul(twoB, xS)), xS2);
    const ramp = add(add(mul(twelfthP, halfSome), mul(half, xz)), mul(halfInverse, xz2));
    const rest = sub(otherMean, ownMean);
    const stepS = add(mul(sixth, add(ownA, a)), mul(quarter, rest));
    const step = mul(ownP, add(splat(0.125), mul(inverse, add(mul(quarter, b), stepS))));
    putPair(coupling, j * n + i, mul(weight2, add(fewTerm, mul(others, sub(ramp, step)))));
  }
  putPair(loss, i, mul(third, few));
  putPair(halfBias, i, mul(half, fewBias));
  addOwn(i, wanted);
  addOwn(i + 1, wanted);
}
