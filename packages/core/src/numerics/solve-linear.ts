/** @file Square systems of linear equations, by ml-matrix's LU decomposition. */
import { LuDecomposition, Matrix } from 'ml-matrix';

/**
 * x with A x = b, by LU with partial pivoting; null if A is singular to working precision.
 *
 * Shape      a [n, n] row-major, b [n]; neither is modified
 * Dtype      float64; only + − × ÷ and comparisons, so the same bits everywhere
 * Cost       O(n³)
 *
 * @example
 * solveLinear(Float64Array.of(2, 0, 0, 4), Float64Array.of(1, 1)); // → [ 0.5, 0.25 ]
 */
export function solveLinear(a: Float64Array, b: Float64Array): Float64Array | null {
  const n = b.length;
  const decomposition = new LuDecomposition(Matrix.from1DArray(n, n, a));
  if (decomposition.isSingular()) return null;
  return Float64Array.from(decomposition.solve(Matrix.columnVector(b)).to1DArray());
}
