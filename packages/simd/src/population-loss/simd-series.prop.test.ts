import { cappingError, Oscillation, PopulationLoss, planFor, populationLoss, type Population, type ToyModel } from '@tegum/core';
import { TestRandom } from '@tegum/testing';
import { describe, expect, it } from 'vitest';
import { SimdSeries } from './simd-series.js';

interface Case {
  readonly model: ToyModel;
  readonly population: Population;
}

/** Models of every kind: dead, tiny, equal and opposite features, densities at and near 0 and 1, large biases. */
function randomCase(seed: number, features: number): Case {
  const random = new TestRandom(seed);
  const uniform = (): number => random.uniform();
  const hidden = Math.max(1, Math.floor(features * uniform()));
  const W = random.normals(features * hidden, 0.3 + uniform() / Math.sqrt(hidden));
  const common = uniform();
  const equal = uniform() < 0.5;
  const density = Float64Array.from({ length: features }, () => {
    if (equal) return common;
    const kind = uniform();
    return kind < 0.1 ? 0 : kind < 0.2 ? 1 : kind < 0.3 ? 1e-6 : uniform();
  });
  const b = random.normals(features, 0.2);
  for (let i = 0; i < features; i++) {
    const kind = uniform();
    if (kind < 0.3) for (let h = 0; h < hidden; h++) W[h * features + i]! *= kind < 0.1 ? 0 : kind < 0.2 ? 1e-7 : 1e-3;
    else if (kind < 0.5 && i > 0) for (let h = 0; h < hidden; h++) W[h * features + i] = (kind < 0.4 ? 1 : -1) * W[h * features + i - 1]!;
    if (kind > 0.9) b[i]! *= 10;
  }
  return {
    model: { features, hidden, W, b },
    population: { density, importance: Float64Array.from({ length: features }, () => (uniform() < 0.1 ? 0 : uniform())) },
  };
}

const lengthOf = (...parts: Float64Array[]): number => Math.sqrt(parts.reduce((sum, part) => sum + part.reduce((s, v) => s + v * v, 0), 0));

function both({ model, population }: Case, terms: number | null, period?: number) {
  const { features: n, hidden: m, W, b } = model;
  const reference = new PopulationLoss(n, m, population.density, population.importance, (table) => new Oscillation(table, false));
  const fast = new PopulationLoss(n, m, population.density, population.importance, (table) => new SimdSeries(table));
  const scale = population.density.reduce((sum, p, i) => sum + p * population.importance[i]!, 0);
  const plan = planFor(reference, W, b, 1e-4 * scale + 1e-300);
  const chosen = period === undefined ? plan : { ...plan, period, cappingTolerance: Infinity };
  const used = { ...chosen, terms: terms ?? Math.min(plan.terms, 700) };
  const gradients = [0, 1].map(() => ({ W: new Float64Array(n * m), b: new Float64Array(n) })) as [Gradient, Gradient];
  return {
    reference: { loss: reference.evaluate(W, b, used, gradients[0]), gradient: gradients[0], rounding: reference.roundingBound },
    fast: { loss: fast.evaluate(W, b, used, gradients[1]), gradient: gradients[1], rounding: fast.roundingBound },
    scale: scale * (1 + lengthOf(W) ** 2 + lengthOf(b)),
  };
}

interface Gradient {
  readonly W: Float64Array;
  readonly b: Float64Array;
}

/** Both bounds of the capping error at a period shorter than the support. */
function cappings({ model, population }: Case, share: number, exponent: number): [number, number] {
  let result: [number, number] = [NaN, NaN];
  const loss = new PopulationLoss(model.features, model.hidden, population.density, population.importance, (table) => {
    const series = new SimdSeries(table);
    return {
      pairs: false,
      add: (b) => {
        const period = share * table.support;
        const reference = cappingError(table, b, population.importance, period, exponent);
        result = [series.cappingError(b, population.importance, period, exponent), reference];
      },
    };
  });
  loss.evaluate(model.W, model.b, { period: 1, terms: 1, exponent: 1, cappingTolerance: Infinity }, null);
  return result;
}

function expectEqual({ reference, fast, scale }: ReturnType<typeof both>): void {
  // Rounding is relative to what the loss is a difference of; where it is not, this is 1e-11 of the loss.
  expect(Math.abs(fast.loss - reference.loss)).toBeLessThanOrEqual(1e-11 * reference.loss + reference.rounding);
  const difference = lengthOf(
    fast.gradient.W.map((v, e) => v - reference.gradient.W[e]!),
    fast.gradient.b.map((v, e) => v - reference.gradient.b[e]!),
  );
  expect(difference).toBeLessThanOrEqual(1e-11 * lengthOf(reference.gradient.W, reference.gradient.b) + 1e-12 * scale);
}

describe('the series in WebAssembly', () => {
  it.each([1, 2, 3, 5, 8, 9, 17, 40])('equals the reference for %i features', (features) => {
    for (let seed = 1; seed <= (features > 10 ? 10 : 40); seed++) expectEqual(both(randomCase(seed + 1000 * features, features), null));
  });

  it('equals the reference for any number of terms, over the ends of blocks', () => {
    for (const terms of [1, 2, 3, 63, 64, 65, 127, 129, 200]) expectEqual(both(randomCase(terms, 7), terms));
  });

  it('divides by no factor that vanishes', () => {
    // At the fourth frequency of period 4 a coupling of 1 turns exactly once: ψ = 0.
    const model = { features: 3, hidden: 1, W: Float64Array.of(1, 1, 0.7), b: Float64Array.of(-0.3, -0.2, -0.1) };
    const ones = new Float64Array(3).fill(1);
    expectEqual(both({ model, population: { density: ones, importance: ones } }, 12, 4));
  });

  it('bounds the error of capping as the reference does, also beyond the range of a double', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const [fast, reference] = cappings(randomCase(seed, 1 + (seed % 12)), 0.2 + 0.01 * seed, [1, 4, 16, 128, 500][seed % 5]!);
      if (Object.is(reference, fast)) continue;
      expect(Math.abs(fast / reference - 1)).toBeLessThan(1e-10);
    }
  });

  it('serves models of many sizes in turn from one memory', () => {
    for (const features of [3, 130, 4, 60, 2]) expectEqual(both(randomCase(features, features), 9));
  });

  it('states a bound that holds against closed pairs', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { model, population } = randomCase(seed, 5);
      const exact = populationLoss(model, population, { tolerance: 1e-10 });
      const fast = new PopulationLoss(5, model.hidden, population.density, population.importance, (table) => new SimdSeries(table));
      const plan = planFor(fast, model.W, model.b, 1e-5 * exact.loss);
      const loss = fast.evaluate(model.W, model.b, plan, null);
      expect(Math.abs(loss - exact.loss)).toBeLessThanOrEqual(fast.errorBound + exact.errorBound);
      expect(fast.errorBound).toBeLessThanOrEqual(1.1e-5 * exact.loss + fast.roundingBound);
    }
  });
});
