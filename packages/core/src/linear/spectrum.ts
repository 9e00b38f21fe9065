/** @file Σ → what the critical points are made of: eigenvalues from the largest down, and which of them are one eigenspace. */
import { InputError } from '../errors.js';
import { multiply, sumOfSquares, transpose } from '../numerics/matrix.js';
import { symmetricEigen } from '../numerics/symmetric-eigen.js';
import { checkSymmetric } from './linear-loss.js';
import { checkSizes } from './shapes.js';

/** Eigenvalues and eigenvectors of Σ, with a bound on their error. */
export interface Spectrum {
  /** [n], from the largest down, all > 0. */
  readonly eigenvalues: Float64Array;
  /** [n, n] row-major; column k belongs to eigenvalues[k]; orthonormal. */
  readonly vectors: Float64Array;
  /** Every eigenvalue is within this of the true one. Closer than twice this, two eigenvalues cannot be told apart. */
  readonly error: number;
}

/** One eigenvalue of Σ with its multiplicity. */
export interface Eigenspace {
  readonly eigenvalue: number;
  readonly multiplicity: number;
  /** Number of its first eigenvalue, counted from 1. */
  readonly first: number;
}

/**
 * Eigenvalues and eigenvectors of a positive definite Σ.
 *
 * The error is computed, not assumed: ‖ΣV − VΛ‖_F + 2λ₁‖VᵀV − I‖_F (Weyl's inequality, and the distance from V to an orthogonal
 * matrix), with n ε λ₁ for the rounding of Σ and of the residual.
 *
 * Shape      sigma [features, features] row-major
 * Cost       O(features³)
 *
 * @param where - What to call Σ in errors, e.g. the file it comes from.
 * @throws {InputError} if Σ is not symmetric, has an entry that is not finite, is indefinite, or is singular: then the loss does not
 *   depend on all of B, and the critical points that the theory lists run off to infinity.
 *
 * @example
 * linearSpectrum(Float64Array.of(2, 1, 1, 2), 2).eigenvalues; // → [ 3, 1.000000… ]
 */
export function linearSpectrum(sigma: Float64Array, features: number, where = 'linearSpectrum'): Spectrum {
  const n = features;
  checkSizes(where, n, 1);
  checkSymmetric(where, sigma, n);
  const { values, vectors: ascending } = symmetricEigen(sigma, n);
  const eigenvalues = Float64Array.from(values).reverse();
  const vectors = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let k = 0; k < n; k++) vectors[i * n + k] = ascending[i * n + (n - 1 - k)]!;
  const error = eigenvalueError(sigma, eigenvalues, vectors);
  const smallest = eigenvalues[n - 1]!;
  if (smallest < -error) {
    throw new InputError(where, 'a positive definite sigma', `an indefinite one: smallest eigenvalue ${smallest}`, 'a second moment has none below 0');
  }
  if (smallest <= error) {
    const rank = eigenvalues.filter((value) => value > error).length;
    throw new InputError(where, 'a positive definite sigma', `a singular one of rank ${rank} of ${n}`, 'leave out columns that others determine, or give more rows than columns');
  }
  return { eigenvalues, vectors, error };
}

function eigenvalueError(sigma: Float64Array, eigenvalues: Float64Array, vectors: Float64Array): number {
  const n = eigenvalues.length;
  const largest = Math.max(Math.abs(eigenvalues[0]!), Math.abs(eigenvalues[n - 1]!));
  const residual = multiply(sigma, vectors, n, n, n);
  for (let e = 0; e < residual.length; e++) residual[e]! -= vectors[e]! * eigenvalues[e % n]!;
  const gram = multiply(transpose(vectors, n, n), vectors, n, n, n);
  for (let i = 0; i < n; i++) gram[i * n + i]! -= 1;
  return Math.sqrt(sumOfSquares(residual)) + 2 * largest * Math.sqrt(sumOfSquares(gram)) + n * Number.EPSILON * largest;
}

/**
 * Eigenvalues → eigenspaces, from the largest down. Neighbours at most `tolerance` apart count as one repeated eigenvalue, their mean.
 *
 * @param tolerance - Absolute; default 0, only equal numbers are one.
 * @throws {InputError} if there are none, or one is not finite, not > 0, or greater than the one before.
 *
 * @example
 * eigenspaces([2, 1, 1]).map(({ multiplicity }) => multiplicity); // → [ 1, 2 ]
 */
export function eigenspaces(eigenvalues: ArrayLike<number>, tolerance = 0): Eigenspace[] {
  checkEigenvalues(eigenvalues);
  if (!(tolerance >= 0)) throw new InputError('eigenspaces: tolerance', 'a number ≥ 0', String(tolerance));
  const spaces: Eigenspace[] = [];
  for (let first = 0; first < eigenvalues.length; ) {
    let end = first + 1;
    let excess = 0;
    while (end < eigenvalues.length && eigenvalues[end - 1]! - eigenvalues[end]! <= tolerance) {
      excess += eigenvalues[end]! - eigenvalues[first]!;
      end++;
    }
    spaces.push({ eigenvalue: eigenvalues[first]! + excess / (end - first), multiplicity: end - first, first: first + 1 });
    first = end;
  }
  return spaces;
}

function checkEigenvalues(eigenvalues: ArrayLike<number>): void {
  if (eigenvalues.length === 0) throw new InputError('eigenvalues', 'at least one', 'none');
  for (let i = 0; i < eigenvalues.length; i++) {
    const value = eigenvalues[i]!;
    if (!(value > 0 && value < Infinity)) throw new InputError('eigenvalues', 'finite numbers > 0', `${value} at number ${i + 1}`);
    if (i > 0 && value > eigenvalues[i - 1]!) {
      throw new InputError('eigenvalues', 'the largest first', `${value} after ${eigenvalues[i - 1]!}`, 'sort them in descending order');
    }
  }
}
