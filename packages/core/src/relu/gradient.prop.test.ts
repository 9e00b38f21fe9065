import { expectClose, randomModel } from '@tegum/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { populationLoss } from './evaluate-loss.js';
import { arbitraryCase, type Case } from './oracle/arbitrary-models.js';
import { exactGradient } from './oracle/inclusion-exclusion.js';

function errorAndSize({ model, population }: Case) {
  const { gradient, errorBound } = populationLoss(model, population, { tolerance: 1e-10, gradient: true });
  const exact = exactGradient(model, population);
  let error = 0;
  let size = 0;
  for (const which of ['W', 'b'] as const) {
    exact[which].forEach((value, e) => {
      error += (value - gradient![which][e]!) ** 2;
      size += value ** 2;
    });
  }
  return { error: Math.sqrt(error), size: Math.sqrt(size), bound: gradient!.errorBound, valueBound: errorBound };
}

/** No feature so short that its couplings are lost beside the others. */
const ordinary = ({ model: { W, features, hidden } }: Case): boolean => {
  for (let i = 0; i < features; i++) {
    let square = 0;
    for (let h = 0; h < hidden; h++) square += W[h * features + i]! ** 2;
    if (square !== 0 && square < 0.01) return false;
  }
  return true;
};

describe('the gradient, against exact rational arithmetic', () => {
  it('is within its bound for every kind of model, dead and nearly dead features included', () => {
    fc.assert(
      fc.property(arbitraryCase(2, 4), (case_) => {
        const { error, size, bound } = errorAndSize(case_);
        expect(error).toBeLessThanOrEqual(bound + 1e-13 * (1 + size));
      }),
      { numRuns: 150, seed: 20224 },
    );
  });

  it('is good to 1e-7 on ordinary models', () => {
    fc.assert(
      fc.property(arbitraryCase(2, 5).filter(ordinary), (case_) => {
        const { error, size } = errorAndSize(case_);
        expect(error).toBeLessThanOrEqual(1e-7 * (1 + size));
      }),
      { numRuns: 100, seed: 20225 },
    );
  });

  it('is as good where the loss is so easy that five terms do', () => {
    const { W, b, density, importance } = randomModel(3, 5, 2);
    const model = { features: 5, hidden: 2, W: W.map((w) => w * 1e-4), b: b.map((v) => v * 1e-8) };
    const population = { density, importance };
    expect(populationLoss(model, population, { tolerance: 1e-10 }).terms).toBeLessThan(20);
    const { error, size } = errorAndSize({ model, population });
    expect(error).toBeLessThanOrEqual(1e-7 * size);
  });

  it('takes H(0) = 0 in the row of a dead feature whose bias is 0', () => {
    const model = { features: 2, hidden: 1, W: Float64Array.of(0, 0.5), b: new Float64Array(2) };
    const population = { density: Float64Array.of(0.5, 0.5), importance: Float64Array.of(1, 1) };
    const { gradient } = populationLoss(model, population, { gradient: true });
    // Row 1 is silent. In row 2, L₂ = (1 − w²)² p/3, and ½∂L₂/∂a₂₁ = E x₁ w² x₂ − E x₁ x₂ pulls w₁ along w₂.
    expectClose(gradient!.W, [2 * (0.25 - 1) * 0.25 * 0.25 * 0.5, (-4 * 0.5 * (1 - 0.25) * 0.5) / 3], { rtol: 1e-14 });
    expect(gradient!.b[0]).toBe(0);
  });
});
