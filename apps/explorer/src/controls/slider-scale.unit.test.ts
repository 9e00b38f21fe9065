import { describe, expect, it } from 'vitest';
import { fractionOf, roundTo, valueAt } from './slider-scale.js';

describe('slider scale', () => {
  it.each([
    [{ min: 2, max: 12, scale: 'linear' }, 0.5, 7],
    [{ min: 0.001, max: 1, scale: 'log' }, 2 / 3, 0.1],
    [{ min: 3, max: 3, scale: 'linear' }, 0, 3],
  ] as const)('%o has at %d the value %d, and back', (range, fraction, value) => {
    expect(valueAt(fraction, range)).toBeCloseTo(value, 12);
    expect(fractionOf(value, range)).toBeCloseTo(fraction, 12);
  });

  it('rounds to significant digits', () => {
    expect(roundTo(0.0123456, 3)).toBe(0.0123);
    expect(roundTo(123456, 3)).toBe(123000);
  });
});
