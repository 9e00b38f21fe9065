/** @file Gauss and Legendre's rule of four nodes on [0, 1]. */

/** Nodes of the rule. */
export const NODES = 4;

/** Abscissas > 0 and their weights on [−1, 1]; Abramowitz & Stegun 1964, table 25.4. */
const HALF = [[0.339981043584856, 0.652145154862546], [0.861136311594053, 0.347854845137454]] as const;

/** Nodes, then as many weights. */
export function gaussLegendre(): Float32Array {
  const rule = HALF.flatMap(([x, weight]) => [[(1 - x) / 2, weight / 2], [(1 + x) / 2, weight / 2]] as const);
  return Float32Array.from([...rule.map(([node]) => node), ...rule.map(([, weight]) => weight)]);
}
