import { describe, expect, it } from 'vitest';
import { logTicks, tickLabel } from './log-axis.js';

describe('logTicks', () => {
  it.each([
    [0.02, 0.4, [0.02, 0.05, 0.1, 0.2]],
    [1, 1e6, [1, 10, 100, 1000, 1e4, 1e5, 1e6]],
    [1e-8, 1e4, [1e-8, 1e-6, 1e-4, 1e-2, 1, 100, 1e4]],
    [0.026, 0.051, [0.03, 0.035, 0.04, 0.045, 0.05]],
  ])('from %d to %d', (low, high, ticks) => { expect(logTicks(low, high)).toEqual(ticks); });
});

describe('tickLabel', () => {
  it.each([
    [0, '0'],
    [0.05, '0.05'],
    [1e-5, '1e−5'],
    [2000, '2k'],
    [1e6, '1M'],
  ])('%d → %s', (value, text) => { expect(tickLabel(value)).toBe(text); });
});
