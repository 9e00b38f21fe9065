/** @file Small dense matrices, row-major float64. Shapes are trusted. */

/**
 * A B, a [rows, inner], b [inner, columns] → [rows, columns]. Cost O(rows · inner · columns).
 *
 * @example
 * multiply(Float64Array.of(1, 2, 3, 4), Float64Array.of(1, 1), 2, 2, 1); // → [ 3, 7 ]
 */
export function multiply(a: Float64Array, b: Float64Array, rows: number, inner: number, columns: number): Float64Array {
  const product = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < inner; k++) {
      const factor = a[i * inner + k]!;
      if (factor === 0) continue;
      for (let j = 0; j < columns; j++) product[i * columns + j]! += factor * b[k * columns + j]!;
    }
  }
  return product;
}

/**
 * Aᵀ, a [rows, columns] → [columns, rows].
 *
 * @example
 * transpose(Float64Array.of(1, 2, 3, 4, 5, 6), 2, 3); // → [ 1, 4, 2, 5, 3, 6 ]
 */
export function transpose(a: Float64Array, rows: number, columns: number): Float64Array {
  const result = new Float64Array(a.length);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) result[j * rows + i] = a[i * columns + j]!;
  return result;
}

/**
 * diag(values), [n, n].
 *
 * @example
 * diagonal([1, 2]); // → [ 1, 0, 0, 2 ]
 */
export function diagonal(values: ArrayLike<number>): Float64Array {
  const n = values.length;
  const result = new Float64Array(n * n);
  for (let i = 0; i < n; i++) result[i * n + i] = values[i]!;
  return result;
}

/**
 * Σ a_ij²: the squared Frobenius norm.
 *
 * @example
 * sumOfSquares(Float64Array.of(3, 4)); // → 25
 */
export function sumOfSquares(a: Float64Array): number {
  let total = 0;
  for (const value of a) total += value * value;
  return total;
}
