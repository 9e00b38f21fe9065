/**
 * @file Second pass: ½∂/∂a_ij and ½∂/∂a_ji of one pair, for one block of frequencies.
 *
 * The product over all other features is the product over all, divided by φ: as accurate as prefixes and suffixes, because it is the same
 * rounded φ that was multiplied in. φ = 0 happens at p = 1: there `idleShare` moves it by 10⁻²⁰, in both passes.
 */
import { COUNTS, idleShare, INVERSES, ROW_VECTOR } from './layout';
import { cosine, sine, turn } from './turns';
import { smallPsiIm, smallPsiRe, smallTauIm, smallTauRe } from './transforms';

export function backward(
  u: f64, first: i32, vectors: i32, pI: f64, pJ: f64, wI: f64, wJ: f64, rowI: usize, rowJ: usize, toI: usize, toJ: usize, equal: bool,
): void {
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
  let productI = f64x2.splat(0);
  let productJ = f64x2.splat(0);
  let singleI = f64x2.splat(0);
  let singleJ = f64x2.splat(0);
  for (let v = 0; v < vectors; v++) {
    let re: v128, im: v128, tRe: v128, tIm: v128;
    if (v < small) {
      const theta = f64x2.mul(angle1, v128.load(COUNTS + 16 * v));
      const x = f64x2.mul(theta, theta);
      re = smallPsiRe(x);
      im = smallPsiIm(theta, x);
      tRe = smallTauRe(x);
      tIm = smallTauIm(theta, x);
    } else {
      const inverse = f64x2.mul(inverse1, v128.load(INVERSES + 16 * v));
      re = f64x2.mul(s, inverse);
      im = f64x2.mul(f64x2.sub(f64x2.splat(1), c), inverse);
      tRe = f64x2.mul(f64x2.sub(s, im), inverse);
      tIm = f64x2.mul(f64x2.sub(re, c), inverse);
    }
    // τ/φ for row i.
    let fRe = f64x2.add(qj, f64x2.mul(pj, re));
    let fIm = f64x2.mul(pj, im);
    let scale = f64x2.div(f64x2.splat(1), f64x2.pmax(f64x2.add(f64x2.mul(fRe, fRe), f64x2.mul(fIm, fIm)), f64x2.splat(1e-300)));
    let xRe = f64x2.mul(scale, f64x2.add(f64x2.mul(tRe, fRe), f64x2.mul(tIm, fIm)));
    let xIm = f64x2.mul(scale, f64x2.sub(f64x2.mul(tIm, fRe), f64x2.mul(tRe, fIm)));
    const i = rowI + v * ROW_VECTOR;
    productI = f64x2.add(productI, f64x2.sub(f64x2.mul(xRe, v128.load(i)), f64x2.mul(xIm, v128.load(i, 16))));
    singleI = f64x2.add(singleI, f64x2.sub(f64x2.mul(tRe, v128.load(i, 32)), f64x2.mul(tIm, v128.load(i, 48))));
    if (!equal) {
      fRe = f64x2.add(qi, f64x2.mul(pi, re));
      fIm = f64x2.mul(pi, im);
      scale = f64x2.div(f64x2.splat(1), f64x2.pmax(f64x2.add(f64x2.mul(fRe, fRe), f64x2.mul(fIm, fIm)), f64x2.splat(1e-300)));
      xRe = f64x2.mul(scale, f64x2.add(f64x2.mul(tRe, fRe), f64x2.mul(tIm, fIm)));
      xIm = f64x2.mul(scale, f64x2.sub(f64x2.mul(tIm, fRe), f64x2.mul(tRe, fIm)));
    }
    const j = rowJ + v * ROW_VECTOR;
    productJ = f64x2.add(productJ, f64x2.sub(f64x2.mul(xRe, v128.load(j)), f64x2.mul(xIm, v128.load(j, 16))));
    singleJ = f64x2.add(singleJ, f64x2.sub(f64x2.mul(tRe, v128.load(j, 32)), f64x2.mul(tIm, v128.load(j, 48))));
    const next = f64x2.sub(f64x2.mul(c, stepC), f64x2.mul(s, stepS));
    s = f64x2.add(f64x2.mul(s, stepC), f64x2.mul(c, stepS));
    c = next;
  }
  const ofI = f64x2.add(productI, f64x2.mul(f64x2.splat(wI), singleI));
  const ofJ = f64x2.add(productJ, f64x2.mul(f64x2.splat(wJ), singleJ));
  store<f64>(toI, load<f64>(toI) + pJ * (f64x2.extract_lane(ofI, 0) + f64x2.extract_lane(ofI, 1)));
  store<f64>(toJ, load<f64>(toJ) + pI * (f64x2.extract_lane(ofJ, 0) + f64x2.extract_lane(ofJ, 1)));
}
