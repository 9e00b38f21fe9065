/**
 * @file Rows whose z keeps its sign on the whole support: ReLU is zero or the identity, and moments are enough.
 */
import { squareMagnitude, type Accumulator } from './accumulator.js';
import type { RowTable } from './row-table.js';
import { MEAN, SECOND_MOMENT } from './uniform-magnitude.js';

/** z ≤ 0: the output is 0 and the row costs E x_i². Gradients are 0. */
export function addSilentRow(table: RowTable, i: number, out: Accumulator): void {
  const cost = SECOND_MOMENT * table.density[i]!;
  out.loss[i] = cost;
  out.magnitude[i] = cost;
}

/** z ≥ 0: E(x_i − z)² = (E x_i − E z)² + Σ_j (δ_ij − a_ij)² Var x_j, a sum of squares. */
export function addLinearRow(table: RowTable, i: number, bias: number, gradient: boolean, out: Accumulator): void {
  const { features: n, gram, density } = table;
  const row = i * n;
  let meanZ = bias;
  let meanScale = Math.abs(bias) + density[i]! * MEAN;
  let spread = 0;
  let magnitude = 0;
  for (let j = 0; j < n; j++) {
    const p = density[j]!;
    const residual = (j === i ? 1 : 0) - gram[row + j]!;
    const variance = p * SECOND_MOMENT - p * p * MEAN * MEAN;
    const scale = Math.sqrt(gram[row + i]! * gram[j * n + j]!);
    meanZ += gram[row + j]! * p * MEAN;
    meanScale += scale * p * MEAN;
    spread += residual * residual * variance;
    magnitude += squareMagnitude(residual * residual * variance, variance, scale);
  }
  const shift = meanZ - density[i]! * MEAN;
  out.loss[i] = shift * shift + spread;
  out.magnitude[i] = magnitude + squareMagnitude(shift * shift, 1, meanScale);
  if (!gradient) return;
  out.halfBias[i] = shift;
  for (let j = 0; j < n; j++) {
    const p = density[j]!;
    const variance = p * SECOND_MOMENT - p * p * MEAN * MEAN;
    const residual = (j === i ? 1 : 0) - gram[row + j]!;
    out.halfCoupling[row + j] = shift * p * MEAN - residual * variance;
  }
}
