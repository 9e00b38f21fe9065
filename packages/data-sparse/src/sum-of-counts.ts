/**
 * Distribution of a sum of independent counts: the convolution of theirs.
 *
 * Shape      counts[g][l] = P(count g is l) → [1 + Σ (counts[g].length − 1)]
 * Numerics   all terms ≥ 0, nothing cancels: relative accuracy n ε even for tiny probabilities, n the largest sum
 * Cost       O(n²)
 */
export function sumOfCounts(counts: Iterable<Float64Array>): Float64Array {
  let total = Float64Array.of(1);
  for (const count of counts) {
    const next = new Float64Array(total.length + count.length - 1);
    for (let l = 0; l < count.length; l++) {
      const probability = count[l]!;
      if (probability === 0) continue;
      for (let k = 0; k < total.length; k++) next[k + l]! += probability * total[k]!;
    }
    total = next;
  }
  return total;
}
