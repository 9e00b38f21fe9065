import { Oscillation, PopulationLoss, planFor, populationLoss, type Population, type ToyModel } from '@tegum/core';
import { TestRandom } from '@tegum/testing';
import { describe, expect, it } from 'vitest';
import { SimdPopulationLoss } from './simd-population-loss.js';

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
  const { density, importance } = population;
  const reference = new PopulationLoss(n, m, density, importance, (table) => new Oscillation(table, n <= 8));
  const fast = new SimdPopulationLoss(n, m, density, importance);
  const scale = density.reduce((sum, p, i) => sum + p * importance[i]!, 0);
  const plan = planFor(reference, W, b, 1e-4 * scale + 1e-300);
  const chosen = period === undefined ? plan : { ...plan, period, cappingTolerance: Infinity };
  const used = { ...chosen, terms: terms ?? Math.min(plan.terms, 700) };
  const [expected, found] = [reference, fast].map((loss) => {
    const gradient = { W: new Float64Array(n * m), b: new Float64Array(n) };
    const value = loss.evaluate(W, b, used, gradient);
    return { loss: value, alone: loss.evaluate(W, b, used, null), gradient, rounding: loss.roundingBound, bound: loss.errorBound, parts: loss.lossPerFeature };
  }) as [Evaluation, Evaluation];
  return { reference: expected, fast: found, scale: scale * (1 + lengthOf(W) ** 2 + lengthOf(b)) };
}

interface Evaluation {
  readonly loss: number;
  readonly alone: number;
  readonly gradient: { readonly W: Float64Array; readonly b: Float64Array };
  readonly rounding: number;
  readonly bound: number;
  readonly parts: Float64Array;
}

function expectEqual({ reference, fast, scale }: ReturnType<typeof both>): void {
  // Rounding is relative to what the loss is a difference of; where it is not, this is 1e-11 of the loss.
  const slack = 1e-11 * reference.loss + reference.rounding;
  expect(Math.abs(fast.loss - reference.loss)).toBeLessThanOrEqual(slack);
  expect(fast.alone).toBe(fast.loss);
  expect(fast.rounding).toBe(reference.rounding);
  expect(fast.bound).toBe(reference.bound);
  fast.parts.forEach((part, i) => void expect(Math.abs(part - reference.parts[i]!)).toBeLessThanOrEqual(slack));
  const difference = lengthOf(
    fast.gradient.W.map((v, e) => v - reference.gradient.W[e]!),
    fast.gradient.b.map((v, e) => v - reference.gradient.b[e]!),
  );
  expect(difference).toBeLessThanOrEqual(1e-11 * lengthOf(reference.gradient.W, reference.gradient.b) + 1e-12 * scale);
}

describe('the loss in WebAssembly', () => {
  it.each([1, 2, 3, 5, 8, 9, 17, 40, 64])('equals the reference for %i features', (features) => {
    for (let seed = 1; seed <= (features > 10 ? 10 : 100); seed++) expectEqual(both(randomCase(seed + 1000 * features, features), null));
  });

  it('equals the reference for any number of terms, over the ends of blocks', () => {
    for (const features of [7, 11]) {
      for (const terms of [1, 2, 3, 63, 64, 65, 127, 129, 200]) expectEqual(both(randomCase(terms, features), terms));
    }
  });

  it.each([3, 9])('divides by no factor that vanishes, %i features', (features) => {
    // At the fourth frequency of period 4 a coupling of 1 turns exactly once: ψ = 0.
    const W = new Float64Array(features);
    const b = new Float64Array(features);
    W.set([1, 1, 0.7]);
    b.set([-0.3, -0.2, -0.1]);
    const ones = new Float64Array(features).fill(1);
    expectEqual(both({ model: { features, hidden: 1, W, b }, population: { density: ones, importance: ones } }, 12, 4));
  });

  it('equals the reference where all features have one density', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const features = 9 + (seed % 13);
      const { model, population } = randomCase(seed, features);
      const density = new Float64Array(features).fill([1e-6, 0.01, 0.1, 0.5, 0.79, 0.81, 0.99, 1][seed % 8]!);
      expectEqual(both({ model, population: { ...population, density } }, seed % 3 === 0 ? 70 : null));
    }
  });

  it.each([5, 12])('tells what each term adds to the loss of %i features, as the reference does', (features) => {
    const { model, population } = randomCase(features, features);
    const { hidden: m, W, b } = model;
    const plan = { ...planFor(new PopulationLoss(features, m, population.density, population.importance), W, b, 1e-3), terms: 70 };
    const [expected, found] = [
      new PopulationLoss(features, m, population.density, population.importance),
      new SimdPopulationLoss(features, m, population.density, population.importance),
    ].map((loss) => loss.contributions(W, b, plan)) as [Float64Array, Float64Array];
    expect(found.length).toBe(70);
    const size = Math.max(...expected.map(Math.abs));
    expect(size).toBeGreaterThan(0);
    for (let k = 0; k < 70; k++) expect(Math.abs(found[k]! - expected[k]!)).toBeLessThan(1e-12 * size + 1e-15);
    const loss = new SimdPopulationLoss(features, m, population.density, population.importance);
    const total = loss.evaluate(W, b, plan, null);
    const fewer = loss.evaluate(W, b, { ...plan, terms: 30 }, null);
    expect(Math.abs(found.slice(30).reduce((sum, value) => sum + value, 0) - (total - fewer))).toBeLessThan(1e-13 * total);
  });

  it('serves models of many sizes in turn from one memory', () => {
    for (const features of [3, 130, 4, 60, 2]) expectEqual(both(randomCase(features, features), 9));
    const cases = [5, 12].map((features) => randomCase(features, features));
    const losses = cases.map(({ model, population }) => new SimdPopulationLoss(model.features, model.hidden, population.density, population.importance));
    const plan = { terms: 9, period: 20, exponent: 1, cappingTolerance: Infinity };
    const rounds = [0, 1].map(() => cases.map(({ model }, e) => losses[e]!.evaluate(model.W, model.b, plan, null)));
    expect(rounds[1]).toEqual(rounds[0]);
  });

  it('does not see the signs of the hidden units, to the last bit', () => {
    const { model, population } = randomCase(77, 11);
    const plan = { terms: 20, period: 20, exponent: 1, cappingTolerance: Infinity };
    const loss = new SimdPopulationLoss(11, model.hidden, population.density, population.importance);
    const flipped = model.W.map((w, e) => (e < 11 ? -w : w));
    expect(loss.evaluate(flipped, model.b, plan, null)).toBe(loss.evaluate(model.W, model.b, plan, null));
  });

  it('chooses the period that core chooses, also beyond the range of a double', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const { model, population } = randomCase(seed, 1 + (seed % 12));
      const { features: n, hidden: m, b } = model;
      const W = seed % 5 === 0 ? model.W.map((w) => 30 * w) : model.W;
      const [reference, fast] = [PopulationLoss, SimdPopulationLoss].map((Loss) => {
        const loss = new Loss(n, m, population.density, population.importance);
        return loss.periodAt(W, b, 1e-6);
      }) as [{ period: number; exponent: number }, { period: number; exponent: number }];
      expect(Math.abs(fast.period / reference.period - 1)).toBeLessThan(1e-10);
      expect(fast.exponent).toBe(reference.exponent);
    }
  });

  it('widens a period that a point has outgrown, as core does', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { model, population } = randomCase(seed, 10);
      const tight = { terms: 40, period: 0.3, exponent: 8, cappingTolerance: 1e-6 };
      const { features: n, hidden: m, W, b } = model;
      const [reference, fast] = [
        new PopulationLoss(n, m, population.density, population.importance, (table) => new Oscillation(table, false)),
        new SimdPopulationLoss(n, m, population.density, population.importance),
      ].map((loss) => loss.evaluate(W, b, tight, null)) as [number, number];
      expect(Math.abs(fast / reference - 1)).toBeLessThan(1e-10);
    }
  });

  it('states a bound that holds against closed pairs', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { model, population } = randomCase(seed, 5);
      const exact = populationLoss(model, population, { tolerance: 1e-10 });
      const fast = new SimdPopulationLoss(5, model.hidden, population.density, population.importance);
      const plan = planFor(fast, model.W, model.b, 1e-5 * exact.loss);
      const loss = fast.evaluate(model.W, model.b, plan, null);
      expect(Math.abs(loss - exact.loss)).toBeLessThanOrEqual(fast.errorBound + exact.errorBound);
      expect(fast.errorBound).toBeLessThanOrEqual(1.1e-5 * exact.loss + fast.roundingBound);
    }
  });
});
