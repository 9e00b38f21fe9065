import { sumOfCounts } from './sum-of-counts.js';

/**
 * Distribution of the number of successes among independent trials with different probabilities.
 *
 * P(l) by adding one trial at a time: P'(l) = (1 − p) P(l) + p P(l − 1)
 *
 * Shape      p [n] → [n + 1], sums to 1
 * Numerics   all terms ≥ 0, nothing cancels: relative accuracy n ε even for tiny probabilities
 * Cost       O(n²)
 *
 * @example
 * poissonBinomial(Float64Array.of(0.5, 0.5)); // → [ 0.25, 0.5, 0.25 ]
 */
export function poissonBinomial(p: Float64Array): Float64Array {
  return sumOfCounts(Array.from(p, (success) => Float64Array.of(1 - success, success)));
}
