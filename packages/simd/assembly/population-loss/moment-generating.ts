/**
 * @file Π_j E e^{±s a_ij x_j} of every row: what bounds the error of a period shorter than the support.
 *
 * With M = (e^θ − 1)/θ, θ = s a_ij, the factor is 1 + p (M(θ) − 1), and M(−θ) = M(θ) e^{−θ}: one exponential a pair serves four factors.
 * Good to 1e-12 relative a factor; M is a power series below |θ| = 0.01.
 */

// @ts-ignore: decorator
@inline
const REACH: f64 = 700;

/** e^x for |x| ≤ 700: 2ⁿ e^r, |r| ≤ ½ log 2. */
// @ts-ignore: decorator
@inline
function exponential(x: v128): v128 {
  const n = f64x2.nearest(f64x2.mul(x, f64x2.splat(1.4426950408889634)));
  let r = f64x2.sub(x, f64x2.mul(n, f64x2.splat(6.93147180369123816490e-1)));
  r = f64x2.sub(r, f64x2.mul(n, f64x2.splat(1.90821492927058770002e-10)));
  let sum = f64x2.splat(1.0 / 39916800);
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1.0 / 3628800));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1.0 / 362880));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1.0 / 40320));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1.0 / 5040));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1.0 / 720));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1.0 / 120));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1.0 / 24));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1.0 / 6));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(0.5));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1));
  const power = i64x2.extend_low_i32x4_s(i32x4.trunc_sat_f64x2_s_zero(n));
  return f64x2.mul(sum, i64x2.shl(i64x2.add(power, i64x2.splat(1023)), 52));
}

// @ts-ignore: decorator
@inline
function mean(theta: v128, e: v128): v128 {
  let small = f64x2.add(f64x2.mul(theta, f64x2.splat(1.0 / 120)), f64x2.splat(1.0 / 24));
  small = f64x2.add(f64x2.mul(small, theta), f64x2.splat(1.0 / 6));
  small = f64x2.add(f64x2.mul(small, theta), f64x2.splat(0.5));
  small = f64x2.add(f64x2.mul(small, theta), f64x2.splat(1));
  const large = f64x2.div(f64x2.sub(e, f64x2.splat(1)), theta);
  return v128.bitselect(small, large, f64x2.lt(f64x2.abs(theta), f64x2.splat(0.01)));
}

// @ts-ignore: decorator
@inline
function factor(p: v128, m: v128): v128 {
  return f64x2.add(f64x2.sub(f64x2.splat(1), p), f64x2.mul(p, m));
}

// @ts-ignore: decorator
@inline
function multiplyInto(to: usize, by: v128): void {
  v128.store(to, f64x2.mul(v128.load(to), by));
}

// @ts-ignore: decorator
@inline
function product(x: v128): f64 {
  return f64x2.extract_lane(x, 0) * f64x2.extract_lane(x, 1);
}

/** Writes the products for s and −s, [n + 1] each; false where some |θ| > 700. gram [n, n] and density [n] may be read 8 bytes beyond their end. */
export function momentGenerating(n: i32, s: f64, gram: usize, density: usize, up: usize, down: usize): bool {
  for (let i = 0; i <= n; i++) {
    store<f64>(up + 8 * i, 1);
    store<f64>(down + 8 * i, 1);
  }
  let widest = f64x2.splat(0);
  for (let i = 0; i < n; i++) {
    const own = f64x2.splat(load<f64>(density + 8 * i));
    let upI = f64x2.splat(1);
    let downI = f64x2.splat(1);
    for (let j = i; j < n; j += 2) {
      // A lane beyond the row, and row i's own feature in the place of another's, count as uncoupled.
      let theta = f64x2.mul(f64x2.splat(s), v128.load(gram + (i * n + j) * 8));
      if (j + 1 == n) theta = f64x2.replace_lane(theta, 1, 0);
      widest = f64x2.max(widest, f64x2.abs(theta));
      const e = exponential(theta);
      const m = mean(theta, e);
      const back = f64x2.div(m, e);
      let p = v128.load(density + 8 * j);
      if (j + 1 == n) p = f64x2.replace_lane(p, 1, 0);
      upI = f64x2.mul(upI, factor(p, m));
      downI = f64x2.mul(downI, factor(p, back));
      const others = j == i ? f64x2.replace_lane(own, 0, 0) : own;
      multiplyInto(up + 8 * j, factor(others, m));
      multiplyInto(down + 8 * j, factor(others, back));
    }
    store<f64>(up + 8 * i, load<f64>(up + 8 * i) * product(upI));
    store<f64>(down + 8 * i, load<f64>(down + 8 * i) * product(downI));
  }
  return max(f64x2.extract_lane(widest, 0), f64x2.extract_lane(widest, 1)) <= REACH;
}
