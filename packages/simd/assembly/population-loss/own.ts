/**
 * @file Between the passes: what each row's own feature and bias make of its products; for the formulas see `oscillation.ts` of core.
 */
import { advancedCosine, advancedSine, beginTurn, startCosine, startSine, stepCosine, stepSine } from './angles';
import { contributions, COUNTS, coupling, density, frequency, gram, halfBias, hidden, idle, importance, loss, n, period, point, ROW_VECTOR, WEIGHTS } from './layout';
import { smallPsiIm, smallPsiRe, smallSigmaIm, smallSigmaRe, smallTauIm, smallTauRe } from './transforms';
import { add, at, div, mul, put, select, splat, sub, total } from './vector';

/** 12/(2π)³/3, 1/(2π²) and 1/π. */
export const SQUARE_FACTOR: f64 = 0.016125767216599748;
export const RAMP_FACTOR: f64 = 0.05066059182116889;
export const STEP_FACTOR: f64 = 0.3183098861837907;

let recording: bool = false;

/** Whether later evaluations add what each term adds to the loss to `contributions`. */
export function record(on: bool): void {
  recording = on;
}

// @ts-ignore: decorator
@inline
export function isRecording(): bool {
  return recording;
}

/** Adds row i's part of the loss, of ½∂/∂b_i and of 2I_i · ½∂/∂a_ii, and replaces Q, O by A = 2I_i QEα and B; `idleWeight` is a factor of O and B. */
export function own(i: i32, first: i32, vectors: i32, idleWeight: f64, row: usize, wanted: bool): void {
  const f = at(frequency, i);
  const u = f * at(gram, i * n + i);
  const p = at(density, i);
  const P = at(period, i);
  const weight2 = splat(2 * at(importance, i));
  const theta1 = splat(6.283185307179586 * u);
  const p2 = splat(p);
  const rest = splat((1 - p) * idleWeight);
  const none = splat(at(idle, i));
  const square = splat(SQUARE_FACTOR * P * P);
  const rampFactor = splat(RAMP_FACTOR * P);
  beginTurn(f * at(point, hidden * n + i), first);
  let eRe = startCosine;
  let eIm = startSine;
  const eStepC = stepCosine;
  const eStepS = stepSine;
  beginTurn(u, first);
  let c = startCosine;
  let s = startSine;
  const stepC = stepCosine;
  const stepS = stepSine;
  let lossSum = splat(0);
  let biasSum = splat(0);
  let diagonalSum = splat(0);
  for (let v = 0; v < vectors; v++, row += ROW_VECTOR) {
    const weight = v128.load(WEIGHTS + 16 * v);
    const theta = mul(theta1, v128.load(COUNTS + 16 * v));
    const small = f64x2.lt(f64x2.abs(theta), splat(0.5));
    const inverse = div(splat(1), theta);
    let pRe = mul(s, inverse);
    let pIm = mul(sub(splat(1), c), inverse);
    let tRe = mul(sub(s, pIm), inverse);
    let tIm = mul(sub(pRe, c), inverse);
    let gRe = mul(sub(s, add(tIm, tIm)), inverse);
    let gIm = mul(sub(add(tRe, tRe), c), inverse);
    if (v128.any_true(small)) {
      const x = mul(theta, theta);
      pRe = select(small, smallPsiRe(x), pRe);
      pIm = select(small, smallPsiIm(theta, x), pIm);
      tRe = select(small, smallTauRe(x), tRe);
      tIm = select(small, smallTauIm(theta, x), tIm);
      gRe = select(small, smallSigmaRe(x), gRe);
      gIm = select(small, smallSigmaIm(theta, x), gIm);
    }
    const fRe = add(splat(1 - p), mul(p2, pRe));
    const fIm = mul(p2, pIm);
    tRe = mul(p2, tRe);
    tIm = mul(p2, tIm);

    const step = mul(splat(STEP_FACTOR), weight);
    const ramp = mul(rampFactor, mul(weight, weight));
    const qRe = v128.load(row);
    const qIm = v128.load(row, 16);
    const moreRe = sub(qRe, none);
    const dRe = sub(mul(moreRe, eRe), mul(qIm, eIm));
    const dIm = add(mul(moreRe, eIm), mul(qIm, eRe));
    const xRe = sub(mul(tRe, dRe), mul(tIm, dIm));
    const oRe = mul(rest, v128.load(row, 32));
    const oIm = mul(rest, v128.load(row, 48));
    const zIm = sub(add(mul(fRe, dIm), mul(fIm, dRe)), add(mul(oRe, eIm), mul(oIm, eRe)));
    const rampX = mul(ramp, xRe);
    const cube = mul(square, mul(weight, mul(weight, weight)));
    const part = sub(add(rampX, rampX), mul(cube, zIm));
    lossSum = add(lossSum, part);
    if (recording) {
      const to = contributions + ((<usize>(first - 1 + 2 * v)) << 3);
      v128.store(to, add(v128.load(to), mul(splat(at(importance, i)), part)));
    }
    if (wanted) {
      const xIm = add(mul(tRe, dIm), mul(tIm, dRe));
      const zRe = sub(sub(mul(fRe, dRe), mul(fIm, dIm)), sub(mul(oRe, eRe), mul(oIm, eIm)));
      biasSum = sub(biasSum, add(mul(ramp, zRe), mul(step, xIm)));
      const gd = mul(p2, add(mul(gRe, dIm), mul(gIm, dRe)));
      diagonalSum = sub(diagonalSum, add(rampX, mul(step, gd)));
      const hRe = mul(weight2, f64x2.neg(add(mul(ramp, fRe), mul(step, tIm))));
      const hIm = mul(weight2, sub(mul(step, tRe), mul(ramp, fIm)));
      const aRe = sub(mul(hRe, eRe), mul(hIm, eIm));
      const aIm = add(mul(hRe, eIm), mul(hIm, eRe));
      v128.store(row, sub(mul(qRe, aRe), mul(qIm, aIm)));
      v128.store(row, add(mul(qRe, aIm), mul(qIm, aRe)), 16);
      const back = mul(weight2, mul(ramp, rest));
      v128.store(row, mul(back, eRe), 32);
      v128.store(row, mul(back, eIm), 48);
    }
    const eNext = advancedCosine(eRe, eIm, eStepC, eStepS);
    eIm = advancedSine(eRe, eIm, eStepC, eStepS);
    eRe = eNext;
    const next = advancedCosine(c, s, stepC, stepS);
    s = advancedSine(c, s, stepC, stepS);
    c = next;
  }
  put(loss, i, at(loss, i) + total(lossSum));
  if (!wanted) return;
  put(halfBias, i, at(halfBias, i) + total(biasSum));
  put(coupling, i * n + i, at(coupling, i * n + i) + 2 * at(importance, i) * total(diagonalSum));
}
