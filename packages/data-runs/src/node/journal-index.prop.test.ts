import fc from 'fast-check';
import { expect, it } from 'vitest';
import { JournalIndex, type JournalPlace } from './journal-index.js';

const place: fc.Arbitrary<JournalPlace> = fc.record({
  offset: fc.maxSafeNat(),
  length: fc.integer({ min: 1, max: 256 << 20 }),
  status: fc.constantFrom('done', 'diverged', 'failed'),
  digest: fc.integer({ min: 0, max: 0xffffffff }),
});

it('answers as a map of cells to places does, in the same order', () => {
  // More cells than there is room for at first, few enough to meet some twice.
  const cell = fc.integer({ min: 0, max: 300 }).map((number) => number.toString(16).padStart(32, '0'));
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, place), { maxLength: 600, size: 'max' }), (set) => {
      const index = new JournalIndex();
      for (const [key, value] of set) index.set(key, value);
      const map = new Map(set);
      expect([...index]).toEqual([...map]);
      expect([[...index.keys()], [...index.values()], index.size]).toEqual([[...map.keys()], [...map.values()], map.size]);
      const absent = 'f'.repeat(32);
      expect([index.has(absent), index.get(absent)]).toEqual([false, undefined]);
      for (const [key, value] of map) expect([index.has(key), index.get(key)]).toEqual([true, value]);
    }),
    { seed: 20_260_101 },
  );
});
