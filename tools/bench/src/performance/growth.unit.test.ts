import { expect, it } from 'vitest';
import { fitPowerLaw } from './growth.js';

it('finds the exponent of a power law', () => {
  const fit = fitPowerLaw([2, 5, 20, 80].map((x) => ({ x, y: 3 * x ** 2.5 })))!;
  expect(fit.exponent).toBeCloseTo(2.5, 12);
  expect(fit.standardError).toBeCloseTo(0, 12);
});

it('states the scatter as the textbook does', () => {
  // ln y = 0, 1, 1 at ln x = 0, 1, 2: slope 1/2, residual 1/6, error √(1/6 / 1 / 2).
  const fit = fitPowerLaw([0, 1, 1].map((y, x) => ({ x: Math.exp(x), y: Math.exp(y) })))!;
  expect(fit.exponent).toBeCloseTo(0.5, 12);
  expect(fit.standardError).toBeCloseTo(Math.sqrt(1 / 12), 12);
});

it('needs two sizes', () => {
  expect(fitPowerLaw([])).toBeNull();
  expect(fitPowerLaw([{ x: 2, y: 1 }])).toBeNull();
});
