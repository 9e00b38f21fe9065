/**
 * @file Elementary functions with the same bits on every machine.
 *
 * ECMAScript leaves Math.exp, log, sin, cos and their kin to the engine, and engines differ in the last bit. These use only
 * operations that IEEE 754 rounds in one way (+ − × ÷) and exact scaling by powers of two, so whatever ends in a record is computed here.
 * Method: Cody–Waite argument reduction, then Taylor or arctanh series whose coefficients are exact fractions rounded once.
 *
 * Dtype      float64
 * Accuracy   measured against BigInt arithmetic: log, log1p, sin and cos 0.8 ulp, exp 0.9 ulp, expm1 1.3 ulp (½ is the best possible)
 */
import { binaryExponent, scaleByPowerOfTwo } from './powers-of-two.js';

/** ln 2 = LN2_HIGH + LN2_LOW to 94 bits; LN2_HIGH has 41 bits, so k · LN2_HIGH is exact for |k| < 2¹². */
const LN2_HIGH = 0.693147180559663;
const LN2_LOW = 2.8235290563031577e-13;
const LN2_INVERSE = 1.4426950408889634;
const HALF_LN2 = 0.34657359027997264;

/** π/2 = A + B + C + D to 152 bits; A, B, C have 33 bits each, so n times any of them is exact for |n| < 2²⁰. */
const HALF_PI_A = 1.5707963267341256;
const HALF_PI_B = 6.077100506303966e-11;
const HALF_PI_C = 2.0222662487111665e-21;
const HALF_PI_D = 8.4784276603689e-32;
const HALF_PI_INVERSE = 0.6366197723675814;
const QUARTER_PI = 0.7853981633974483;

/** Largest |x| that `sin`, `cos` and `sincosInto` accept. */
export const MAX_ANGLE = 1e6;

/** Σ_{k=2}^{14} r^k/k! on |r| ≤ ½ ln 2; the first term left out is below 1e-19. Grouped in pairs to shorten the chain of dependent operations. */
function expTail(r: number): number {
  const s = r * r;
  const q = s * s;
  const low = 1 / 2 + r * (1 / 6) + s * (1 / 24 + r * (1 / 120));
  const middle = 1 / 720 + r * (1 / 5040) + s * (1 / 40320 + r * (1 / 362880));
  const high = 1 / 3628800 + r * (1 / 39916800) + s * (1 / 479001600 + r * (1 / 6227020800) + s * (1 / 87178291200));
  return s * (low + q * (middle + q * high));
}

/**
 * e^x.
 *
 * Edge cases  exp(−Infinity) = 0, exp(Infinity) = Infinity, NaN propagates; Infinity above 709.782712893384,
 *             subnormal results below −708.4 (rounded to the subnormal grid), 0 below −745.14
 *
 * @example
 * exp(1); // → 2.718281…
 */
export function exp(x: number): number {
  if (!(x > -746)) return x !== x ? x : 0;
  if (x > 710) return Infinity;
  const k = Math.floor(x * LN2_INVERSE + 0.5);
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const correction = high - r - low;
  return scaleByPowerOfTwo(1 + (r + (expTail(r) + correction)), k);
}

/**
 * e^x − 1 without cancellation near 0.
 *
 * Edge cases  expm1(±0) = ±0, expm1(−Infinity) = −1, expm1(Infinity) = Infinity, NaN propagates
 *
 * @example
 * expm1(1e-10); // → 1.000000…e-10
 */
export function expm1(x: number): number {
  if (Math.abs(x) <= HALF_LN2) return x === 0 ? x : x + expTail(x);
  if (x > 40) return exp(x);
  if (x < -40) return -1;
  const k = Math.floor(x * LN2_INVERSE + 0.5);
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const correction = high - r - low;
  const tail = expTail(r) + correction;
  const floor = 1 - scaleByPowerOfTwo(1, -k);
  return scaleByPowerOfTwo(floor + (r + tail), k);
}

/**
 * log(1 + f) + correction + k ln 2 for √½ ≤ 1 + f ≤ √2, by log(1 + f) = 2 artanh(f / (2 + f)).
 *
 * Twenty-odd terms of the Taylor series shrink to ten in s², since |s| ≤ 0.1716; the first term left out is below 1e-18 relative.
 */
function logAround(f: number, correction: number, k: number): number {
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = z * (2 / 3 + w * (2 / 7 + w * (2 / 11 + w * (2 / 15 + w * (2 / 19)))));
  const odd = w * (2 / 5 + w * (2 / 9 + w * (2 / 13 + w * (2 / 17 + w * (2 / 21 + z * (2 / 23))))));
  const halfSquare = 0.5 * f * f;
  const series = s * (halfSquare + (even + odd));
  if (k === 0) return f - (halfSquare - (series + correction));
  return k * LN2_HIGH - (halfSquare - (series + (k * LN2_LOW + correction)) - f);
}

/**
 * Natural logarithm.
 *
 * Edge cases  log(±0) = −Infinity, log(Infinity) = Infinity, NaN for x < 0
 *
 * @example
 * log(2); // → 0.693147…
 */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return x;
  let k = 0;
  let y = x;
  if (y < 2.2250738585072014e-308) {
    y *= 18014398509481984; // 2⁵⁴
    k = -54;
  } else if (y > 1e200) {
    y *= 5.551115123125783e-17; // 2⁻⁵⁴, so that 2^−e is a normal number
    k = 54;
  }
  const e = binaryExponent(y);
  y = scaleByPowerOfTwo(y, -e);
  k += e;
  if (y > Math.SQRT2) {
    y *= 0.5;
    k += 1;
  }
  return logAround(y - 1, 0, k);
}

/**
 * log(1 + x) without cancellation near 0.
 *
 * Edge cases  log1p(±0) = ±0, log1p(−1) = −Infinity, NaN for x < −1
 *
 * @example
 * log1p(1e-10); // → 9.999999…e-11
 */
export function log1p(x: number): number {
  if (x > -0.29 && x < 0.41) return Math.abs(x) < 1.1102230246251565e-16 ? x : logAround(x, 0, 0);
  if (!(x > -1) || x > 9007199254740992) return log(1 + x);
  const u = 1 + x;
  const lost = x >= 1 ? 1 - (u - x) : x - (u - 1);
  let k = binaryExponent(u);
  let y = scaleByPowerOfTwo(u, -k);
  if (y > Math.SQRT2) {
    y *= 0.5;
    k += 1;
  }
  return logAround(y - 1, lost / u, k);
}

/** sin(r + tail) on |r| ≤ π/4, odd Taylor series through r¹⁷. */
function sinKernel(r: number, tail: number): number {
  const z = r * r;
  const w = z * z;
  const rest =
    1 / 120 - z * (1 / 5040) + w * (1 / 362880 - z * (1 / 39916800) + w * (1 / 6227020800 - z * (1 / 1307674368000) + w * (1 / 355687428096000)));
  const cube = z * r;
  return r - (z * (0.5 * tail - cube * rest) - tail + cube * (1 / 6));
}

/** cos(r + tail) on |r| ≤ π/4, even Taylor series through r¹⁸. */
function cosKernel(r: number, tail: number): number {
  const z = r * r;
  const w = z * z;
  const rest =
    1 / 24 - z * (1 / 720) + w * (1 / 40320 - z * (1 / 3628800) + w * (1 / 479001600 - z * (1 / 87178291200) + w * (1 / 20922789888000 - z * (1 / 6402373705728000))));
  const half = 0.5 * z;
  const leading = 1 - half;
  return leading + (1 - leading - half + (w * rest - r * tail));
}

/** Quadrant, remainder and the remainder's tail, left here by `reduceAngle`: one object, so that no call allocates. */
const reduced = { quadrant: 0, r: 0, tail: 0 };

/** x = quadrant · π/2 + r + tail with |r| ≤ π/4; both subtractions that can cancel keep what they round off. */
function reduceAngle(x: number): void {
  const n = Math.floor(x * HALF_PI_INVERSE + 0.5);
  const first = x - n * HALF_PI_A;
  const second = n * HALF_PI_B;
  const a = first - second;
  const aShift = a - first;
  const aLost = first - (a - aShift) - (second + aShift);
  const third = n * HALF_PI_C;
  const b = a - third;
  const bShift = b - a;
  const bLost = a - (b - bShift) - (third + bShift);
  const low = aLost + bLost - n * HALF_PI_D;
  const r = b + low;
  reduced.quadrant = n & 3;
  reduced.r = r;
  reduced.tail = b - r + low;
}

/**
 * Sine of an angle in radians.
 *
 * Domain      |x| ≤ 1e6 (`MAX_ANGLE`); beyond it, and for ±Infinity and NaN, the result is NaN rather than a wrong number
 * Edge cases  sin(±0) = ±0
 *
 * @example
 * sin(1); // → 0.841470…
 */
export function sin(x: number): number {
  if (Math.abs(x) <= QUARTER_PI) return x === 0 ? x : sinKernel(x, 0);
  if (!(Math.abs(x) <= MAX_ANGLE)) return NaN;
  reduceAngle(x);
  const { quadrant, r, tail } = reduced;
  const value = (quadrant & 1) === 0 ? sinKernel(r, tail) : cosKernel(r, tail);
  return (quadrant & 2) === 0 ? value : -value;
}

/**
 * Cosine of an angle in radians.
 *
 * Domain      as `sin`
 *
 * @example
 * cos(0); // → 1
 * cos(1); // → 0.540302…
 */
export function cos(x: number): number {
  if (Math.abs(x) <= QUARTER_PI) return cosKernel(x, 0);
  if (!(Math.abs(x) <= MAX_ANGLE)) return NaN;
  reduceAngle(x);
  const { quadrant, r, tail } = reduced;
  const value = (quadrant & 1) === 0 ? cosKernel(r, tail) : sinKernel(r, tail);
  return ((quadrant + 1) & 2) === 0 ? value : -value;
}

/**
 * Sine and cosine of one angle with one argument reduction: out[0] = sin x, out[1] = cos x, the same bits as `sin` and `cos`.
 *
 * Domain      as `sin`
 *
 * @param out - At least two entries; overwritten.
 *
 * @example
 * const out = new Float64Array(2);
 * sincosInto(out, 1);
 * out; // → [ 0.841470…, 0.540302… ]
 */
export function sincosInto(out: Float64Array, x: number): void {
  if (Math.abs(x) <= QUARTER_PI) {
    out[0] = x === 0 ? x : sinKernel(x, 0);
    out[1] = cosKernel(x, 0);
    return;
  }
  if (!(Math.abs(x) <= MAX_ANGLE)) {
    out[0] = NaN;
    out[1] = NaN;
    return;
  }
  reduceAngle(x);
  const { quadrant, r, tail } = reduced;
  const s = sinKernel(r, tail);
  const c = cosKernel(r, tail);
  const swap = (quadrant & 1) !== 0;
  const first = swap ? c : s;
  const second = swap ? s : c;
  out[0] = (quadrant & 2) === 0 ? first : -first;
  out[1] = ((quadrant + 1) & 2) === 0 ? second : -second;
}
