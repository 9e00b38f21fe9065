import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutShards } from './plan-shards.js';

const costs = fc.array(fc.double({ min: 0.1, max: 1000, noNaN: true }), { minLength: 1, maxLength: 60 });

describe('cutShards', () => {
  it('covers every cell once, in order, and no shard is more than one cell above its share', () => {
    fc.assert(
      fc.property(costs, fc.integer({ min: 1, max: 60 }), (cost, wanted) => {
        const count = Math.min(wanted, cost.length);
        const ends = cost.map((_, index) => 10 * (index + 1));
        const shards = cutShards(cost, ends, count);
        expect(shards).toHaveLength(count);
        expect(shards.map(({ start }) => start)).toEqual([0, ...shards.slice(0, -1).map(({ end }) => end)]);
        expect(shards.at(-1)?.end).toBe(10 * cost.length);
        expect(shards.every(({ cells, start, end }) => cells >= 1 && end - start === 10 * cells)).toBe(true);
        const total = cost.reduce((sum, each) => sum + each, 0);
        const fair = total / count + Math.max(...cost);
        expect(shards.every((shard) => shard.cost <= fair * (1 + 1e-12))).toBe(true);
        expect(shards.reduce((sum, shard) => sum + shard.cost, 0)).toBeCloseTo(total, 6);
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});
