/**
 * @file The Fourier part of many features, frequencies two to a vector; the formulas are those of `oscillation.ts` of core.
 *
 * Per block of 64 frequencies: every pair of features multiplies its factor into its two rows (`forward`), each row makes of its product
 * its part of the loss (`own`), and every pair collects its derivative (`backward`). Nothing of size features² · terms is kept.
 */
import { backward } from './backward';
import { beginAngle, beginTurn } from './angles';
import { BLOCK, cosines, COUNTS, coupling, density, frequency, gram, idleOthers, inverses, INVERSES, n, ROW_VECTOR, rows, sines, WEIGHTS } from './layout';
import { forward } from './forward';
import { own } from './own';
import { cosine, sine, turn } from './turns';
import { backwardUniform, forwardUniform } from './uniform';
import { at, div, mul, pairAt, put, putPair, splat } from './vector';

export function beginBlock(first: i32, terms: i32): void {
  for (let e = 0; e < BLOCK; e++) {
    const k = first + e;
    store<f64>(COUNTS + 8 * e, k);
    store<f64>(INVERSES + 8 * e, 1 / <f64>k);
    store<f64>(WEIGHTS + 8 * e, k <= terms ? 1 / <f64>k : 0);
  }
}

/** e^{iθ} and 1/θ, θ = 2πa_ij f_i, above the diagonal, two pairs at a time. */
function fillAngles(): void {
  for (let i = 0; i < n; i++) {
    const f = at(frequency, i);
    if (f == 0) continue;
    for (let j = (i + 1) & ~1; j < n; j += 2) {
      const e = i * n + j;
      const u = mul(splat(f), pairAt(gram, e));
      turn(u);
      putPair(cosines, e, cosine);
      putPair(sines, e, sine);
      putPair(inverses, e, div(splat(ONE_RADIAN), u));
    }
  }
}

/** In turns. */
const ONE_RADIAN: f64 = 0.15915494309189535;

function fill(row: usize, vectors: i32, re: f64): void {
  for (let v = 0; v < vectors; v++, row += ROW_VECTOR) {
    v128.store(row, splat(re));
    v128.store(row, splat(0), 16);
    v128.store(row, splat(0), 32);
    v128.store(row, splat(0), 48);
  }
}

/** Beyond, φ may vanish: `backward.ts` looks out for that. */
const MOST_UNIFORM_DENSITY: f64 = 0.8;

/** The one density of all features, or −1. The feature that makes their number even is coupled to none. */
function commonDensity(features: i32): f64 {
  const p = at(density, 0);
  for (let j = 1; j < features; j++) if (at(density, j) != p) return -1;
  return p <= MOST_UNIFORM_DENSITY ? p : -1;
}

/** The probability that no coupled feature but i and one other is active: the same for each other where densities are. */
function idleRest(i: i32): f64 {
  for (let j = 0; j < n; j++) if (j != i && at(gram, j * n + i) != 0) return at(idleOthers, j * n + i);
  return 0;
}

export function addPairSeries(terms: i32, features: i32, wanted: bool): void {
  fillAngles();
  const common = commonDensity(features);
  for (let first = 1; first <= terms; first += BLOCK) {
    beginBlock(first, terms);
    const vectors = (min(BLOCK, terms - first + 1) + 1) >> 1;
    const length = <i32>ROW_VECTOR * vectors;
    // Where only one row of a pair is in the series, or their periods differ, the other is one that nobody reads.
    const nowhere = rows + n * length;
    for (let i = 0; i <= n; i++) fill(rows + i * length, vectors, 1);
    passOverPairs(first, vectors, false, common, nowhere);
    for (let i = 0; i < n; i++) if (at(frequency, i) != 0) own(i, first, vectors, common < 0 ? 1.0 : idleRest(i), rows + i * length, wanted);
    if (!wanted) continue;
    fill(nowhere, vectors, 0);
    passOverPairs(first, vectors, true, common, nowhere);
  }
}

/** Rows a tile: two tiles of rows of a block are 32 KiB, about a first-level cache. */
const TILE = 8;

/** Tile by tile, so that rows stay in the first-level cache while all their pairs are served. */
function passOverPairs(first: i32, vectors: i32, back: bool, common: f64, nowhere: usize): void {
  for (let top = 0; top < n; top += TILE) {
    for (let left = top; left < n; left += TILE) {
      const bottom = min(top + TILE, n);
      const right = min(left + TILE, n);
      for (let i = top; i < bottom; i++) passOverRow(i, max(left, i + 1), right, first, vectors, back, common, nowhere);
    }
  }
}

/** The pairs of row i with rows `from` … `to` − 1. */
function passOverRow(i: i32, from: i32, to: i32, first: i32, vectors: i32, back: bool, common: f64, nowhere: usize): void {
  const uniform = common >= 0;
  const length = <i32>ROW_VECTOR * vectors;
  const fi = at(frequency, i);
  const pi = at(density, i);
  const rowI = rows + i * length;
  for (let j = from; j < to; j++) {
    const g = at(gram, i * n + j);
    if (g == 0) continue;
    const fj = at(frequency, j);
    const pj = at(density, j);
    const wi = uniform ? 1.0 : at(idleOthers, j * n + i);
    const wj = uniform ? 1.0 : at(idleOthers, i * n + j);
    const rowJ = rows + j * length;
    let sum = 0.0;
    if (fi == fj) {
      if (fi == 0) continue;
      beginAngle(g * fi, at(cosines, i * n + j), at(sines, i * n + j), first);
      if (uniform) {
        const inverse = at(inverses, i * n + j);
        if (back) sum = backwardUniform(inverse, first, vectors, common, rowI, rowJ);
        else forwardUniform(inverse, first, vectors, common, rowI, rowJ);
      } else if (back) sum = backward(g * fi, first, vectors, pi, pj, wi, wj, rowI, rowJ);
      else forward(g * fi, first, vectors, pi, pj, wi, wj, rowI, rowJ);
    } else {
      if (fi != 0) {
        beginAngle(g * fi, at(cosines, i * n + j), at(sines, i * n + j), first);
        if (back) sum = backward(g * fi, first, vectors, pi, pj, wi, 0, rowI, nowhere);
        else forward(g * fi, first, vectors, pi, pj, wi, 0, rowI, nowhere);
      }
      if (fj != 0) {
        beginTurn(g * fj, first);
        if (back) sum += backward(g * fj, first, vectors, pi, pj, 0, wj, nowhere, rowJ);
        else forward(g * fj, first, vectors, pi, pj, 0, wj, nowhere, rowJ);
      }
    }
    if (back) put(coupling, i * n + j, at(coupling, i * n + j) + sum);
  }
}
