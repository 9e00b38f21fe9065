/** @file Products of small dense row-major matrices, written into an array that is there already. Shapes are trusted; `out` is no factor. */

/** out ← A B, a [rows, inner], b [inner, columns]. Cost O(rows · inner · columns). */
export function multiplyInto(out: Float64Array, a: Float64Array, b: Float64Array, rows: number, inner: number, columns: number): void {
  out.fill(0);
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < inner; k++) {
      const factor = a[i * inner + k]!;
      for (let j = 0; j < columns; j++) out[i * columns + j]! += factor * b[k * columns + j]!;
    }
  }
}

/** out ← A Bᵀ, a [rows, inner], b [columns, inner]. */
export function multiplyByTransposeInto(out: Float64Array, a: Float64Array, b: Float64Array, rows: number, inner: number, columns: number): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      let sum = 0;
      for (let k = 0; k < inner; k++) sum += a[i * inner + k]! * b[j * inner + k]!;
      out[i * columns + j] = sum;
    }
  }
}

/** out ← Aᵀ B, a [inner, rows], b [inner, columns]. */
export function transposeMultiplyInto(out: Float64Array, a: Float64Array, b: Float64Array, rows: number, inner: number, columns: number): void {
  out.fill(0);
  for (let k = 0; k < inner; k++) {
    for (let i = 0; i < rows; i++) {
      const factor = a[k * rows + i]!;
      for (let j = 0; j < columns; j++) out[i * columns + j]! += factor * b[k * columns + j]!;
    }
  }
}
