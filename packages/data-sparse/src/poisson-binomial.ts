/**
 * Distribution of the number of successes among independent trials with different probabilities.
 *
 * P(l) by adding one trial at a time: P'(l) = (1 − p) P(l) + p P(l − 1)
 *
 * Shape      p [n] → [n + 1], sums to 1
 * Numerics   all terms ≥ 0, nothing cancels: relative accuracy n ε even for tiny probabilities
 * Cost       O(n²)
 */
export function poissonBinomial(p: Float64Array): Float64Array {
  const P = new Float64Array(p.length + 1);
  P[0] = 1;
  for (let trials = 0; trials < p.length; trials++) {
    const success = p[trials]!;
    for (let l = trials + 1; l > 0; l--) P[l] = (1 - success) * P[l]! + success * P[l - 1]!;
    P[0] *= 1 - success;
  }
  return P;
}
