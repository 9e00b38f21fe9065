/** @file Nodes and weights on [0, 1], symmetric about ½. */

/** Abscissas > 0 and their weights on [−1, 1]; Abramowitz & Stegun 1964, table 25.4. */
const RULES = {
  6: [[0.238619186083197, 0.467913934572691], [0.661209386466265, 0.360761573048139], [0.932469514203152, 0.171324492379170]],
  12: [
    [0.125233408511469, 0.249147045813403], [0.367831498998180, 0.233492536538355], [0.587317954286617, 0.203167426723066],
    [0.769902674194305, 0.160078328543346], [0.904117256370475, 0.106939325995318], [0.981560634246719, 0.047175336386512],
  ],
} as const;

/** Nodes, then as many weights. */
export function gaussLegendre(order: keyof typeof RULES): Float64Array {
  const rule = RULES[order].flatMap(([x, weight]) => [[(1 - x) / 2, weight / 2], [(1 + x) / 2, weight / 2]] as const);
  return Float64Array.from([...rule.map(([node]) => node), ...rule.map(([, weight]) => weight)]);
}
