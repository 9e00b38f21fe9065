/**
 * The permutation π with the least Σ_i cost[i, π(i)]: the linear assignment problem, by shortest augmenting paths.
 *
 * Shape      cost [n, n] row-major, finite entries; returns π [n]
 * Cost       O(n³)
 * Source     Kuhn 1955, Munkres 1957; the O(n³) form is Jonker & Volgenant 1987
 */
export function cheapestAssignment(cost: Float64Array, n: number): Int32Array {
  // Rows and columns count from 1 here; column 0 holds the row that is being placed.
  const rowPrice = new Float64Array(n + 1);
  const columnPrice = new Float64Array(n + 1);
  const rowOf = new Int32Array(n + 1);
  const before = new Int32Array(n + 1);
  const slack = new Float64Array(n + 1);
  const reached = new Uint8Array(n + 1);
  for (let row = 1; row <= n; row++) {
    rowOf[0] = row;
    slack.fill(Infinity);
    reached.fill(0);
    let column = 0;
    do {
      reached[column] = 1;
      const from = rowOf[column]!;
      let least = Infinity;
      let next = 0;
      for (let j = 1; j <= n; j++) {
        if (reached[j] === 1) continue;
        const reduced = cost[(from - 1) * n + j - 1]! - rowPrice[from]! - columnPrice[j]!;
        if (reduced < slack[j]!) {
          slack[j] = reduced;
          before[j] = column;
        }
        if (slack[j]! < least) {
          least = slack[j]!;
          next = j;
        }
      }
      for (let j = 0; j <= n; j++) {
        if (reached[j] === 1) {
          rowPrice[rowOf[j]!]! += least;
          columnPrice[j]! -= least;
        } else slack[j]! -= least;
      }
      column = next;
    } while (rowOf[column] !== 0);
    for (; column !== 0; column = before[column]!) rowOf[column] = rowOf[before[column]!]!;
  }
  const permutation = new Int32Array(n);
  for (let j = 1; j <= n; j++) permutation[rowOf[j]! - 1] = j - 1;
  return permutation;
}
