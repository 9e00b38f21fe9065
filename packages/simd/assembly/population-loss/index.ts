/**
 * @file The Fourier part of the population loss of independent uniform features, frequencies two to a vector.
 *
 * The formulas are those of `oscillation.ts` of `@tegum/core` without closed forms for pairs. Per block of 64 frequencies: every pair of
 * features multiplies its factor into its two rows (`forward`), each row makes of its product its part of the loss (`own`), and every
 * pair collects its two derivatives (`backward`). Nothing of size features² · terms is kept: a row's block is 2 KiB.
 */
import { backward } from './backward';
import { forward } from './forward';
import { BLOCK, COUNTS, INVERSES, ROW, ROW_VECTOR, WEIGHTS } from './layout';
import { own } from './own';
import { cosine, sine, turn } from './turns';

export { momentGenerating } from './moment-generating';

/** Where free memory begins. */
export function heapBase(): usize {
  return __heap_base;
}

/** Cosines and sines of `count` (even) angles in turns. */
export function turns(angles: usize, count: i32, cosines: usize, sines: usize): void {
  for (let e = 0; e < count * 8; e += 16) {
    turn(v128.load(angles + e));
    v128.store(cosines + e, cosine);
    v128.store(sines + e, sine);
  }
}

/** weights[i, j] = Π (1 − p_l) over the features l ≠ i, j coupled to i; idle[i] = the same over l ≠ i. */
function fillWeights(n: i32, gram: usize, density: usize, weights: usize, idle: usize): void {
  for (let i = 0; i < n; i++) {
    const row = i * n * 8;
    let product = 1.0;
    for (let j = 0; j < n; j++) {
      store<f64>(weights + row + 8 * j, product);
      if (j != i && load<f64>(gram + row + 8 * j) != 0) product *= 1 - load<f64>(density + 8 * j);
    }
    store<f64>(idle + 8 * i, product);
    product = 1;
    for (let j = n - 1; j >= 0; j--) {
      const at = weights + row + 8 * j;
      store<f64>(at, load<f64>(at) * product);
      if (j != i && load<f64>(gram + row + 8 * j) != 0) product *= 1 - load<f64>(density + 8 * j);
    }
  }
}

function beginBlock(first: i32, terms: i32): void {
  for (let e = 0; e < BLOCK; e++) {
    const k = first + e;
    store<f64>(COUNTS + 8 * e, k);
    store<f64>(INVERSES + 8 * e, 1 / <f64>k);
    store<f64>(WEIGHTS + 8 * e, k <= terms ? 1 / <f64>k : 0);
  }
}

// @ts-ignore: decorator
@inline
function at(array: usize, index: i32): f64 {
  return load<f64>(array + 8 * index);
}

/**
 * Adds `terms` terms. All addresses are of float64: gram [n, n], density [n], turns and biasTurns [n] (1/P_i and b_i/P_i; P_i is the row's
 * period, 0 in `turns` leaves the row out), weights [n, n], idle [n], rows [n + 1, 256]; added to: loss [n], bias [n], coupling [n, n]
 * and one more in case.
 */
export function series(
  n: i32, terms: i32, gradient: bool, gram: usize, density: usize, frequency: usize, biasTurns: usize,
  weights: usize, idle: usize, rows: usize, loss: usize, bias: usize, coupling: usize,
): void {
  fillWeights(n, gram, density, weights, idle);
  // Pairs of which one row is computed otherwise, or with another period, serve a row that nobody reads.
  const nowhere = rows + n * ROW;
  const nothing = coupling + n * n * 8;
  for (let first = 1; first <= terms; first += BLOCK) {
    beginBlock(first, terms);
    const vectors = (min(BLOCK, terms - first + 1) + 1) >> 1;
    for (let i = 0; i <= n; i++) {
      for (let v = 0; v < vectors; v++) {
        const row = rows + i * ROW + v * ROW_VECTOR;
        v128.store(row, f64x2.splat(1));
        v128.store(row, f64x2.splat(0), 16);
        v128.store(row, f64x2.splat(0), 32);
        v128.store(row, f64x2.splat(0), 48);
      }
    }
    for (let pass = 0; pass < 2; pass++) {
      for (let i = 0; i < n; i++) {
        const fi = at(frequency, i);
        for (let j = i + 1; j < n; j++) {
          const g = at(gram, i * n + j);
          if (g == 0) continue;
          const fj = at(frequency, j);
          const pi = at(density, i);
          const pj = at(density, j);
          const wi = at(weights, i * n + j);
          const wj = at(weights, j * n + i);
          const rowI = rows + i * ROW;
          const rowJ = rows + j * ROW;
          const toI = coupling + (i * n + j) * 8;
          const toJ = coupling + (j * n + i) * 8;
          if (pass == 0) {
            if (fi == fj) {
              if (fi != 0) forward(g * fi, first, vectors, pi, pj, wi, wj, rowI, rowJ);
            } else {
              if (fi != 0) forward(g * fi, first, vectors, pi, pj, wi, 0, rowI, nowhere);
              if (fj != 0) forward(g * fj, first, vectors, pi, pj, 0, wj, nowhere, rowJ);
            }
          } else if (fi == fj) {
            if (fi != 0) backward(g * fi, first, vectors, pi, pj, wi, wj, rowI, rowJ, toI, toJ, pi == pj);
          } else {
            if (fi != 0) backward(g * fi, first, vectors, pi, pj, wi, 0, rowI, nowhere, toI, nothing, pi == pj);
            if (fj != 0) backward(g * fj, first, vectors, pi, pj, 0, wj, nowhere, rowJ, nothing, toJ, pi == pj);
          }
        }
      }
      if (pass == 1) break;
      for (let i = 0; i < n; i++) {
        const f = at(frequency, i);
        if (f == 0) continue;
        const diagonal = (i * n + i) * 8;
        own(at(gram, i * n + i) * f, at(biasTurns, i), 1 / f, at(density, i), at(idle, i), vectors, rows + i * ROW, loss + 8 * i, bias + 8 * i, coupling + diagonal);
      }
      if (!gradient) break;
    }
  }
}
