/** @file The second moment a flow runs under: checked, taken apart, and its eigenvalues numbered from the largest. */
import { InputError } from '../errors.js';
import { diagonal } from '../numerics/matrix.js';
import { symmetricEigen } from '../numerics/symmetric-eigen.js';

export interface Spectrum {
  readonly features: number;
  /** Σ, [n, n]. */
  readonly sigma: Float64Array;
  /** λ₁ ≥ … ≥ λ_n > 0. */
  readonly values: Float64Array;
  /** U, [n, n]: column i belongs to λ_i. Σ = U diag(λ) Uᵀ. */
  readonly vectors: Float64Array;
  /** Runs of equal eigenvalues as [first, count], first from 0: within one the eigenvectors are arbitrary. */
  readonly groups: readonly (readonly [first: number, count: number])[];
}

/** Neighbours closer than this, relative to λ₁, count as equal. */
const EQUAL = 1e-9;

/**
 * @param sigma - Σ, [n, n] row-major, symmetric and positive definite.
 * @throws {InputError} if it is not, or n < 2.
 */
export function spectrumOf(sigma: Float64Array, features: number): Spectrum {
  if (!Number.isInteger(features) || features < 2) throw new InputError('sigma', 'at least 2 features', String(features));
  const ascending = symmetricEigen(sigma, features);
  const values = ascending.values.slice().reverse();
  checkPositive('sigma', values, 'eigenvalue');
  const vectors = new Float64Array(features * features);
  for (let i = 0; i < features; i++) for (let k = 0; k < features; k++) vectors[i * features + k] = ascending.vectors[i * features + features - 1 - k]!;
  return { features, sigma, values, vectors, groups: groupsOf(values) };
}

/**
 * Σ = diag(eigenvalues), the eigenvectors the unit vectors.
 *
 * @param eigenvalues - [n], positive, largest first: so the features are numbered as the eigenvalues are.
 * @throws {InputError} if they are fewer than 2, not positive and finite, or out of order.
 */
export function diagonalSpectrum(eigenvalues: ArrayLike<number>): Spectrum {
  const values = Float64Array.from(eigenvalues);
  const features = values.length;
  if (features < 2) throw new InputError('eigenvalues', 'at least 2 numbers', String(features));
  checkPositive('eigenvalues', values, 'number');
  for (let i = 1; i < features; i++) {
    if (values[i]! > values[i - 1]!) throw new InputError('eigenvalues', 'the largest first', `${values[i - 1]} before ${values[i]}`);
  }
  return { features, sigma: diagonal(values), values, vectors: diagonal(new Float64Array(features).fill(1)), groups: groupsOf(values) };
}

/** The same eigenvalues with Σ = diag(λ): what a flow sees in the eigenbasis. */
export function inEigenbasis(spectrum: Spectrum): Spectrum {
  return diagonalSpectrum(spectrum.values);
}

/** Σ_{i∉I} λ_i for the set of 1-based indices. */
export function criticalLoss({ values }: Spectrum, indices: readonly number[]): number {
  return values.reduce((sum, value, i) => (indices.includes(i + 1) ? sum : sum + value), 0);
}

/** Σ_{i>m} λ_i: the least loss of m hidden units. */
export function minimumLoss({ values }: Spectrum, hidden: number): number {
  return values.subarray(hidden).reduce((sum, value) => sum + value, 0);
}

function checkPositive(where: string, values: Float64Array, noun: string): void {
  values.forEach((value, i) => {
    if (!(value > 0 && value < Infinity)) throw new InputError(where, `every ${noun} finite and > 0`, `${value} (number ${i + 1})`);
  });
}

function groupsOf(values: Float64Array): [number, number][] {
  const groups: [number, number][] = [];
  values.forEach((value, i) => {
    const last = groups.at(-1);
    if (last !== undefined && values[i - 1]! - value <= EQUAL * values[0]!) last[1]++;
    else groups.push([i, 1]);
  });
  return groups;
}
