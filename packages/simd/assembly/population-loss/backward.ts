/**
 * @file Second pass: what one pair's coupling gets from both its rows, for one block of frequencies.
 *
 * The product over all other features is the product over all, divided by φ: as accurate as prefixes and suffixes, because it is the same
 * rounded φ that was multiplied in. φ = 0 happens at p = 1: there `idleShare` moves it by 10⁻²⁰, in both passes.
 */
import { advancedCosine, advancedSine, smallVectors, startCosine, startSine, stepCosine, stepSine } from './angles';
import { COUNTS, idleShare, INVERSES, ROW_VECTOR } from './layout';
import { smallPsiIm, smallPsiRe, smallTauIm, smallTauRe } from './transforms';
import { add, div, mul, splat, sub, total } from './vector';

// @ts-ignore: decorator
@inline
function inverseSquare(fRe: v128, fIm: v128): v128 {
  return div(splat(1), f64x2.pmax(add(mul(fRe, fRe), mul(fIm, fIm)), splat(1e-300)));
}

/** Re Σ_k τ (p_j (A_i/φ_j + w_i B_i) + p_i (A_j/φ_i + w_j B_j)), A and B as `own.ts` left them. */
export function backward(u: f64, first: i32, vectors: i32, pI: f64, pJ: f64, wI: f64, wJ: f64, rowI: usize, rowJ: usize): f64 {
  const theta1 = 6.283185307179586 * u;
  const inverse1 = splat(1 / theta1);
  const angle1 = splat(theta1);
  let c = startCosine;
  let s = startSine;
  const stepC = stepCosine;
  const stepS = stepSine;
  const small = smallVectors(1 / theta1, first, vectors);
  const equal = pI == pJ;
  const pi = splat(pI);
  const pj = splat(pJ);
  const qi = splat(idleShare(pI));
  const qj = splat(idleShare(pJ));
  const wi = splat(equal ? wI : wI * pJ);
  const wj = splat(equal ? wJ : wJ * pI);
  let sum = splat(0);
  for (let v = 0; v < vectors; v++) {
    const i = rowI + <usize>v * ROW_VECTOR;
    const j = rowJ + <usize>v * ROW_VECTOR;
    let re: v128, im: v128, tRe: v128, tIm: v128;
    if (v < small) {
      const theta = mul(angle1, v128.load(COUNTS + 16 * v));
      const x = mul(theta, theta);
      re = smallPsiRe(x);
      im = smallPsiIm(theta, x);
      tRe = smallTauRe(x);
      tIm = smallTauIm(theta, x);
    } else {
      const inverse = mul(inverse1, v128.load(INVERSES + 16 * v));
      re = mul(s, inverse);
      im = mul(sub(splat(1), c), inverse);
      tRe = mul(sub(s, im), inverse);
      tIm = mul(sub(re, c), inverse);
    }
    let fRe = add(qj, mul(pj, re));
    let fIm = mul(pj, im);
    const scale = inverseSquare(fRe, fIm);
    let yRe: v128, yIm: v128;
    if (equal) {
      // A · φ̄/|φ|²
      const aRe = add(v128.load(i), v128.load(j));
      const aIm = add(v128.load(i, 16), v128.load(j, 16));
      yRe = mul(scale, add(mul(aRe, fRe), mul(aIm, fIm)));
      yIm = mul(scale, sub(mul(aIm, fRe), mul(aRe, fIm)));
    } else {
      const scaleJ = mul(pj, scale);
      let aRe = v128.load(i);
      let aIm = v128.load(i, 16);
      yRe = mul(scaleJ, add(mul(aRe, fRe), mul(aIm, fIm)));
      yIm = mul(scaleJ, sub(mul(aIm, fRe), mul(aRe, fIm)));
      fRe = add(qi, mul(pi, re));
      fIm = mul(pi, im);
      const scaleI = mul(pi, inverseSquare(fRe, fIm));
      aRe = v128.load(j);
      aIm = v128.load(j, 16);
      yRe = add(yRe, mul(scaleI, add(mul(aRe, fRe), mul(aIm, fIm))));
      yIm = add(yIm, mul(scaleI, sub(mul(aIm, fRe), mul(aRe, fIm))));
    }
    yRe = add(yRe, add(mul(wi, v128.load(i, 32)), mul(wj, v128.load(j, 32))));
    yIm = add(yIm, add(mul(wi, v128.load(i, 48)), mul(wj, v128.load(j, 48))));
    sum = add(sum, sub(mul(tRe, yRe), mul(tIm, yIm)));
    const next = advancedCosine(c, s, stepC, stepS);
    s = advancedSine(c, s, stepC, stepS);
    c = next;
  }
  return equal ? pI * total(sum) : total(sum);
}
