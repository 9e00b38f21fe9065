/**
 * @file ψ(θ) = E e^{iθU}, τ(θ) = E U e^{iθU} and σ(θ) = E U² e^{iθU} for U ~ Uniform[0, 1], as power series where the closed forms cancel.
 *
 * Σ (iθ)^r/(r! (r + s)), s = 1, 2, 3, to r = 13: exact to rounding for |θ| < 1/2. `x` is θ².
 */

// @ts-ignore: decorator
@inline
function series(x: v128, c0: f64, c1: f64, c2: f64, c3: f64, c4: f64, c5: f64, c6: f64): v128 {
  let sum = f64x2.add(f64x2.mul(x, f64x2.splat(c6)), f64x2.splat(c5));
  sum = f64x2.add(f64x2.mul(x, sum), f64x2.splat(c4));
  sum = f64x2.add(f64x2.mul(x, sum), f64x2.splat(c3));
  sum = f64x2.add(f64x2.mul(x, sum), f64x2.splat(c2));
  sum = f64x2.add(f64x2.mul(x, sum), f64x2.splat(c1));
  return f64x2.add(f64x2.mul(x, sum), f64x2.splat(c0));
}

// @ts-ignore: decorator
@inline
export function smallPsiRe(x: v128): v128 {
  return series(x, 1.0, -1.0 / 6, 1.0 / 120, -1.0 / 5040, 1.0 / 362880, -1.0 / 39916800, 1.0 / 6227020800.0);
}

// @ts-ignore: decorator
@inline
export function smallPsiIm(t: v128, x: v128): v128 {
  return f64x2.mul(t, series(x, 1.0 / 2, -1.0 / 24, 1.0 / 720, -1.0 / 40320, 1.0 / 3628800, -1.0 / 479001600, 1.0 / 87178291200.0));
}

// @ts-ignore: decorator
@inline
export function smallTauRe(x: v128): v128 {
  return series(x, 1.0 / 2, -1.0 / 8, 1.0 / 144, -1.0 / 5760, 1.0 / 403200, -1.0 / 43545600, 1.0 / 6706022400.0);
}

// @ts-ignore: decorator
@inline
export function smallTauIm(t: v128, x: v128): v128 {
  return f64x2.mul(t, series(x, 1.0 / 3, -1.0 / 30, 1.0 / 840, -1.0 / 45360, 1.0 / 3991680, -1.0 / 518918400, 1.0 / 93405312000.0));
}

// @ts-ignore: decorator
@inline
export function smallSigmaRe(x: v128): v128 {
  return series(x, 1.0 / 3, -1.0 / 10, 1.0 / 168, -1.0 / 6480, 1.0 / 443520, -1.0 / 47174400, 1.0 / 7185024000.0);
}

// @ts-ignore: decorator
@inline
export function smallSigmaIm(t: v128, x: v128): v128 {
  return f64x2.mul(t, series(x, 1.0 / 4, -1.0 / 36, 1.0 / 960, -1.0 / 50400, 1.0 / 4354560, -1.0 / 558835200, 1.0 / 99632332800.0));
}
