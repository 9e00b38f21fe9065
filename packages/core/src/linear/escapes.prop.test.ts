import { expectClose } from '@tegum/testing';
import { describe, expect, it } from 'vitest';
import { criticalPoint } from './critical-point.js';
import { criticalSets } from './critical-sets.js';
import { escapePoint } from './escape-point.js';
import { linearLoss } from './linear-loss.js';
import { problemOf, randomOrbit } from './linear-problem.support.test.js';
import { saddleGraph } from './saddle-graph.js';

describe('escapePoint', () => {
  const eigenvalues = [4, 3, 2, 1];
  const { sigma, vectors } = problemOf(eigenvalues, 3);
  const base = { vectors, eigenvalues, features: 4, hidden: 2 };
  const lossAt = (weights: { A: Float64Array; B: Float64Array }): number => linearLoss({ ...weights, sigma, features: 4, hidden: 2 }).loss;

  it.each([...criticalSets({ eigenvalues, hidden: 2 })].flatMap(({ indices, loss, escapes }) => escapes.map((escape) => [indices, loss, escape] as const)))(
    'from %j (loss %d) by %j: the loss changes as the closed form says, at every distance',
    (indices, loss, escape) => {
      for (const epsilon of [1e-3, 0.1, -0.5, 1]) {
        const point = escapePoint({ ...base, indices, escape, epsilon, C: randomOrbit(9, 2) });
        expectClose(lossAt(point), loss + point.lossChange, { rtol: 1e-13 });
        const share = escape.from === null ? epsilon ** 2 * (2 - epsilon ** 2) : epsilon ** 2 / (1 + epsilon ** 2);
        expectClose(point.lossChange, -share * escape.drop, { rtol: 1e-14 });
      }
      expectClose(lossAt(escapePoint({ ...base, indices, escape, epsilon: 0 })), lossAt(criticalPoint({ ...base, indices })), {});
    },
  );

  it('keeps the drop of an escape too small for the loss to show', () => {
    const { lossChange } = escapePoint({ ...base, indices: [2, 3], escape: { from: 3, to: 1 }, epsilon: 1e-12 });
    expectClose(lossChange, -2e-24, { rtol: 1e-14 });
  });

  it.each([
    [{ escape: { from: 4, to: 1 } }, 'escapePoint: from: expected one of indices, or null, got 4'],
    [{ escape: { from: 3, to: 2 } }, 'escapePoint: to: expected an eigenvector from 1 to 4 that is not among indices, got 2'],
    [{ escape: { from: null, to: 1 } }, 'escapePoint: from: expected one of indices, got null (no hidden unit is idle)'],
    [{ escape: { from: 3, to: 1 }, epsilon: NaN }, 'escapePoint: epsilon: expected a finite number, got NaN'],
  ])('refuses an escape that does not start there', (wrong, message) => {
    expect(() => escapePoint({ ...base, indices: [2, 3], epsilon: 0.1, ...wrong })).toThrow(message);
  });
});

describe('saddleGraph', () => {
  it('leads downhill along every escape and ends at the minimum alone', () => {
    for (const [eigenvalues, hidden] of [[[4, 3, 2, 1], 2], [[5, 2, 2, 2, 1], 3], [[1, 1, 1], 2]] as const) {
      const { nodes, edges } = saddleGraph({ eigenvalues, hidden });
      expect(nodes).toEqual([...criticalSets({ eigenvalues, hidden })]);
      for (const { from, to, drop, kind } of edges) {
        expectClose(nodes[from]!.loss - nodes[to]!.loss, drop, { atol: 1e-14 });
        expect(nodes[to]!.rank - nodes[from]!.rank).toBe(kind === 'add' ? 1 : 0);
        expect(nodes[to]!.morseIndex).toBeLessThan(nodes[from]!.morseIndex);
      }
      expect(new Set(edges.map(({ from }) => from))).toEqual(new Set(nodes.map((_, index) => index).slice(1)));
    }
    // Σ of the Morse indices is 38; the origin's 4 escapes have multiplicity 2 each.
    expect(saddleGraph({ eigenvalues: [4, 3, 2, 1], hidden: 2 }).edges).toHaveLength(38 - 4);
  });

  it('refuses a graph that nobody can read', () => {
    const eigenvalues = Array.from({ length: 20 }, (_, i) => 20 - i);
    expect(() => saddleGraph({ eigenvalues, hidden: 5 })).toThrow('saddleGraph: expected at most 5000 critical sets, got 21700 (list the lowest with criticalSets instead)');
  });

  it('of the lowest sets has their edges as the whole graph has them', () => {
    const landscape = { eigenvalues: [7, 5, 3, 2, 1], hidden: 3 };
    const [whole, low] = [saddleGraph(landscape), saddleGraph(landscape, { lowest: 9 })];
    expect(low.nodes).toEqual(whole.nodes.slice(0, 9));
    expect(low.edges).toEqual(whole.edges.filter(({ from }) => from < 9));
    expect(saddleGraph({ eigenvalues: Array.from({ length: 30 }, (_, i) => 30 - i), hidden: 15 }, { lowest: 3 }).nodes).toHaveLength(3);
  });
});
