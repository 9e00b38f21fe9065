/**
 * @file Cosine and sine of angles in turns, two at a time.
 *
 * 2πu with u − ¼⌊4u⌉ ∈ [−⅛, ⅛], exact; then the polynomials of fdlibm's __kernel_sin and __kernel_cos, good to 1 ulp there.
 */

/** Cosines of the last call of `turn`. */
export let cosine: v128 = f64x2.splat(0);
/** Its sines. */
export let sine: v128 = f64x2.splat(0);

/** Sets `cosine` and `sine` to those of 2πu, |u| < 2⁵⁰. */
// @ts-ignore: decorator
@inline
export function turn(u: v128): void {
  const quarters = f64x2.nearest(f64x2.mul(u, f64x2.splat(4)));
  const x = f64x2.mul(f64x2.sub(u, f64x2.mul(quarters, f64x2.splat(0.25))), f64x2.splat(6.283185307179586));
  const z = f64x2.mul(x, x);

  let s = f64x2.splat(1.58969099521155010221e-10);
  s = f64x2.add(f64x2.mul(s, z), f64x2.splat(-2.50507602534068634195e-8));
  s = f64x2.add(f64x2.mul(s, z), f64x2.splat(2.75573137070700676789e-6));
  s = f64x2.add(f64x2.mul(s, z), f64x2.splat(-1.98412698298579493134e-4));
  s = f64x2.add(f64x2.mul(s, z), f64x2.splat(8.33333333332248946124e-3));
  s = f64x2.add(f64x2.mul(s, z), f64x2.splat(-1.66666666666666324348e-1));
  s = f64x2.add(x, f64x2.mul(f64x2.mul(x, z), s));

  let c = f64x2.splat(-1.13596475577881948265e-11);
  c = f64x2.add(f64x2.mul(c, z), f64x2.splat(2.08757232129817482790e-9));
  c = f64x2.add(f64x2.mul(c, z), f64x2.splat(-2.75573143513906633035e-7));
  c = f64x2.add(f64x2.mul(c, z), f64x2.splat(2.48015872894767294178e-5));
  c = f64x2.add(f64x2.mul(c, z), f64x2.splat(-1.38888888888741095749e-3));
  c = f64x2.add(f64x2.mul(c, z), f64x2.splat(4.16666666666666019037e-2));
  c = f64x2.add(f64x2.sub(f64x2.splat(1), f64x2.mul(z, f64x2.splat(0.5))), f64x2.mul(f64x2.mul(z, z), c));

  // Quarter turns modulo 4: odd ones swap cosine and sine, 1 and 2 negate the cosine, 2 and 3 the sine.
  const q = f64x2.sub(quarters, f64x2.mul(f64x2.floor(f64x2.mul(quarters, f64x2.splat(0.25))), f64x2.splat(4)));
  const one = f64x2.eq(q, f64x2.splat(1));
  const two = f64x2.eq(q, f64x2.splat(2));
  const three = f64x2.eq(q, f64x2.splat(3));
  const odd = v128.or(one, three);
  const sign = f64x2.splat(-0.0);
  cosine = v128.xor(v128.bitselect(s, c, odd), v128.and(sign, v128.or(one, two)));
  sine = v128.xor(v128.bitselect(c, s, odd), v128.and(sign, v128.or(two, three)));
}
