/**
 * @file When are two models the same up to a rotation W → QW and a permutation of features?
 *
 * Rotations: two W have the same Gram matrix exactly when one is a rotation of the other. Permutations: only features of equal
 * density and importance may change places. Candidates are matched by what a permutation cannot change (own entry of G, bias,
 * sorted row of G) and the match is then checked entry by entry, with backtracking.
 */
import type { Population } from '../model.js';

/** Gram matrix, its sorted rows and the biases of a model: the same for all rotations of it. */
export interface Signature {
  readonly gram: Float64Array;
  readonly b: Float64Array;
  /** Each row of G sorted, [n, n]. */
  readonly sortedRows: Float64Array;
}

/** Partial assignments tried before two models count as different. */
const MOST_ATTEMPTS = 20_000;

/**
 * What two models have in common if they are the same up to a rotation W → QW and a permutation of features.
 *
 * @example
 * modelSignature(Float64Array.of(1, -1), new Float64Array(2)).sortedRows; // → [ -1, 1, -1, 1 ]
 */
export function signatureOf(W: Float64Array, b: Float64Array): Signature {
  const n = b.length;
  const gram = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let total = 0;
      for (let row = 0; row < W.length; row += n) total += W[row + i]! * W[row + j]!;
      gram[i * n + j] = total;
    }
  }
  const sortedRows = gram.slice();
  for (let i = 0; i < n; i++) sortedRows.subarray(i * n, (i + 1) * n).sort();
  return { gram, b: b.slice(), sortedRows };
}

/**
 * Are all entries of G and b equal to within `atol` under some admissible permutation?
 *
 * @example
 * const population = { density: Float64Array.of(0.1, 0.1), importance: Float64Array.of(1, 1) };
 * const b = new Float64Array(2);
 * // Turned by half a circle.
 * equivalentModels(modelSignature(Float64Array.of(1, -0.5), b), modelSignature(Float64Array.of(-1, 0.5), b), population, 1e-9); // → true
 */
export function equivalent(a: Signature, c: Signature, population: Population, atol: number): boolean {
  const n = a.b.length;
  const { density, importance } = population;
  const alike = (i: number, k: number): boolean => {
    if (density[i] !== density[k] || importance[i] !== importance[k]) return false;
    if (Math.abs(a.b[i]! - c.b[k]!) > atol || Math.abs(a.gram[i * n + i]! - c.gram[k * n + k]!) > atol) return false;
    for (let e = 0; e < n; e++) {
      if (Math.abs(a.sortedRows[i * n + e]! - c.sortedRows[k * n + e]!) > atol) return false;
    }
    return true;
  };
  const image = new Int32Array(n);
  const taken = new Uint8Array(n);
  let attempts = 0;
  const extend = (i: number): boolean => {
    if (i === n) return true;
    for (let k = 0; k < n; k++) {
      if (taken[k] === 1 || !alike(i, k)) continue;
      if (++attempts > MOST_ATTEMPTS) return false;
      let fits = true;
      for (let j = 0; fits && j < i; j++) {
        fits = Math.abs(a.gram[i * n + j]! - c.gram[k * n + image[j]!]!) <= atol;
      }
      if (!fits) continue;
      image[i] = k;
      taken[k] = 1;
      if (extend(i + 1)) return true;
      taken[k] = 0;
    }
    return false;
  };
  return extend(0);
}
