/** @file The one place that uses ml-matrix: the eigenvalues and eigenvectors of a symmetric matrix. */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { InputError } from '../errors.js';
import { binaryExponent, scaleByPowerOfTwo } from './powers-of-two.js';

/** Eigenvalues in ascending order, and orthonormal eigenvectors. */
export interface SymmetricEigen {
  /** [n], ascending. */
  readonly values: Float64Array;
  /** [n, n] row-major; column k belongs to values[k]. Columns are orthonormal, their signs arbitrary but always the same. */
  readonly vectors: Float64Array;
}

/** Asymmetry allowed, relative to the largest entry: rounding of a product that is symmetric on paper. */
const SYMMETRY_TOLERANCE = 1e-10;

/** Largest entries outside [SMALLEST, LARGEST] are taken for a mistake; inside, scaling by a power of two is exact. */
const SMALLEST = 1e-290;
const LARGEST = 1e290;

/**
 * Eigenvalues and eigenvectors of a real symmetric matrix: A = V diag(values) Vᵀ.
 *
 * ml-matrix's symmetric decomposition (Householder tridiagonalisation, then implicit QL: JAMA's tred2 and tql2), given a matrix
 * that is checked, made exactly symmetric, and scaled by a power of two so that no square under- or overflows.
 *
 * Shape      a [n, n] row-major, not modified
 * Dtype      float64; uses only + − × ÷ and square roots, so the same bits everywhere
 * Numerics   ‖AV − V diag‖ and ‖VᵀV − I‖ within about n ε ‖A‖ and n ε; small eigenvalues have that absolute, not relative, accuracy
 * Cost       O(n³)
 *
 * @throws {InputError} if n is not an integer ≥ 1, a.length ≠ n², an entry is not finite, or A is not symmetric.
 *
 * @example
 * symmetricEigen(Float64Array.of(2, 1, 1, 2), 2).values; // → [ 1.000000…, 3 ]
 */
export function symmetricEigen(a: Float64Array, n: number): SymmetricEigen {
  const where = 'symmetricEigen';
  if (!Number.isInteger(n) || n < 1) throw new InputError(where, 'n to be an integer ≥ 1', String(n));
  if (a.length !== n * n) throw new InputError(where, `${n} × ${n} entries`, String(a.length));
  const largest = largestMagnitude(a, where);
  const values = new Float64Array(n);
  const vectors = new Float64Array(n * n);
  if (largest === 0) {
    for (let i = 0; i < n; i++) vectors[i * n + i] = 1;
    return { values, vectors };
  }
  const exponent = binaryExponent(largest);
  const down = scaleByPowerOfTwo(1, -exponent);
  const matrix = new Matrix(n, n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const lower = a[i * n + j]!;
      const upper = a[j * n + i]!;
      if (Math.abs(lower - upper) > SYMMETRY_TOLERANCE * largest) {
        throw new InputError(where, 'a symmetric matrix', `a[${i}, ${j}] = ${lower} and a[${j}, ${i}] = ${upper}`);
      }
      const mean = 0.5 * (lower * down + upper * down);
      matrix.set(i, j, mean);
      matrix.set(j, i, mean);
    }
  }
  const decomposition = new EigenvalueDecomposition(matrix, { assumeSymmetric: true });
  const scaled = decomposition.realEigenvalues;
  const columns = decomposition.eigenvectorMatrix;
  const up = scaleByPowerOfTwo(1, exponent);
  for (let k = 0; k < n; k++) {
    values[k] = scaled[k]! * up;
    for (let i = 0; i < n; i++) vectors[i * n + k] = columns.get(i, k);
  }
  return { values, vectors };
}

function largestMagnitude(a: Float64Array, where: string): number {
  let largest = 0;
  for (let i = 0; i < a.length; i++) {
    const magnitude = Math.abs(a[i]!);
    if (!Number.isFinite(magnitude)) throw new InputError(where, 'finite entries', `${a[i]} at [${i}]`);
    if (magnitude > largest) largest = magnitude;
  }
  if (largest !== 0 && !(largest > SMALLEST && largest < LARGEST)) {
    throw new InputError(where, `entries of magnitude ${SMALLEST} … ${LARGEST}`, String(largest), 'scale the matrix');
  }
  return largest;
}
