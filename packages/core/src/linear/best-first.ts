/** @file Choices of at most m dimensions from eigenspaces, in order of the loss they leave, found one at a time. */
import type { Eigenspace } from './spectrum.js';

export interface Choice {
  /** Dimensions taken from each eigenspace, [eigenspaces]. */
  readonly chosen: readonly number[];
  /** Σ of the eigenvalues left out. */
  readonly loss: number;
}

/**
 * Best-first search. A choice is reached from a better one by moving one dimension to the next lower eigenspace, where "none at
 * all" counts as an eigenspace of value 0 below the others: every choice but the best has such a predecessor.
 *
 * Losses are summed from the smallest eigenvalue up. Rounding of a sum in a fixed order is monotone in every summand, so a
 * successor's loss is never less, not even by rounding, and the order is exact.
 *
 * Order      loss, then lexicographic in `chosen`, greater first
 * Cost       O(k m) pushes for k choices, each O(eigenvalues)
 */
export class BestFirst implements Iterable<Choice> {
  constructor(
    private readonly spaces: readonly Eigenspace[],
    private readonly hidden: number,
  ) {}

  *[Symbol.iterator](): Generator<Choice, void, void> {
    const { spaces, hidden } = this;
    const heap: Choice[] = [];
    const seen = new Set<string>();
    const visit = (chosen: readonly number[]): void => {
      const key = chosen.join();
      if (seen.has(key)) return;
      seen.add(key);
      push(heap, { chosen, loss: lossOf(spaces, chosen) });
    };
    visit(greedy(spaces, hidden));
    for (let best = pop(heap); best !== undefined; best = pop(heap)) {
      yield best;
      const { chosen } = best;
      for (let g = 0; g < spaces.length; g++) {
        const next = spaces[g + 1];
        if (chosen[g] === 0 || (next !== undefined && chosen[g + 1] === next.multiplicity)) continue;
        const moved = [...chosen];
        moved[g]! -= 1;
        if (next !== undefined) moved[g + 1]! += 1;
        visit(moved);
      }
    }
  }
}

function greedy(spaces: readonly Eigenspace[], hidden: number): number[] {
  let left = hidden;
  return spaces.map(({ multiplicity }) => {
    const taken = Math.min(left, multiplicity);
    left -= taken;
    return taken;
  });
}

function lossOf(spaces: readonly Eigenspace[], chosen: readonly number[]): number {
  let loss = 0;
  for (let g = spaces.length - 1; g >= 0; g--) {
    const { eigenvalue, multiplicity } = spaces[g]!;
    for (let count = chosen[g]!; count < multiplicity; count++) loss += eigenvalue;
  }
  return loss;
}

function before(a: Choice, b: Choice): boolean {
  if (a.loss !== b.loss) return a.loss < b.loss;
  for (let g = 0; g < a.chosen.length; g++) {
    if (a.chosen[g] !== b.chosen[g]) return a.chosen[g]! > b.chosen[g]!;
  }
  return false;
}

/** A binary heap in an array: the children of i are 2i + 1 and 2i + 2. */
function push(heap: Choice[], choice: Choice): void {
  let at = heap.length;
  heap.push(choice);
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!before(choice, heap[parent]!)) break;
    heap[at] = heap[parent]!;
    at = parent;
  }
  heap[at] = choice;
}

function pop(heap: Choice[]): Choice | undefined {
  const best = heap[0];
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return best;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child++;
    if (!before(heap[child]!, last)) break;
    heap[at] = heap[child]!;
    at = child;
  }
  heap[at] = last;
  return best;
}
