/** @file One point of a critical set. */
import { InputError } from '../errors.js';
import { multiply, transpose } from '../numerics/matrix.js';
import { solveLinear } from '../numerics/solve-linear.js';
import { checkMatrix, checkSizes } from './shapes.js';

/** Which point of which critical set is asked for. */
export interface CriticalPointOptions {
  /** Eigenvectors of Σ as columns, from the largest eigenvalue down, [features, features] row-major. */
  readonly vectors: Float64Array;
  /** Eigenvectors to reconstruct, counted from 1; at most `hidden` of them. */
  readonly indices: readonly number[];
  readonly features: number;
  readonly hidden: number;
  /** Where on the orbit, invertible, [hidden, hidden] row-major; default the identity, which is tied: A = Bᵀ. */
  readonly C?: Float64Array;
}

/** Decoder and encoder of the linear autoencoder x ↦ ABx. */
export interface LinearWeights {
  /** [features, hidden] row-major. */
  readonly A: Float64Array;
  /** [hidden, features] row-major. */
  readonly B: Float64Array;
}

/**
 * The critical point A = U_I C, B = C⁻¹ U_Iᵀ, where U_I [features, hidden] has the eigenvectors of I as columns and, where I has fewer
 * than `hidden`, columns of zeros after them. All critical points have this form.
 *
 * Cost       O(features · hidden²)
 * Source     Baldi & Hornik 1989; source notes §1.1 (⋆), whose U_I is n × n and does not fit C
 *
 * @throws {InputError} if an index is not one of 1 … features or comes twice, there are more than `hidden`, or C is singular.
 *
 * @example
 * const { A, B } = criticalPoint({ vectors: Float64Array.of(1, 0, 0, 1), indices: [2], features: 2, hidden: 1 });
 * A; // → [ 0, 1 ]
 * B; // → [ 0, 1 ]
 */
export function criticalPoint({ vectors, indices, features: n, hidden: m, C }: CriticalPointOptions): LinearWeights {
  const where = 'criticalPoint';
  checkSizes(where, n, m);
  checkMatrix(where, 'vectors', vectors, n, n);
  checkIndices(where, indices, n, m);
  const columns = new Float64Array(n * m);
  indices.forEach((index, a) => {
    for (let i = 0; i < n; i++) columns[i * m + a] = vectors[i * n + index - 1]!;
  });
  return alongOrbit({ A: columns, B: transpose(columns, n, m) }, n, m, C);
}

/** AC, C⁻¹B: the same product AB. */
export function alongOrbit({ A, B }: LinearWeights, n: number, m: number, C: Float64Array | undefined): LinearWeights {
  if (C === undefined) return { A, B };
  checkMatrix('criticalPoint', 'C', C, m, m);
  const solved = new Float64Array(m * n);
  for (let j = 0; j < n; j++) {
    const column = solveLinear(C, Float64Array.from({ length: m }, (_, a) => B[a * n + j]!));
    if (column === null) throw new InputError('criticalPoint: C', 'an invertible matrix', 'a singular one');
    column.forEach((value, a) => (solved[a * n + j] = value));
  }
  return { A: multiply(A, C, n, m, m), B: solved };
}

function checkIndices(where: string, indices: readonly number[], n: number, m: number): void {
  if (indices.length > m) throw new InputError(`${where}: indices`, `at most hidden = ${m}`, String(indices.length));
  for (const index of indices) {
    if (!Number.isInteger(index) || index < 1 || index > n) throw new InputError(`${where}: indices`, `integers from 1 to ${n}`, String(index));
  }
  if (new Set(indices).size < indices.length) throw new InputError(`${where}: indices`, 'each at most once', indices.join(', '));
}
