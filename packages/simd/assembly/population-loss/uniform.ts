/**
 * @file Both passes over the pairs where all features have one density p and both rows one period: the usual case, in fewer operations.
 *
 * The recurrence in k is linear, so it carries p cos and p sin, and pψ, pτ come without further factors. How likely it is that all other
 * features are idle is then a matter of the row, not of the pair: `own.ts` multiplies O and B by it.
 */
import { advancedCosine, advancedSine, smallVectors, startCosine, startSine, stepCosine, stepSine } from './angles';
import { COUNTS, idleShare, INVERSES, ROW_VECTOR } from './layout';
import { smallPsiIm, smallPsiRe, smallTauIm, smallTauRe } from './transforms';
import { add, div, mul, splat, sub, total } from './vector';

// @ts-ignore: decorator
@inline
function multiplyInto(row: usize, re: v128, im: v128, fRe: v128): void {
  const qRe = v128.load(row);
  const qIm = v128.load(row, 16);
  v128.store(row, sub(mul(qRe, fRe), mul(qIm, im)));
  v128.store(row, add(mul(qRe, im), mul(qIm, fRe)), 16);
  v128.store(row, add(v128.load(row, 32), re), 32);
  v128.store(row, add(v128.load(row, 48), im), 48);
}

/** First pass: φ into Q and pψ into O of both rows; `reciprocal` is 1/θ at the first frequency of all, of which `angles.ts` has been told. */
// @ts-ignore: decorator
@inline
export function forwardUniform(reciprocal: f64, first: i32, vectors: i32, density: f64, rowI: usize, rowJ: usize): void {
  const p = splat(density);
  const q = splat(idleShare(density));
  const stepC = stepCosine;
  const stepS = stepSine;
  let c = mul(p, startCosine);
  let s = mul(p, startSine);
  const end = ROW_VECTOR * vectors;
  const few = ROW_VECTOR * smallVectors(reciprocal, first, vectors);
  const theta1 = few > 0 ? splat(1 / reciprocal) : splat(0);
  let k: usize = 0;
  for (; k < few; k += ROW_VECTOR) {
    const theta = mul(theta1, v128.load(COUNTS + (k >> 2)));
    const x = mul(theta, theta);
    const re = mul(p, smallPsiRe(x));
    const im = mul(p, smallPsiIm(theta, x));
    const fRe = add(q, re);
    multiplyInto(rowI + k, re, im, fRe);
    multiplyInto(rowJ + k, re, im, fRe);
    const next = advancedCosine(c, s, stepC, stepS);
    s = advancedSine(c, s, stepC, stepS);
    c = next;
  }
  const inverse1 = splat(reciprocal);
  for (; k < end; k += ROW_VECTOR) {
    const inverse = mul(inverse1, v128.load(INVERSES + (k >> 2)));
    const re = mul(s, inverse);
    const im = mul(sub(p, c), inverse);
    const fRe = add(q, re);
    multiplyInto(rowI + k, re, im, fRe);
    multiplyInto(rowJ + k, re, im, fRe);
    const next = advancedCosine(c, s, stepC, stepS);
    s = advancedSine(c, s, stepC, stepS);
    c = next;
  }
}

/** Re pτ (A/φ + B), A and B of both rows together. */
// @ts-ignore: decorator
@inline
function derivative(i: usize, j: usize, fRe: v128, fIm: v128, tRe: v128, tIm: v128): v128 {
  const scale = div(splat(1), add(mul(fRe, fRe), mul(fIm, fIm)));
  const aRe = add(v128.load(i), v128.load(j));
  const aIm = add(v128.load(i, 16), v128.load(j, 16));
  const yRe = add(mul(scale, add(mul(aRe, fRe), mul(aIm, fIm))), add(v128.load(i, 32), v128.load(j, 32)));
  const yIm = add(mul(scale, sub(mul(aIm, fRe), mul(aRe, fIm))), add(v128.load(i, 48), v128.load(j, 48)));
  return sub(mul(tRe, yRe), mul(tIm, yIm));
}

/** Second pass: Re Σ_k pτ ((A_i + A_j)/φ + B_i + B_j). */
// @ts-ignore: decorator
@inline
export function backwardUniform(reciprocal: f64, first: i32, vectors: i32, density: f64, rowI: usize, rowJ: usize): f64 {
  const p = splat(density);
  const q = splat(idleShare(density));
  const stepC = stepCosine;
  const stepS = stepSine;
  let c = mul(p, startCosine);
  let s = mul(p, startSine);
  const end = ROW_VECTOR * vectors;
  const few = ROW_VECTOR * smallVectors(reciprocal, first, vectors);
  const theta1 = few > 0 ? splat(1 / reciprocal) : splat(0);
  let sum = splat(0);
  let k: usize = 0;
  for (; k < few; k += ROW_VECTOR) {
    const theta = mul(theta1, v128.load(COUNTS + (k >> 2)));
    const x = mul(theta, theta);
    const fRe = add(q, mul(p, smallPsiRe(x)));
    const fIm = mul(p, smallPsiIm(theta, x));
    sum = add(sum, derivative(rowI + k, rowJ + k, fRe, fIm, mul(p, smallTauRe(x)), mul(p, smallTauIm(theta, x))));
    const next = advancedCosine(c, s, stepC, stepS);
    s = advancedSine(c, s, stepC, stepS);
    c = next;
  }
  const inverse1 = splat(reciprocal);
  for (; k < end; k += ROW_VECTOR) {
    const inverse = mul(inverse1, v128.load(INVERSES + (k >> 2)));
    const re = mul(s, inverse);
    const im = mul(sub(p, c), inverse);
    sum = add(sum, derivative(rowI + k, rowJ + k, add(q, re), im, mul(sub(s, im), inverse), mul(sub(re, c), inverse)));
    const next = advancedCosine(c, s, stepC, stepS);
    s = advancedSine(c, s, stepC, stepS);
    c = next;
  }
  return total(sum);
}
