import fc from 'fast-check';
import { expect, it } from 'vitest';
import { spreadLabels } from './spread.js';

const seed = 20220914;

it('keeps order, gap and bounds, and moves nothing that need not move', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength: 20 }), (positions) => {
      const gap = 4;
      const spread = spreadLabels(positions, gap, 0, 100);
      const order = positions.map((_, index) => index).sort((a, b) => positions[a]! - positions[b]! || a - b);
      const sorted = order.map((index) => spread[index]!);
      sorted.forEach((value, rank) => {
        expect(value).toBeGreaterThanOrEqual(-1e-9);
        expect(value).toBeLessThanOrEqual(100 + 1e-9);
        if (rank > 0) expect(value - sorted[rank - 1]!).toBeGreaterThanOrEqual(gap - 1e-9);
      });
      const free = order.every((index, rank) => rank === 0 || positions[index]! - positions[order[rank - 1]!]! >= gap);
      if (free) spread.forEach((value, index) => expect(value).toBeCloseTo(positions[index]!, 9));
    }),
    { seed },
  );
});

it('moves two labels by the same amount, and squeezes what cannot fit', () => {
  expect(spreadLabels([50, 52], 10, 0, 100)).toEqual([46, 56]);
  expect(spreadLabels([5, 5, 5, 5, 5], 40, 0, 100)).toEqual([0, 25, 50, 75, 100]);
});
