import { expect, it } from 'vitest';
import { lowerMedian, median } from './median.js';

it('is in the middle, whatever the order', () => {
  expect(median([3, 1, 20])).toBe(3);
  expect(median([4, 1, 20, 3])).toBe(3.5);
  expect(lowerMedian([4, 1, 20, 3])).toBe(3);
  expect(lowerMedian([3, 1, 20])).toBe(3);
  expect(median([])).toBeNaN();
  expect(lowerMedian([])).toBeNaN();
});
