/** @file The second moment a flow runs under: checked, taken apart, and its eigenvalues numbered from the largest. */
import { InputError } from '../errors.js';
import { eigenspaces, linearSpectrum, type Eigenspace } from '../linear/spectrum.js';
import { diagonal } from '../numerics/matrix.js';

/** A second moment Σ = E x xᵀ, taken apart. */
export interface SecondMoment {
  readonly features: number;
  /** Σ, [n, n]. */
  readonly sigma: Float64Array;
  /** λ₁ ≥ … ≥ λ_n > 0. */
  readonly eigenvalues: Float64Array;
  /** U, [n, n]: column i belongs to λ_i. Σ = U diag(λ) Uᵀ. */
  readonly vectors: Float64Array;
  /** Within one the eigenvectors are arbitrary. */
  readonly spaces: readonly Eigenspace[];
}

/** Neighbours closer than this, relative to λ₁, count as equal. */
const EQUAL = 1e-9;

/**
 * Σ with its eigenvalues from the largest down, its eigenvectors, and the eigenspaces among them.
 *
 * @param sigma - Σ, [n, n] row-major, symmetric and positive definite.
 * @throws {InputError} if it is not, or n < 2.
 *
 * @example
 * secondMoment(Float64Array.of(2, 1, 1, 2), 2).eigenvalues; // → [ 3, 1.000000… ]
 */
export function secondMoment(sigma: Float64Array, features: number): SecondMoment {
  checkFeatures('sigma', features);
  const { eigenvalues, vectors } = linearSpectrum(sigma, features);
  return { features, sigma, eigenvalues, vectors, spaces: eigenspaces(eigenvalues, EQUAL * eigenvalues[0]!) };
}

/**
 * Σ = diag(eigenvalues), the eigenvectors the unit vectors.
 *
 * @param values - [n], positive, largest first: so the features are numbered as the eigenvalues are.
 * @throws {InputError} if they are fewer than 2, not positive and finite, or out of order.
 *
 * @example
 * diagonalSecondMoment([4, 1]).sigma; // → [ 4, 0, 0, 1 ]
 */
export function diagonalSecondMoment(values: ArrayLike<number>): SecondMoment {
  const eigenvalues = Float64Array.from(values);
  const features = eigenvalues.length;
  checkFeatures('eigenvalues', features);
  const spaces = eigenspaces(eigenvalues, EQUAL * eigenvalues[0]!);
  return { features, sigma: diagonal(eigenvalues), eigenvalues, vectors: diagonal(new Float64Array(features).fill(1)), spaces };
}

/**
 * Σ_{i∉I} λ_i for the set of 1-based indices.
 *
 * @example
 * // Reconstructing eigenvector 2 leaves out 4 and 1.
 * lossOfSet(diagonalSecondMoment([4, 2, 1]), [2]); // → 5
 */
export function lossOfSet({ eigenvalues }: SecondMoment, indices: readonly number[]): number {
  return eigenvalues.reduce((sum, value, i) => (indices.includes(i + 1) ? sum : sum + value), 0);
}

/**
 * Σ_{i>m} λ_i: the least loss of m hidden units, PCA's.
 *
 * @example
 * leastLoss(diagonalSecondMoment([4, 2, 1]), 1); // → 3
 */
export function leastLoss({ eigenvalues }: SecondMoment, hidden: number): number {
  return eigenvalues.subarray(hidden).reduce((sum, value) => sum + value, 0);
}

function checkFeatures(where: string, features: number): void {
  if (!Number.isInteger(features) || features < 2) throw new InputError(where, 'at least 2 features', String(features));
}
