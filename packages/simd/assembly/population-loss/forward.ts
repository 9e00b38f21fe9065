/**
 * @file First pass: one pair's factor φ multiplied into the products of both rows, for one block of frequencies.
 */
import { advancedCosine, advancedSine, smallVectors, startCosine, startSine, stepCosine, stepSine } from './angles';
import { COUNTS, idleShare, INVERSES, ROW_VECTOR } from './layout';
import { smallPsiIm, smallPsiRe } from './transforms';
import { add, mul, splat, sub } from './vector';

// @ts-ignore: decorator
@inline
function multiplyInto(row: usize, q: v128, w: v128, aRe: v128, aIm: v128): void {
  const fRe = add(q, aRe);
  const qRe = v128.load(row);
  const qIm = v128.load(row, 16);
  v128.store(row, sub(mul(qRe, fRe), mul(qIm, aIm)));
  v128.store(row, add(mul(qRe, aIm), mul(qIm, fRe)), 16);
  v128.store(row, add(v128.load(row, 32), mul(w, aRe)), 32);
  v128.store(row, add(v128.load(row, 48), mul(w, aIm)), 48);
}

/**
 * Row i gets feature j, of density pJ, and row j gets feature i; u is the angle of the first frequency in turns, of which `angles.ts`
 * has been told. wI, wJ: the probability that no other coupled feature of the row is active.
 */
export function forward(u: f64, first: i32, vectors: i32, pI: f64, pJ: f64, wI: f64, wJ: f64, rowI: usize, rowJ: usize): void {
  const theta1 = 6.283185307179586 * u;
  const inverse1 = splat(1 / theta1);
  const angle1 = splat(theta1);
  let c = startCosine;
  let s = startSine;
  const stepC = stepCosine;
  const stepS = stepSine;
  const small = smallVectors(1 / theta1, first, vectors);
  const pi = splat(pI);
  const pj = splat(pJ);
  const qi = splat(idleShare(pI));
  const qj = splat(idleShare(pJ));
  const wi = splat(wI);
  const wj = splat(wJ);
  const equal = pI == pJ;
  const end = ROW_VECTOR * vectors;
  let k: usize = 0;
  for (const few = ROW_VECTOR * small; k < few; k += ROW_VECTOR) {
    const theta = mul(angle1, v128.load(COUNTS + (k >> 2)));
    const x = mul(theta, theta);
    const re = smallPsiRe(x);
    const im = smallPsiIm(theta, x);
    multiplyInto(rowI + k, qj, wi, mul(pj, re), mul(pj, im));
    multiplyInto(rowJ + k, qi, wj, mul(pi, re), mul(pi, im));
    const next = advancedCosine(c, s, stepC, stepS);
    s = advancedSine(c, s, stepC, stepS);
    c = next;
  }
  if (equal) {
    const share = mul(pi, inverse1);
    for (; k < end; k += ROW_VECTOR) {
      const inverse = mul(share, v128.load(INVERSES + (k >> 2)));
      const re = mul(s, inverse);
      const im = mul(sub(splat(1), c), inverse);
      multiplyInto(rowI + k, qi, wi, re, im);
      multiplyInto(rowJ + k, qi, wj, re, im);
      const next = advancedCosine(c, s, stepC, stepS);
      s = advancedSine(c, s, stepC, stepS);
      c = next;
    }
    return;
  }
  for (; k < end; k += ROW_VECTOR) {
    const inverse = mul(inverse1, v128.load(INVERSES + (k >> 2)));
    const re = mul(s, inverse);
    const im = mul(sub(splat(1), c), inverse);
    multiplyInto(rowI + k, qj, wi, mul(pj, re), mul(pj, im));
    multiplyInto(rowJ + k, qi, wj, mul(pi, re), mul(pi, im));
    const next = advancedCosine(c, s, stepC, stepS);
    s = advancedSine(c, s, stepC, stepS);
    c = next;
  }
}
