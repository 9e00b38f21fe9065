import { randomModel } from '@tegum/testing';
import { describe, expect, it } from 'vitest';
import { PopulationLoss } from './population-loss.js';

const of = (...values: number[]): Float64Array => Float64Array.from(values);

describe('truncation bounds', () => {
  it('of value and gradient never increase with the number of terms, and fall at least like 1/K', () => {
    for (let seed = 1; seed <= 8; seed++) {
      const model = randomModel(seed, seed % 2 === 0 ? 5 : 9, 2);
      const objective = new PopulationLoss(model.features, 2, model.density, model.importance);
      const { period, exponent } = objective.periodAt(model.W, model.b, 1e-9);
      objective.visit(model.W, model.b);
      let value = Infinity;
      let gradient = Infinity;
      const valueAt = (terms: number) => objective.truncation(period, terms);
      const gradientAt = (terms: number) => objective.gradientErrorBound(model.W, { period, terms, exponent, cappingTolerance: 0 });
      for (let terms = 1; terms < 20_000; terms = Math.ceil(terms * 1.3)) {
        expect(valueAt(terms)).toBeLessThanOrEqual(value);
        expect(gradientAt(terms)).toBeLessThanOrEqual(gradient);
        value = valueAt(terms);
        gradient = gradientAt(terms);
      }
      expect(valueAt(10_000)).toBeLessThan(0.11 * valueAt(1000));
      expect(gradientAt(1e6)).toBeLessThan(0.11 * gradientAt(1e5));
    }
  });

  it('of the gradient is Infinity, not NaN, next to a nearly dead feature', () => {
    const W = of(0.6, -0.5, 1e-9, 0.4);
    const objective = new PopulationLoss(4, 1, of(0.3, 0.3, 0.3, 0.3), of(1, 1, 1, 1));
    objective.visit(W, of(0, 0, 0, 0));
    const plan = { period: 1, terms: 64, exponent: 1, cappingTolerance: 0 };
    expect(objective.gradientErrorBound(W, plan)).toBe(Infinity);
  });
});
