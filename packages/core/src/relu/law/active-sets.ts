/**
 * @file Sums over all sets of active features, by the number of active ones: none, one, several.
 *
 * For one group, Σ over its sets A of P(A) Π_{j∈A} f_j = Σ_l q_l e_l(f), with q_l the probability of each set of l and e_l the
 * elementary symmetric polynomials by e_l ← e_l + f_j e_{l−1}. Groups are independent: their sums multiply. With f_j = E e^{iωa_jV}
 * that is the characteristic function, with f_j = E e^{sa_jV} as a series in s the moments, with f_j = |…| a bound on either.
 *
 * Cost       O(features · largest active count in a group)
 * Source     docs/concepts/skeletons.md: the generating function of the skeletons, here for groups
 */
import type { Ring } from './ring.js';

/** A group as one row of the Gram matrix sees it. */
export interface RowGroup {
  readonly features: readonly number[];
  /** P(exactly one given set of l is active), l = 0 … features.length. */
  readonly sets: Float64Array;
  /** The largest l with sets[l] > 0. */
  readonly most: number;
}

export class ActiveSets {
  /** E[Π f; so many active]: a number, two elements of the ring. */
  none = 1;
  readonly one: Float64Array;
  readonly several: Float64Array;
  /** E[x_i Π f; exactly one active, i alone] and E[x_i Π f; several active]. */
  readonly ownOne: Float64Array;
  readonly ownSeveral: Float64Array;

  readonly #symmetric: Float64Array;
  readonly #groupOne: Float64Array;
  readonly #groupSeveral: Float64Array;
  readonly #sum: Float64Array;
  readonly #next: Float64Array;

  /** @param largest - Size of the largest group that will be summed over. */
  constructor(
    readonly ring: Ring,
    largest: number,
  ) {
    const d = ring.size;
    const element = (): Float64Array => new Float64Array(d);
    this.one = element();
    this.several = element();
    this.ownOne = element();
    this.ownSeveral = element();
    this.#symmetric = new Float64Array((largest + 1) * d);
    this.#groupOne = element();
    this.#groupSeveral = element();
    this.#sum = element();
    this.#next = element();
  }

  /**
   * @param groups - The last feature of the last group is i.
   * @param factors - f_j, [features · ring.size] in the order of the groups.
   * @param own - E[V · …] of feature i, in place of f_i where x_i is a factor.
   */
  evaluate(groups: readonly RowGroup[], factors: Float64Array, own: Float64Array): void {
    const { ring, one, several } = this;
    this.none = 1;
    one.fill(0);
    several.fill(0);
    let at = 0;
    const last = groups.length - 1;
    for (let g = 0; g < last; g++) {
      const group = groups[g]!;
      const size = group.features.length;
      if (size === 1) this.#sumSingle(group, factors, at);
      else this.#sumGroup(group, factors, at, size);
      this.#join(group.sets[0]!);
      at += size * ring.size;
    }
    this.#finish(groups[last]!, factors, at, own);
  }

  #sumSingle({ sets }: RowGroup, factors: Float64Array, at: number): void {
    const d = this.ring.size;
    this.#groupSeveral.fill(0);
    for (let c = 0; c < d; c++) this.#groupOne[c] = sets[1]! * factors[at + c]!;
  }

  /** e_0 … e_most of `count` features, then the group's sums. */
  #sumGroup(group: RowGroup, factors: Float64Array, at: number, count: number): void {
    this.#symmetricOf(factors, at, count, group.most);
    this.#weigh(group, Math.min(count, group.most));
  }

  #symmetricOf(factors: Float64Array, at: number, count: number, most: number): void {
    const { ring } = this;
    const d = ring.size;
    const e = this.#symmetric;
    e.fill(0, 0, (most + 1) * d);
    e[0] = 1;
    for (let j = 0; j < count; j++) {
      for (let l = Math.min(j + 1, most); l > 0; l--) ring.multiplyAdd(e, l * d, e, (l - 1) * d, factors, at + j * d);
    }
  }

  #weigh({ sets }: RowGroup, most: number): void {
    const d = this.ring.size;
    const e = this.#symmetric;
    for (let c = 0; c < d; c++) {
      this.#groupOne[c] = most < 1 ? 0 : sets[1]! * e[d + c]!;
      let total = 0;
      for (let l = 2; l <= most; l++) total += sets[l]! * e[l * d + c]!;
      this.#groupSeveral[c] = total;
    }
  }

  /** (none, one, several) times the group's. */
  #join(groupNone: number): void {
    const { ring, one, several } = this;
    const groupOne = this.#groupOne;
    const groupSeveral = this.#groupSeveral;
    const next = this.#next;
    const sum = this.#sum;
    const d = ring.size;
    for (let c = 0; c < d; c++) {
      next[c] = several[c]! * groupNone + this.none * groupSeveral[c]!;
      // one · (group one + several) + several · (group one + several)
      sum[c] = groupOne[c]! + groupSeveral[c]!;
    }
    ring.multiplyAdd(next, 0, one, 0, sum, 0);
    ring.multiplyAdd(next, 0, several, 0, sum, 0);
    for (let c = 0; c < d; c++) {
      several[c] = next[c]!;
      one[c] = one[c]! * groupNone + this.none * groupOne[c]!;
    }
    this.none *= groupNone;
  }

  /** The group of feature i: first its other features, then i. */
  #finish(group: RowGroup, factors: Float64Array, at: number, own: Float64Array): void {
    const { ring, one, several, ownOne, ownSeveral } = this;
    const { sets, most } = group;
    const d = ring.size;
    const others = group.features.length - 1;
    this.#symmetricOf(factors, at, others, most);
    const e = this.#symmetric;
    const sum = this.#sum;
    const next = this.#next;

    ownSeveral.fill(0);
    ownOne.fill(0);
    if (most >= 1) {
      // i and several in all: with others of its group, whatever else; or alone in its group, with some elsewhere.
      for (let c = 0; c < d; c++) {
        let total = 0;
        for (let l = 2; l <= Math.min(most, others + 1); l++) total += sets[l]! * e[(l - 1) * d + c]!;
        sum[c] = total;
        next[c] = one[c]! + several[c]!;
      }
      const accumulated = this.#groupOne;
      accumulated.fill(0);
      ring.multiplyAdd(accumulated, 0, sum, 0, next, 0);
      for (let c = 0; c < d; c++) accumulated[c]! += this.none * sum[c]! + sets[1]! * next[c]!;
      ring.multiplyAdd(ownSeveral, 0, accumulated, 0, own, 0);
      for (let c = 0; c < d; c++) ownOne[c] = this.none * sets[1]! * own[c]!;
    }
    for (let l = Math.min(others + 1, most); l > 0; l--) ring.multiplyAdd(e, l * d, e, (l - 1) * d, factors, at + others * d);
    this.#weigh(group, Math.min(others + 1, most));
    this.#join(sets[0]!);
  }
}
