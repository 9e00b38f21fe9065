import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RandomStream } from './streams.js';
import { cheapestAssignment } from './assignment.js';

function permutations(n: number): number[][] {
  if (n === 0) return [[]];
  return permutations(n - 1).flatMap((shorter) => Array.from({ length: n }, (_, place) => shorter.toSpliced(place, 0, n - 1)));
}

function costOf(cost: Float64Array, n: number, permutation: ArrayLike<number>): number {
  return Array.from(permutation).reduce((sum, j, i) => sum + cost[i * n + j]!, 0);
}

it('is as cheap as the cheapest of all permutations', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 1e6 }), fc.boolean(), (n, seed, ties) => {
      const cost = new Float64Array(n * n);
      new RandomStream(seed).fillNormal(cost);
      if (ties) cost.forEach((value, e) => (cost[e] = Math.round(value)));
      const permutation = cheapestAssignment(cost, n);
      expect([...permutation].sort()).toEqual(Array.from({ length: n }, (_, i) => i));
      const least = Math.min(...permutations(n).map((candidate) => costOf(cost, n, candidate)));
      expect(Math.abs(costOf(cost, n, permutation) - least)).toBeLessThan(1e-12);
    }),
    { seed: 20261124, numRuns: 150 },
  );
});
