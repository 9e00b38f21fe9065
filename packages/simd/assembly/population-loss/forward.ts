/**
 * @file First pass: one pair's factor φ multiplied into the products of both rows, for one block of frequencies.
 */
import { COUNTS, idleShare, INVERSES, ROW_VECTOR } from './layout';
import { cosine, sine, turn } from './turns';
import { smallPsiIm, smallPsiRe } from './transforms';

// @ts-ignore: decorator
@inline
function multiplyInto(row: usize, q: v128, w: v128, aRe: v128, aIm: v128): void {
  const fRe = f64x2.add(q, aRe);
  const qRe = v128.load(row);
  const qIm = v128.load(row, 16);
  v128.store(row, f64x2.sub(f64x2.mul(qRe, fRe), f64x2.mul(qIm, aIm)));
  v128.store(row, f64x2.add(f64x2.mul(qRe, aIm), f64x2.mul(qIm, fRe)), 16);
  v128.store(row, f64x2.add(v128.load(row, 32), f64x2.mul(w, aRe)), 32);
  v128.store(row, f64x2.add(v128.load(row, 48), f64x2.mul(w, aIm)), 48);
}

/**
 * Row i gets feature j, of density pJ, and row j gets feature i; u is the angle of the first frequency in turns.
 * wI, wJ: the probability that no other coupled feature of the row is active.
 */
export function forward(u: f64, first: i32, vectors: i32, pI: f64, pJ: f64, wI: f64, wJ: f64, rowI: usize, rowJ: usize): void {
  const theta1 = 6.283185307179586 * u;
  const inverse1 = f64x2.splat(1 / theta1);
  const angle1 = f64x2.splat(theta1);
  turn(f64x2.mul(f64x2.splat(u), v128.load(COUNTS)));
  let c = cosine;
  let s = sine;
  turn(f64x2.splat(2 * u));
  const stepC = cosine;
  const stepS = sine;
  const few = 0.25 / abs(theta1);
  const small = few > <f64>(first + 2 * vectors) ? vectors : max(0, (<i32>few - first + 2) >> 1);
  const pi = f64x2.splat(pI);
  const pj = f64x2.splat(pJ);
  const qi = f64x2.splat(idleShare(pI));
  const qj = f64x2.splat(idleShare(pJ));
  const wi = f64x2.splat(wI);
  const wj = f64x2.splat(wJ);
  for (let v = 0; v < vectors; v++) {
    let re: v128, im: v128;
    if (v < small) {
      const theta = f64x2.mul(angle1, v128.load(COUNTS + 16 * v));
      const x = f64x2.mul(theta, theta);
      re = smallPsiRe(x);
      im = smallPsiIm(theta, x);
    } else {
      const inverse = f64x2.mul(inverse1, v128.load(INVERSES + 16 * v));
      re = f64x2.mul(s, inverse);
      im = f64x2.mul(f64x2.sub(f64x2.splat(1), c), inverse);
    }
    multiplyInto(rowI + v * ROW_VECTOR, qj, wi, f64x2.mul(pj, re), f64x2.mul(pj, im));
    multiplyInto(rowJ + v * ROW_VECTOR, qi, wj, f64x2.mul(pi, re), f64x2.mul(pi, im));
    const next = f64x2.sub(f64x2.mul(c, stepC), f64x2.mul(s, stepS));
    s = f64x2.add(f64x2.mul(s, stepC), f64x2.mul(c, stepS));
    c = next;
  }
}
