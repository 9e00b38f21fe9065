import { describe, expect, it } from 'vitest';
import { linearTicks } from './ticks.js';

describe('linearTicks', () => {
  it.each([
    [0, 10, 5, [0, 2, 4, 6, 8, 10]],
    [0, 0.55, 5, [0, 0.2, 0.4]],
    [-1.2, 1.2, 3, [-1, 0, 1]],
    [0, 48, 4, [0, 20, 40]],
    [3, 7000, 3, [0, 5000].slice(1)],
  ])('from %f to %f, about %i', (low, high, wanted, ticks) => {
    expect(linearTicks(low, high, wanted)).toEqual(ticks);
  });
});
