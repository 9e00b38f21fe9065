/** @file What several tests of the linear autoencoder share: problems with a known spectrum, and Hessians by differences. */
import { TestRandom, randomRotation } from '@tegum/testing';
import { diagonal, multiply, transpose } from '../numerics/matrix.js';
import { symmetricEigen } from '../numerics/symmetric-eigen.js';

export interface Problem {
  readonly sigma: Float64Array;
  /** Eigenvectors as columns, in the order of the eigenvalues given. */
  readonly vectors: Float64Array;
}

/** Σ = Q diag(eigenvalues) Qᵀ for a random rotation Q. */
export function problemOf(eigenvalues: readonly number[], seed: number): Problem {
  const n = eigenvalues.length;
  const vectors = randomRotation(seed, n);
  const product = multiply(multiply(vectors, diagonal(eigenvalues), n, n, n), transpose(vectors, n, n), n, n, n);
  return { vectors, sigma: product.map((value, e) => (value + product[(e % n) * n + Math.floor(e / n)]!) / 2) };
}

/** A well-conditioned random matrix. */
export function randomOrbit(seed: number, size: number): Float64Array {
  const C = new TestRandom(seed).normals(size * size, 0.3);
  const Q = randomRotation(seed + 1, size);
  return C.map((value, e) => value + 2 * Q[e]!);
}

export function subsets(n: number, most: number): number[][] {
  return Array.from({ length: 2 ** n }, (_, mask) => Array.from({ length: n }, (_, i) => i + 1).filter((i) => (mask >> (i - 1)) & 1)).filter(
    ({ length }) => length <= most,
  );
}

/** Second derivatives of a function from its gradient, by central differences of the fourth order: error about 1e-10. */
export function hessianByDifferences(gradient: (x: Float64Array) => Float64Array, x: Float64Array): Float64Array {
  const size = x.length;
  const step = 2e-3;
  const H = new Float64Array(size * size);
  for (let e = 0; e < size; e++) {
    const at = (shift: number): Float64Array => gradient(x.map((value, f) => (f === e ? value + shift : value)));
    const near = [at(step), at(-step)] as const;
    const far = [at(2 * step), at(-2 * step)] as const;
    for (let f = 0; f < size; f++) {
      H[e * size + f] = (8 * (near[0][f]! - near[1][f]!) - (far[0][f]! - far[1][f]!)) / (12 * step);
    }
  }
  return H.map((value, e) => (value + H[(e % size) * size + Math.floor(e / size)]!) / 2);
}

/** Numbers of negative and of zero eigenvalues. */
export function inertia(H: Float64Array, tolerance: number): { readonly negative: number; readonly zero: number } {
  const { values } = symmetricEigen(H, Math.sqrt(H.length));
  return {
    negative: values.filter((value) => value < -tolerance).length,
    zero: values.filter((value) => Math.abs(value) <= tolerance).length,
  };
}
