/**
 * @file Integrals over the part of the unit square where z = b + a t + c s is positive, in two lanes, without a branch.
 *
 * Reflections make a and c positive, an exchange makes the larger that of u: z = B + A u + C v, A ≥ C ≥ 0. Above v₀ z is positive for all u,
 * below v₁ for none; between, from u* = −(B + C v)/A on. So the part is a rectangle and a strip, with z ≥ 0 in both. On the rectangle everything is
 * in closed form; on the strip the integral over u is, and is a cubic in v: two Gauss points are exact. No term is a difference of larger ones
 * but for the reflections back.
 */
import { add, div, mul, select, splat, sub } from './vector';

/** ½ ∓ 1/√12 */
const FIRST_NODE: f64 = 0.21132486540518712;
const SECOND_NODE: f64 = 0.7886751345948129;

/** ∫ z², ∫ z, ∫ t z, ∫ s z. */
export let zz: v128 = f64x2.splat(0);
export let z: v128 = f64x2.splat(0);
export let tz: v128 = f64x2.splat(0);
export let sz: v128 = f64x2.splat(0);
/** ∫ t, ∫ s, ∫ t², ∫ s², ∫ t s. */
export let t: v128 = f64x2.splat(0);
export let s: v128 = f64x2.splat(0);
export let tt: v128 = f64x2.splat(0);
export let ss: v128 = f64x2.splat(0);
export let ts: v128 = f64x2.splat(0);

/** To [0, 1]; NaN (0/0: nothing moves and z = 0) to 0. */
// @ts-ignore: decorator
@inline
function clamp(x: v128): v128 {
  return f64x2.pmin(splat(1), f64x2.pmax(splat(0), x));
}

// @ts-ignore: decorator
@inline
export function integrateSquare(b: v128, a: v128, c: v128): void {
  const zero = splat(0);
  const unit = splat(1);
  const half = splat(0.5);
  const twelfth = splat(1.0 / 12);
  const sizeA = f64x2.abs(a);
  const sizeC = f64x2.abs(c);
  const exchange = f64x2.lt(sizeA, sizeC);
  const A = f64x2.max(sizeA, sizeC);
  const C = f64x2.min(sizeA, sizeC);
  const B = add(b, add(f64x2.min(a, zero), f64x2.min(c, zero)));
  const inverseA = div(unit, A);
  const inverseC = div(unit, C);
  const v0 = clamp(f64x2.neg(mul(B, inverseC)));
  const v1 = f64x2.pmin(v0, clamp(f64x2.neg(mul(add(B, A), inverseC))));

  // The rectangle [0, 1] × [v₀, 1].
  const H = sub(unit, v0);
  const vMean = mul(half, add(unit, v0));
  const vSpread = mul(mul(H, H), twelfth);
  const AA = mul(A, A);
  const zMean = add(add(B, mul(half, A)), mul(C, vMean));
  let one_ = H;
  let u_ = mul(half, H);
  let v_ = mul(H, vMean);
  let uu = mul(splat(1.0 / 3), H);
  let uv = mul(half, v_);
  let vv = mul(H, add(mul(vMean, vMean), vSpread));
  let z_ = mul(H, zMean);
  let uz = mul(H, add(mul(half, zMean), mul(twelfth, A)));
  let vz = mul(H, add(mul(zMean, vMean), mul(C, vSpread)));
  let zz_ = mul(H, add(add(mul(zMean, zMean), mul(twelfth, AA)), mul(mul(C, C), vSpread)));

  // The strip.
  const h = sub(v0, v1);
  const weight = mul(half, h);
  for (let node = 0; node < 2; node++) {
    const v = add(v1, mul(h, splat(node == 0 ? FIRST_NODE : SECOND_NODE)));
    const start = clamp(f64x2.neg(mul(add(B, mul(C, v)), inverseA)));
    const length = sub(unit, start);
    const uMean = mul(half, add(unit, start));
    const wide = mul(weight, length);
    const square = mul(length, length);
    const top = mul(A, length);
    const wideZ = mul(half, mul(wide, top));
    const wideU = mul(wide, uMean);
    one_ = add(one_, wide);
    u_ = add(u_, wideU);
    v_ = add(v_, mul(wide, v));
    uu = add(uu, mul(wide, add(mul(uMean, uMean), mul(twelfth, square))));
    uv = add(uv, mul(wideU, v));
    vv = add(vv, mul(wide, mul(v, v)));
    z_ = add(z_, wideZ);
    uz = add(uz, add(mul(wideZ, uMean), mul(mul(wide, twelfth), mul(A, square))));
    vz = add(vz, mul(wideZ, v));
    zz_ = add(zz_, mul(mul(wide, splat(1.0 / 3)), mul(top, top)));
  }

  // Back: exchange, then reflect.
  const downT = f64x2.lt(a, zero);
  const downS = f64x2.lt(c, zero);
  const t1 = select(exchange, v_, u_);
  const s1 = select(exchange, u_, v_);
  const tt1 = select(exchange, vv, uu);
  const ss1 = select(exchange, uu, vv);
  const tz1 = select(exchange, vz, uz);
  const sz1 = select(exchange, uz, vz);
  z = z_;
  zz = zz_;
  t = select(downT, sub(one_, t1), t1);
  s = select(downS, sub(one_, s1), s1);
  tz = select(downT, sub(z_, tz1), tz1);
  sz = select(downS, sub(z_, sz1), sz1);
  tt = select(downT, add(sub(one_, add(t1, t1)), tt1), tt1);
  ss = select(downS, add(sub(one_, add(s1, s1)), ss1), ss1);
  // (1 − t)(1 − s) = 1 − t − s + ts, t(1 − s) = t − ts.
  const reflectedT = select(downT, sub(s1, uv), uv);
  ts = select(downS, sub(t, reflectedT), reflectedT);
}
