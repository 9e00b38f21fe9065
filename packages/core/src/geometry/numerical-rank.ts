import { InputError } from '../errors.js';
import { symmetricEigen } from '../numerics/symmetric-eigen.js';
import { checkDirections, type Directions } from './directions.js';

/** Default of `numericalRank`: singular values below this share of the largest count as zero. */
const RANK_TOLERANCE = 1e-6;

/**
 * Number of singular values of W above `rtol` times the largest: the dimension that the feature directions span.
 *
 * Shape      W [hidden, features] → an integer in [0, min(hidden, features)]
 * Numerics   from the eigenvalues of WWᵀ or WᵀW, whichever is smaller; these are squares, hence rtol ≥ 1e-7
 * Cost       O(features · hidden · k + k³), k = min(features, hidden)
 *
 * @throws {InputError} if W has the wrong length or an entry that is not finite, or rtol is outside [1e-7, 1).
 *
 * @example
 * numericalRank({ features: 2, hidden: 2, W: Float64Array.of(1, 2, 2, 4) }); // → 1
 */
export function numericalRank(model: Directions, rtol = RANK_TOLERANCE): number {
  checkDirections(model, 'numericalRank');
  if (!(rtol >= 1e-7 && rtol < 1)) throw new InputError('numericalRank', 'rtol in [1e-7, 1)', String(rtol));
  const { features: n, hidden: m, W } = model;
  let largest = 0;
  for (let e = 0; e < W.length; e++) largest = Math.max(largest, Math.abs(W[e]!));
  if (largest === 0) return 0;
  const byRows = m <= n;
  const size = byRows ? m : n;
  const length = byRows ? n : m;
  const vectorStride = byRows ? n : 1;
  const entryStride = byRows ? 1 : n;
  const gram = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < length; k++) {
        sum += (W[i * vectorStride + k * entryStride]! / largest) * (W[j * vectorStride + k * entryStride]! / largest);
      }
      gram[i * size + j] = sum;
      gram[j * size + i] = sum;
    }
  }
  const { values } = symmetricEigen(gram, size);
  const threshold = rtol * rtol * values[size - 1]!;
  return values.reduce((rank, value) => (value > threshold ? rank + 1 : rank), 0);
}
