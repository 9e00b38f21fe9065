/**
 * @file Natural logarithms of two doubles: the operations of `log` of core in its order, so the same bits.
 */

/** Coefficients of 2 artanh, ln 2 in two parts. From memory one is in both lanes after one instruction, as a constant after three. */
const CONSTANTS: usize = memory.data<f64>([
  2.0 / 3, 2.0 / 5, 2.0 / 7, 2.0 / 9, 2.0 / 11, 2.0 / 13, 2.0 / 15, 2.0 / 17, 2.0 / 19, 2.0 / 21, 2.0 / 23,
  0.693147180559663, 2.8235290563031577e-13, 1.4142135623730951, 4503599627371519, 1, 0.5, 2,
]);
/** Mantissa; exponents of 1 and 2⁵²; the least bit of an exponent. */
const MASKS: usize = memory.data<u64>([0x000fffffffffffff, 0x3ff0000000000000, 0x4330000000000000, 0x0010000000000000]);

// @ts-ignore: decorator
@inline
function constant(k: usize): v128 {
  return v128.load64_splat(CONSTANTS + (k << 3));
}
/** 2/(2k + 1) + x y. */
// @ts-ignore: decorator
@inline
function next(k: usize, x: v128, y: v128): v128 {
  return f64x2.add(constant(k - 1), f64x2.mul(x, y));
}

/** log x for normal positive x. */
// @ts-ignore: decorator
@inline
export function logarithm(x: v128): v128 {
  // x = 2^k y, 1 ≤ y < 2, then halved above √2. An integer below 2⁵² in the mantissa of 2⁵² is 2⁵² more than itself.
  const one = constant(15);
  const y0 = v128.or(v128.and(x, v128.load64_splat(MASKS)), v128.load64_splat(MASKS + 8));
  const large = f64x2.gt(y0, constant(13));
  const y = i64x2.sub(y0, v128.and(large, v128.load64_splat(MASKS + 24)));
  const exponent = f64x2.sub(v128.or(i64x2.shr_u(x, 52), v128.load64_splat(MASKS + 16)), constant(14));
  const k = f64x2.add(exponent, v128.and(one, large));

  const f = f64x2.sub(y, one);
  const s = f64x2.div(f, f64x2.add(constant(17), f));
  const z = f64x2.mul(s, s);
  const w = f64x2.mul(z, z);
  const even = f64x2.mul(z, next(1, w, next(3, w, next(5, w, next(7, w, constant(8))))));
  const odd = f64x2.mul(w, next(2, w, next(4, w, next(6, w, next(8, w, next(10, z, constant(10)))))));
  const halfSquare = f64x2.mul(f64x2.mul(constant(16), f), f);
  const series = f64x2.mul(s, f64x2.add(halfSquare, f64x2.add(even, odd)));
  const low = f64x2.add(series, f64x2.mul(k, constant(12)));
  return f64x2.sub(f64x2.mul(k, constant(11)), f64x2.sub(f64x2.sub(halfSquare, low), f));
}
