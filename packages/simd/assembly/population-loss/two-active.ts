/**
 * @file The part of a row where exactly two coupled features are active, in closed form, as `two-active.ts` of core.
 */
import { coupling, density, gram, halfBias, hidden, importance, loss, n, period, point } from './layout';
import { at, put } from './vector';

/** Integrals over {z > 0} in the unit square. */
let one: f64 = 0;
let t: f64 = 0;
let tt: f64 = 0;
let ts: f64 = 0;
let z: f64 = 0;
let tz: f64 = 0;
let sz: f64 = 0;
let zz: f64 = 0;
let errorSquared: f64 = 0;

/** Corners of the clipped polygon: t, s, z. */
const CORNERS: usize = memory.data(8 * 24, 16);

// @ts-ignore: decorator
@inline
function addSample(weight: f64, tx: f64, sx: f64, zx: f64): void {
  one += weight;
  t += weight * tx;
  tt += weight * tx * tx;
  ts += weight * tx * sx;
  z += weight * zx;
  tz += weight * tx * zx;
  sz += weight * sx * zx;
  zz += weight * zx * zx;
  errorSquared += weight * (tx - zx) * (tx - zx);
}

// @ts-ignore: decorator
@inline
function putCorner(e: i32, tx: f64, sx: f64, zx: f64): void {
  const to = CORNERS + 24 * e;
  store<f64>(to, tx);
  store<f64>(to + 8, sx);
  store<f64>(to + 16, zx);
}

/** Integrates over {z > 0} in the unit square, z = b + a t + c s. */
function integrateSquare(b: f64, a: f64, c: f64): void {
  one = t = tt = ts = z = tz = sz = zz = errorSquared = 0;
  let corners = 0;
  let t0 = 0.0;
  let s0 = 1.0;
  let z0 = b + c;
  // (0,0) → (1,0) → (1,1) → (0,1), each edge from the corner before.
  for (let corner = 0; corner < 4; corner++) {
    const t1 = corner == 1 || corner == 2 ? 1.0 : 0.0;
    const s1 = corner >= 2 ? 1.0 : 0.0;
    const z1 = b + t1 * a + s1 * c;
    if (z0 > 0 != z1 > 0) {
      const fraction = z0 / (z0 - z1);
      putCorner(corners++, t0 + fraction * (t1 - t0), s0 + fraction * (s1 - s0), 0);
    }
    if (z1 > 0) putCorner(corners++, t1, s1, z1);
    t0 = t1;
    s0 = s1;
    z0 = z1;
  }
  const tA = load<f64>(CORNERS);
  const sA = load<f64>(CORNERS + 8);
  const zA = load<f64>(CORNERS + 16);
  for (let v = 1; v + 1 < corners; v++) {
    const from = CORNERS + 24 * v;
    const tB = load<f64>(from);
    const sB = load<f64>(from + 8);
    const zB = load<f64>(from + 16);
    const tC = load<f64>(from + 24);
    const sC = load<f64>(from + 32);
    const zC = load<f64>(from + 40);
    const weight = ((tB - tA) * (sC - sA) - (tC - tA) * (sB - sA)) / 6;
    addSample(weight, (tA + tB) / 2, (sA + sB) / 2, (zA + zB) / 2);
    addSample(weight, (tB + tC) / 2, (sB + sC) / 2, (zB + zC) / 2);
    addSample(weight, (tC + tA) / 2, (sC + sA) / 2, (zC + zA) / 2);
  }
}

function addPair(i: i32, j: i32, k: i32, weight: f64, wanted: bool): void {
  const b = at(point, hidden * n + i);
  const P = at(period, i);
  const a = at(gram, i * n + j);
  const c = at(gram, i * n + k);
  integrateSquare(b, a, c);

  const mean = b + (a + c) / 2;
  const square = (a * a + c * c) / 12 + mean * mean;
  const cube = mean * (mean * mean + (a * a + c * c) / 4);
  const polynomial = square / 2 + cube / (3 * P) + (P * mean) / 6;
  const tMean = mean / 2 + a / 12;
  const tRamp = P / 24 + tMean / 2 + (square / 2 + (mean * a) / 6) / (2 * P);
  const own = j == i;
  const value = own ? errorSquared - tt + 2 * tRamp - polynomial : zz - polynomial;
  put(loss, i, at(loss, i) + weight * value);
  if (!wanted) return;
  const sMean = mean / 2 + c / 12;
  const sRamp = P / 24 + sMean / 2 + (square / 2 + (mean * c) / 6) / (2 * P);
  let jTerm = tz - tRamp;
  let kTerm = sz - sRamp;
  let biasTerm = z - (P / 12 + mean / 2 + square / (2 * P));
  if (own) {
    jTerm -= tt - 1.0 / 6 - (b / 3 + a / 4 + c / 6) / P;
    kTerm -= ts - 1.0 / 8 - (b / 4 + (a + c) / 6) / P;
    biasTerm -= t - 1.0 / 4 - tMean / P;
  }
  const scale = 2 * at(importance, i) * weight;
  const toJ = j * n + i;
  const toK = k * n + i;
  put(coupling, toJ, at(coupling, toJ) + scale * jTerm);
  put(coupling, toK, at(coupling, toK) + scale * kTerm);
  put(halfBias, i, at(halfBias, i) + weight * biasTerm);
}

// @ts-ignore: decorator
@inline
function densityIn(i: i32, j: i32): f64 {
  return j == i || at(gram, i * n + j) != 0 ? at(density, j) : 0.0;
}

/** For every pair: its exact part minus its part of the polynomials in `closed-forms.ts`. */
export function addPairs(i: i32, wanted: bool): void {
  for (let j = 0; j < n; j++) {
    const pj = densityIn(i, j);
    if (pj == 0) continue;
    for (let k = j + 1; k < n; k++) {
      let weight = pj * densityIn(i, k);
      for (let l = 0; l < n; l++) if (l != j && l != k) weight *= 1 - densityIn(i, l);
      if (weight <= 0) continue;
      // The row's own feature, if it is one of the two, goes first.
      if (k == i) addPair(i, k, j, weight, wanted);
      else addPair(i, j, k, weight, wanted);
    }
  }
}
