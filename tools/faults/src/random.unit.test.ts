import { expect, it } from 'vitest';
import { Random } from './random.js';

it('draws the same schedule from the same seed, within its bounds', () => {
  const [one, again, other] = [new Random(7), new Random(7), new Random(8)];
  const draws = Array.from({ length: 1000 }, () => one.between(2, 5));
  expect(draws).toEqual(Array.from({ length: 1000 }, () => again.between(2, 5)));
  expect(draws.every((draw) => draw >= 2 && draw < 5)).toBe(true);
  // Standard error 0.027.
  expect(Math.abs(draws.reduce((sum, draw) => sum + draw, 0) / 1000 - 3.5)).toBeLessThan(0.11);
  expect(other.between(2, 5)).not.toBe(draws[0]);
  expect(new Set(Array.from({ length: 100 }, () => one.below(3)))).toEqual(new Set([0, 1, 2]));
});
