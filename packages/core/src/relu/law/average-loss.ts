import type { ToyModel } from '../../model.js';
import type { RowsLaw } from './feature-law.js';

export interface Averages {
  /** Average of (x_i − y_i)² over the rows, [features]. */
  readonly errors: Float64Array;
  /** Bounds on their rounding errors. */
  readonly rounding: Float64Array;
}

/**
 * The squared errors of a finite data set, averaged: exact but for rounding.
 *
 * Numerics   compensated sums (Neumaier 1974): rounding does not grow with the number of rows
 * Cost       O(rows · features · hidden)
 */
export function averageErrors({ features: n, hidden: m, W, b }: ToyModel, { rows }: RowsLaw): Averages {
  const count = rows.length / n;
  const sums = new Float64Array(n);
  const lost = new Float64Array(n);
  const sizes = new Float64Array(n);
  const hidden = new Float64Array(m);
  const hiddenSize = new Float64Array(m);
  for (let row = 0; row < count; row++) {
    const at = row * n;
    for (let h = 0; h < m; h++) {
      let total = 0;
      let size = 0;
      for (let j = 0; j < n; j++) {
        const product = W[h * n + j]! * rows[at + j]!;
        total += product;
        size += Math.abs(product);
      }
      hidden[h] = total;
      hiddenSize[h] = size;
    }
    for (let i = 0; i < n; i++) {
      let z = b[i]!;
      let size = Math.abs(z) + Math.abs(rows[at + i]!);
      for (let h = 0; h < m; h++) {
        z += W[h * n + i]! * hidden[h]!;
        size += Math.abs(W[h * n + i]!) * hiddenSize[h]!;
      }
      const error = rows[at + i]! - (z > 0 ? z : 0);
      const square = error * error;
      const sum = sums[i]! + square;
      lost[i]! += sums[i]! >= square ? sums[i]! - sum + square : square - sum + sums[i]!;
      sums[i] = sum;
      sizes[i]! += size * size;
    }
  }
  return {
    errors: sums.map((sum, i) => (sum + lost[i]!) / count),
    rounding: sizes.map((size) => (Number.EPSILON * (8 + 2 * (n + m)) * size) / count),
  };
}
