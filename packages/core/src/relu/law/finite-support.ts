/**
 * @file One output's expected squared error where active features always have the value 1: every state is counted.
 *
 * z is a sum over two halves of the groups. Each half's states are listed in ascending order of their sums; for every state of
 * the one, those of the other with z > 0 are a tail of its list, known by its weight, first and second moment. So 2ⁿ states cost
 * O(2^{n/2}) (Horowitz & Sahni 1974).
 */
import type { RowGroup } from './active-sets.js';
import type { LawRow } from './law-row.js';

/** States of a half that are listed at most: 34 independent features, in all. */
const MOST_STATES = 2 ** 17;

export interface CountedError {
  readonly value: number;
  readonly rounding: number;
  /** States listed. */
  readonly states: number;
}

/** States of some groups, ascending in `sums`; `own` is the weight where feature i is active, and 0 elsewhere. */
interface States {
  readonly sums: Float64Array;
  readonly weights: Float64Array;
  readonly own: Float64Array;
}

/** @returns null if there are too many states to list. */
export function countedError(row: LawRow, hidden: number): CountedError | null {
  const { groups, couplings, bias } = row;
  const halves = halve(groups);
  if (halves === null) return null;
  const starts = new Map<RowGroup, number>();
  let at = 0;
  for (const group of groups) {
    starts.set(group, at);
    at += group.features.length;
  }
  const ownGroup = groups.at(-1)!;
  const [first, second] = halves.map((half) => {
    let states: States = { sums: Float64Array.of(0), weights: Float64Array.of(1), own: Float64Array.of(half.includes(ownGroup) ? 1 : 0) };
    for (const group of half) states = addGroup(states, group, couplings, starts.get(group)!, group === ownGroup);
    return states;
  });

  // `first` holds feature i.
  const { sums, weights, own } = first!;
  let tail = second!.sums.length;
  let weight = 0, mean = 0, square = 0, meanSize = 0;
  let z2 = 0, xz = 0, x2 = 0, size = 0;
  for (let s = 0; s < sums.length; s++) {
    const z = bias + sums[s]!;
    while (tail > 0 && second!.sums[tail - 1]! + z > 0) {
      tail -= 1;
      const w = second!.weights[tail]!;
      const t = second!.sums[tail]!;
      weight += w;
      mean += w * t;
      meanSize += w * Math.abs(t);
      square += w * t * t;
    }
    z2 += weights[s]! * (z * z * weight + 2 * z * mean + square);
    xz += own[s]! * (z * weight + mean);
    x2 += own[s]!;
    size += weights[s]! * (z * z * weight + 2 * Math.abs(z) * meanSize + square) + 2 * own[s]! * (Math.abs(z) * weight + meanSize);
  }
  const states = sums.length + second!.sums.length;
  const couplingSize = row.size * (row.size + 1);
  return {
    value: x2 - 2 * xz + z2,
    rounding: Number.EPSILON * ((states + 8 * couplings.length) * (size + x2) + 4 * (hidden + couplings.length) * couplingSize),
    states,
  };
}

/** Two sets of groups with about as many states each, the one with feature i first. */
function halve(groups: readonly RowGroup[]): [RowGroup[], RowGroup[]] | null {
  const own = groups.at(-1)!;
  const first = [own];
  const second: RowGroup[] = [];
  let firstStates = statesOf(own);
  let secondStates = 1;
  const others = groups.slice(0, -1).map((group) => ({ group, states: statesOf(group) }));
  for (const { group, states } of others.sort((a, b) => b.states - a.states)) {
    if (firstStates <= secondStates) {
      first.push(group);
      firstStates *= states;
    } else {
      second.push(group);
      secondStates *= states;
    }
  }
  return Math.max(firstStates, secondStates) <= MOST_STATES ? [first, second] : null;
}

function statesOf({ features, sets }: RowGroup): number {
  let binomial = 1;
  let total = 0;
  for (let l = 0; l <= features.length; l++) {
    if (l > 0) binomial = (binomial * (features.length - l + 1)) / l;
    if (sets[l]! > 0) total += binomial;
  }
  return total;
}

/** Every state with every state of the group, merged in order. */
function addGroup(states: States, { features, sets }: RowGroup, couplings: Float64Array, at: number, holdsOwn: boolean): States {
  let result: States = { sums: new Float64Array(0), weights: new Float64Array(0), own: new Float64Array(0) };
  const visit = (next: number, active: number, sum: number, ownActive: boolean): void => {
    if (next === features.length) {
      const probability = sets[active]!;
      if (probability > 0) result = merge(result, shifted(states, sum, probability, holdsOwn && !ownActive));
      return;
    }
    visit(next + 1, active, sum, ownActive);
    if (sets.findLastIndex((probability) => probability > 0) > active) {
      visit(next + 1, active + 1, sum + couplings[at + next]!, ownActive || (holdsOwn && next === features.length - 1));
    }
  };
  visit(0, 0, 0, false);
  return result;
}

function shifted({ sums, weights, own }: States, by: number, probability: number, ownInactive: boolean): States {
  return {
    sums: sums.map((sum) => sum + by),
    weights: weights.map((weight) => weight * probability),
    own: own.map((weight) => (ownInactive ? 0 : weight * probability)),
  };
}

function merge(a: States, b: States): States {
  const count = a.sums.length + b.sums.length;
  const result = { sums: new Float64Array(count), weights: new Float64Array(count), own: new Float64Array(count) };
  let i = 0;
  let j = 0;
  for (let out = 0; out < count; out++) {
    const fromA = j >= b.sums.length || (i < a.sums.length && a.sums[i]! <= b.sums[j]!);
    const source = fromA ? a : b;
    const from = fromA ? i++ : j++;
    result.sums[out] = source.sums[from]!;
    result.weights[out] = source.weights[from]!;
    result.own[out] = source.own[from]!;
  }
  return result;
}
