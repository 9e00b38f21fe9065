/**
 * @file What one output sees: z = b + Σ_j a_j x_j, the groups of the features that move it, and how far it can go.
 */
import type { ToyModel } from '../../model.js';
import type { RowGroup } from './active-sets.js';
import { setProbabilities, withoutOneFeature, type GroupedLaw } from './feature-law.js';
import { magnitudes } from './magnitude.js';

export interface LawRow {
  /** The output's own feature. */
  readonly i: number;
  readonly bias: number;
  /** Features with a ≠ 0, by group; i is the last of the last group. Empty if W has nothing to say about i. */
  readonly groups: readonly RowGroup[];
  /** a_j of those features, in their order. */
  readonly couplings: Float64Array;
  /** The least and the greatest z. */
  readonly low: number;
  readonly high: number;
  /** |b| + Σ_j |w_i||w_j| ≥ |z|: what rounding is relative to. */
  readonly size: number;
}

/** Row i of the Gram matrix with the law's groups, less the features that have no part in z. */
export function lawRow(model: ToyModel, law: GroupedLaw, i: number): LawRow {
  const { features: n, hidden: m, W } = model;
  const bias = model.b[i]!;
  const couplings = new Float64Array(n);
  const norms = new Float64Array(n);
  for (let h = 0; h < m; h++) {
    const w = W[h * n + i]!;
    for (let j = 0; j < n; j++) {
      couplings[j]! += w * W[h * n + j]!;
      norms[j]! += W[h * n + j]! * W[h * n + j]!;
    }
  }
  if (couplings[i] === 0) return { i, bias, groups: [], couplings: new Float64Array(0), low: bias, high: bias, size: Math.abs(bias) };

  const groups: RowGroup[] = [];
  let own: RowGroup | undefined;
  let reach = 0;
  for (const group of law.groups) {
    const coupled = group.features.filter((j) => couplings[j] !== 0 && j !== i);
    const holdsOwn = group.features.includes(i);
    if (holdsOwn) coupled.push(i);
    if (coupled.length === 0) continue;
    let sets = setProbabilities(group);
    while (sets.length > coupled.length + 1) sets = withoutOneFeature(sets);
    const row = { features: coupled, sets, most: sets.findLastIndex((probability) => probability > 0) };
    if (holdsOwn) own = row;
    else groups.push(row);
    for (const j of coupled) reach += Math.sqrt(norms[i]! * norms[j]!);
  }
  groups.push(own!);
  const { low, high } = rangeOf(groups, couplings, law);
  return {
    i,
    bias,
    groups,
    couplings: Float64Array.from(groups.flatMap(({ features }) => features.map((j) => couplings[j]!))),
    low: bias + low,
    high: bias + high,
    size: Math.abs(bias) + reach,
  };
}

/** The least and the greatest Σ a_j x_j: in each group the worst set of a size it can have. */
function rangeOf(groups: readonly RowGroup[], couplings: Float64Array, { magnitude }: GroupedLaw): { low: number; high: number } {
  const { low: least, high: most } = magnitudes[magnitude];
  let low = 0;
  let high = 0;
  for (const { features, sets } of groups) {
    low -= best(features.map((j) => Math.max(-couplings[j]! * least, -couplings[j]! * most)), sets);
    high += best(features.map((j) => Math.max(couplings[j]! * least, couplings[j]! * most)), sets);
  }
  return { low, high };
}

/** The greatest sum of l values, over the l that have a probability. */
function best(values: number[], sets: Float64Array): number {
  values.sort((a, b) => b - a);
  let sum = 0;
  let greatest = sets[0]! > 0 ? 0 : -Infinity;
  values.forEach((value, l) => {
    sum += value;
    if (sets[l + 1]! > 0 && sum > greatest) greatest = sum;
  });
  return greatest;
}
