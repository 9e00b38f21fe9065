/**
 * How likely it is that exactly l features are active, l = 0 … most, and in the last slot that more are.
 *
 * Π_j (1 − p_j + p_j t) = Σ_l Pr(Q_l) t^l, one factor at a time: sums of positive terms, so every slot, however
 * small, is good to about 2 features ulp.
 *
 * Shape      density [features] in [0, 1] → [most + 2]
 * Cost       O(features · most)
 * Source     docs/concepts/skeletons.md; the Poisson-binomial distribution
 */
export function activeCounts(density: Float64Array, most: number): Float64Array {
  const counts = new Float64Array(most + 2);
  counts[0] = 1;
  for (const p of density) {
    const q = 1 - p;
    counts[most + 1]! += p * counts[most]!;
    for (let l = most; l >= 1; l--) counts[l] = q * counts[l]! + p * counts[l - 1]!;
    counts[0] *= q;
  }
  return counts;
}

/** The smallest l beyond which the probability that more features are active is at most `negligible`. */
export function likelyMost(density: Float64Array, negligible: number): number {
  const counts = activeCounts(density, density.length);
  let beyond = 0;
  for (let l = density.length; l > 0; l--) {
    beyond += counts[l]!;
    if (beyond > negligible) return l;
  }
  return 0;
}
