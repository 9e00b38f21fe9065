/** @file Small dense matrices, row-major float64. Shapes are trusted. */

/** A B, a [rows, inner], b [inner, columns] → [rows, columns]. Cost O(rows · inner · columns). */
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

/** Aᵀ, a [rows, columns] → [columns, rows]. */
export function transpose(a: Float64Array, rows: number, columns: number): Float64Array {
  const result = new Float64Array(a.length);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) result[j * rows + i] = a[i * columns + j]!;
  return result;
}

/** diag(values), [n, n]. */
export function diagonal(values: ArrayLike<number>): Float64Array {
  const n = values.length;
  const result = new Float64Array(n * n);
  for (let i = 0; i < n; i++) result[i * n + i] = values[i]!;
  return result;
}

/** Σ a_ij²: the squared Frobenius norm. */
export function sumOfSquares(a: Float64Array): number {
  let total = 0;
  for (const value of a) total += value * value;
  return total;
}
