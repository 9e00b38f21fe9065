/** @file Which critical set an escape from which other one leads to. */
import { InputError } from '../errors.js';
import { countCriticalSets, criticalSets, type CriticalSet, type LinearLandscape } from './critical-sets.js';

/** A way down from one critical set to another. */
export interface SaddleEdge {
  /** Positions in `nodes`; the loss falls from `from` to `to`. */
  readonly from: number;
  readonly to: number;
  /** One eigenvector swapped for one of a larger eigenvalue, or one more taken up by an idle hidden unit. */
  readonly kind: 'swap' | 'add';
  /** Loss at `from` − loss at `to`, > 0. */
  readonly drop: number;
}

/** All critical sets, and the ways down between them. */
export interface SaddleGraph {
  /** All critical sets, lowest loss first. */
  readonly nodes: readonly CriticalSet[];
  readonly edges: readonly SaddleEdge[];
}

/** How many critical sets are wanted. */
export interface SaddleGraphOptions {
  /** Only so many critical sets, those of the lowest loss; default all. Since every escape leads lower, no edge of theirs is cut. */
  readonly lowest?: number;
}

/** Beyond this no picture can be read, and the edges fill memory. */
const MOST_NODES = 5000;

/**
 * All critical sets, or the lowest, and, for every escape of every one, the edge to the critical set at its end. Gradient descent that starts near a
 * saddle leaves it along its escapes; the only node without an edge out is the minimum.
 *
 * Cost       O(nodes · hidden · features)
 *
 * @throws {InputError} if more than 5,000 critical sets are asked for.
 *
 * @example
 * const { nodes, edges } = saddleGraph({ eigenvalues: [3, 2, 1], hidden: 1 });
 * nodes.map(({ loss }) => loss); // → [ 3, 4, 5, 6 ]
 * edges.length; // → 6
 */
export function saddleGraph(landscape: LinearLandscape, { lowest = Infinity }: SaddleGraphOptions = {}): SaddleGraph {
  const count = Math.min(lowest, countCriticalSets(landscape));
  if (count > MOST_NODES) {
    throw new InputError('saddleGraph', `at most ${MOST_NODES} critical sets`, String(count), 'list the lowest with criticalSets instead');
  }
  const nodes: CriticalSet[] = [];
  for (const set of criticalSets(landscape)) {
    if (nodes.length === count) break;
    nodes.push(set);
  }
  const keyOf = (chosen: readonly number[]): string => chosen.join();
  const position = new Map(nodes.map(({ eigenspaces }, index) => [keyOf(eigenspaces.map(({ chosen }) => chosen)), index]));
  const edges = nodes.flatMap(({ eigenspaces, escapes }, index) =>
    escapes.flatMap(({ from, to, drop }): SaddleEdge[] => {
      const chosen = eigenspaces.map(
        ({ chosen: count, first, multiplicity }) => count + holds(first, multiplicity, to) - (from === null ? 0 : holds(first, multiplicity, from)),
      );
      const end = position.get(keyOf(chosen));
      // A drop lost in the rounding of the losses could leave its end just outside.
      return end === undefined ? [] : [{ from: index, to: end, kind: from === null ? 'add' : 'swap', drop }];
    }),
  );
  return { nodes, edges };
}

function holds(first: number, multiplicity: number, index: number): 0 | 1 {
  return index >= first && index < first + multiplicity ? 1 : 0;
}
