/**
 * @file Between the passes: what each row's own feature and bias make of its products; for the formulas see `oscillation.ts` of core.
 */
import { COUNTS, INVERSES, ROW_VECTOR, WEIGHTS } from './layout';
import { cosine, sine, turn } from './turns';
import { smallPsiIm, smallPsiRe, smallSigmaIm, smallSigmaRe, smallTauIm, smallTauRe } from './transforms';

/** 12/(2π)³/3, 1/(2π²) and 1/π. */
const SQUARE_FACTOR: f64 = 0.016125767216599748;
const RAMP_FACTOR: f64 = 0.05066059182116889;
const STEP_FACTOR: f64 = 0.3183098861837907;

// @ts-ignore: decorator
@inline
function accumulate(to: usize, sum: v128): void {
  store<f64>(to, load<f64>(to) + (f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1)));
}

/** Adds the row's part of the loss, of ½∂/∂b_i and of ½∂/∂a_ii, and replaces Q, O by A = QEα and B. `idle`: no other feature active. */
export function own(u: f64, biasTurns: f64, period: f64, p: f64, idle: f64, vectors: i32, row: usize, loss: usize, bias: usize, diagonal: usize): void {
  const theta1 = f64x2.splat(6.283185307179586 * u);
  const density = f64x2.splat(p);
  const rest = f64x2.splat(1 - p);
  const none = f64x2.splat(idle);
  const square = f64x2.splat(SQUARE_FACTOR * period * period);
  const rampFactor = f64x2.splat(RAMP_FACTOR * period);
  let lossSum = f64x2.splat(0);
  let biasSum = f64x2.splat(0);
  let diagonalSum = f64x2.splat(0);
  for (let v = 0; v < vectors; v++, row += ROW_VECTOR) {
    const k = v128.load(COUNTS + 16 * v);
    const weight = v128.load(WEIGHTS + 16 * v);
    turn(f64x2.mul(f64x2.splat(biasTurns), k));
    const eRe = cosine;
    const eIm = sine;
    turn(f64x2.mul(f64x2.splat(u), k));
    const c = cosine;
    const s = sine;
    const theta = f64x2.mul(theta1, k);
    const x = f64x2.mul(theta, theta);
    const small = f64x2.lt(f64x2.abs(theta), f64x2.splat(0.5));
    const inverse = f64x2.div(f64x2.splat(1), theta);
    let pRe = f64x2.mul(s, inverse);
    let pIm = f64x2.mul(f64x2.sub(f64x2.splat(1), c), inverse);
    let tRe = f64x2.mul(f64x2.sub(s, pIm), inverse);
    let tIm = f64x2.mul(f64x2.sub(pRe, c), inverse);
    let gRe = f64x2.mul(f64x2.sub(s, f64x2.add(tIm, tIm)), inverse);
    let gIm = f64x2.mul(f64x2.sub(f64x2.add(tRe, tRe), c), inverse);
    if (v128.any_true(small)) {
      pRe = v128.bitselect(smallPsiRe(x), pRe, small);
      pIm = v128.bitselect(smallPsiIm(theta, x), pIm, small);
      tRe = v128.bitselect(smallTauRe(x), tRe, small);
      tIm = v128.bitselect(smallTauIm(theta, x), tIm, small);
      gRe = v128.bitselect(smallSigmaRe(x), gRe, small);
      gIm = v128.bitselect(smallSigmaIm(theta, x), gIm, small);
    }
    const fRe = f64x2.add(rest, f64x2.mul(density, pRe));
    const fIm = f64x2.mul(density, pIm);
    tRe = f64x2.mul(density, tRe);
    tIm = f64x2.mul(density, tIm);

    const step = f64x2.mul(f64x2.splat(STEP_FACTOR), weight);
    const ramp = f64x2.mul(rampFactor, f64x2.mul(weight, weight));
    const qRe = v128.load(row);
    const qIm = v128.load(row, 16);
    const moreRe = f64x2.sub(qRe, none);
    const dRe = f64x2.sub(f64x2.mul(moreRe, eRe), f64x2.mul(qIm, eIm));
    const dIm = f64x2.add(f64x2.mul(moreRe, eIm), f64x2.mul(qIm, eRe));
    const xRe = f64x2.sub(f64x2.mul(tRe, dRe), f64x2.mul(tIm, dIm));
    const xIm = f64x2.add(f64x2.mul(tRe, dIm), f64x2.mul(tIm, dRe));
    const oRe = f64x2.mul(rest, v128.load(row, 32));
    const oIm = f64x2.mul(rest, v128.load(row, 48));
    const zRe = f64x2.sub(f64x2.sub(f64x2.mul(fRe, dRe), f64x2.mul(fIm, dIm)), f64x2.sub(f64x2.mul(oRe, eRe), f64x2.mul(oIm, eIm)));
    const zIm = f64x2.sub(f64x2.add(f64x2.mul(fRe, dIm), f64x2.mul(fIm, dRe)), f64x2.add(f64x2.mul(oRe, eIm), f64x2.mul(oIm, eRe)));
    const rampX = f64x2.mul(ramp, xRe);
    const cube = f64x2.mul(square, f64x2.mul(weight, f64x2.mul(weight, weight)));
    lossSum = f64x2.add(lossSum, f64x2.sub(f64x2.add(rampX, rampX), f64x2.mul(cube, zIm)));
    biasSum = f64x2.sub(biasSum, f64x2.add(f64x2.mul(ramp, zRe), f64x2.mul(step, xIm)));
    const gd = f64x2.mul(density, f64x2.add(f64x2.mul(gRe, dIm), f64x2.mul(gIm, dRe)));
    diagonalSum = f64x2.sub(diagonalSum, f64x2.add(rampX, f64x2.mul(step, gd)));

    const hRe = f64x2.neg(f64x2.add(f64x2.mul(ramp, fRe), f64x2.mul(step, tIm)));
    const hIm = f64x2.sub(f64x2.mul(step, tRe), f64x2.mul(ramp, fIm));
    const aRe = f64x2.sub(f64x2.mul(hRe, eRe), f64x2.mul(hIm, eIm));
    const aIm = f64x2.add(f64x2.mul(hRe, eIm), f64x2.mul(hIm, eRe));
    v128.store(row, f64x2.sub(f64x2.mul(qRe, aRe), f64x2.mul(qIm, aIm)));
    v128.store(row, f64x2.add(f64x2.mul(qRe, aIm), f64x2.mul(qIm, aRe)), 16);
    const back = f64x2.mul(ramp, rest);
    v128.store(row, f64x2.mul(back, eRe), 32);
    v128.store(row, f64x2.mul(back, eIm), 48);
  }
  accumulate(loss, lossSum);
  accumulate(bias, biasSum);
  accumulate(diagonal, diagonalSum);
}
