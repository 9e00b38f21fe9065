/** @file Seeded data and models on which the statements are tried: the same ones every time. */
import { RandomStream, symmetricEigen } from '@tegum/core';
import { matrix, product, transposed, type Matrix } from '../matrices.js';

/** Standard normal entries. */
export function randomMatrix(seed: number, rows: number, columns: number, scale = 1): Matrix {
  const stream = new RandomStream(seed);
  return matrix(rows, columns, Array.from({ length: rows * columns }, () => scale * stream.normal()));
}

/** T rows x_t of n correlated numbers. */
export function sampleRows(seed: number, count: number, features: number): Matrix {
  return product(randomMatrix(seed, count, features), randomMatrix(seed + 1, features, features));
}

/** Σ = Σ_t x_t x_tᵀ, the notes' unnormalised sum. */
export function secondMomentSum(rows: Matrix): Matrix {
  return product(transposed(rows), rows);
}

export interface Spectrum {
  /** Descending, [n]. */
  readonly values: Float64Array;
  /** Column k belongs to values[k]. */
  readonly U: Matrix;
}

/** Eigenvalues in the notes' order, largest first. */
export function spectrumOf(sigma: Matrix): Spectrum {
  const n = sigma.rows;
  const { values, vectors } = symmetricEigen(sigma.entries, n);
  return {
    values: values.slice().reverse(),
    U: matrix(n, n, Array.from({ length: n * n }, (_, e) => vectors[Math.floor(e / n) * n + (n - 1 - (e % n))]!)),
  };
}

/** The columns of U in `indices`, 1-based as in the notes: n × |I|. */
export function columnsOf(U: Matrix, indices: readonly number[]): Matrix {
  return matrix(U.rows, indices.length, Array.from({ length: U.rows * indices.length }, (_, e) => U.entries[Math.floor(e / indices.length) * U.columns + indices[e % indices.length]! - 1]!));
}

/** All subsets of {1 … n} of `size` elements. */
export function subsets(n: number, size: number, from = 1): number[][] {
  if (size === 0) return [[]];
  const all: number[][] = [];
  for (let first = from; first <= n - size + 1; first++) for (const rest of subsets(n, size - 1, first + 1)) all.push([first, ...rest]);
  return all;
}
