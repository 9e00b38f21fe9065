import { expectClose, randomModel, TestRandom } from '@tegum/testing';
import { describe, expect, it } from 'vitest';
import { populationLoss } from '../evaluate-loss.js';
import type { FeatureGroup, FeatureLaw, GroupedLaw } from './feature-law.js';
import { jointTransform } from './joint-transform.js';
import { lawLoss } from './law-loss.js';
import type { MagnitudeKind } from './magnitude.js';

const independent = (density: ArrayLike<number>): FeatureGroup[] =>
  Array.from(density, (p, i) => ({ features: [i], activeCount: Float64Array.of(1 - p, p) }));

const exactly = (features: number, active: number): FeatureGroup[] => [
  { features: Array.from({ length: features }, (_, i) => i), activeCount: Float64Array.from({ length: features + 1 }, (_, l) => (l === active ? 1 : 0)) },
];

const mixed: FeatureGroup[] = [
  { features: [3, 0], activeCount: Float64Array.of(0.7, 0, 0.3) },
  { features: [1, 4, 5], activeCount: Float64Array.of(0.4, 0.6, 0, 0) },
  { features: [2], activeCount: Float64Array.of(0.75, 0.25) },
];

/** Σ over active sets of their probability, straight from the definition. */
function eachSet(law: GroupedLaw, visit: (active: readonly number[], probability: number) => void): void {
  const n = law.features;
  const choose = (g: number, l: number): number => (l === 0 ? 1 : (choose(g - 1, l - 1) * g) / l);
  for (let mask = 0; mask < 2 ** n; mask++) {
    let probability = 1;
    for (const { features, activeCount } of law.groups) {
      const l = features.filter((i) => ((mask >> i) & 1) === 1).length;
      probability *= activeCount[l]! / choose(features.length, l);
    }
    if (probability > 0) visit(Array.from({ length: n }, (_, i) => i).filter((i) => ((mask >> i) & 1) === 1), probability);
  }
}

function squaredErrors({ features: n, hidden: m, W, b }: ReturnType<typeof randomModel>, x: ArrayLike<number>): number[] {
  const h = Array.from({ length: m }, (_, k) => Array.from(x, (value, j) => W[k * n + j]! * value).reduce((s, v) => s + v, 0));
  return Array.from({ length: n }, (_, i) => (x[i]! - Math.max(0, b[i]! + h.reduce((s, v, k) => s + W[k * n + i]! * v, 0))) ** 2);
}

describe('independent uniform features', () => {
  it.each([1, 2, 3, 4, 5, 6])('agree with populationLoss, model %d, within both bounds', (seed) => {
    const model = randomModel(seed, 3 + seed, 2);
    const other = populationLoss(model, model, { tolerance: 1e-10 });
    const law: FeatureLaw = { features: model.features, magnitude: 'uniform', groups: independent(model.density) };
    for (const tolerance of [1e-3, 1e-6, 1e-9]) {
      const result = lawLoss(model, model.importance, law, { tolerance });
      expect(Math.abs(result.loss - other.loss)).toBeLessThanOrEqual(result.errorBound + other.errorBound);
      expect(result.errorBound).toBeLessThanOrEqual(tolerance * result.loss);
      expect(result.method).toBe('series');
    }
  });
});

describe('features that are 0 or 1', () => {
  it.each([
    ['independent', 9, independent(randomModel(7, 9, 3).density)],
    ['in groups', 6, mixed],
    ['two of five', 5, exactly(5, 2)],
    ['two of five, some outputs blind to some features', 5, exactly(5, 2)],
  ])('%s: agree with the sum over all states', (name, features, groups) => {
    const model = randomModel(11, features, 3);
    if (name.includes('blind')) for (const e of [0, features, 1 + 2 * features, 3, 4 + 2 * features, 2, 2 + features, 2 + 2 * features]) model.W[e] = 0;
    const law: GroupedLaw = { features, magnitude: 'one', groups };
    let expected = 0;
    eachSet(law, (active, probability) => {
      const x = new Float64Array(features);
      for (const i of active) x[i] = 1;
      squaredErrors(model, x).forEach((error, i) => (expected += probability * model.importance[i]! * error));
    });
    const { loss, errorBound, method } = lawLoss(model, model.importance, law);
    expect(method).toBe('states');
    expect(Math.abs(loss - expected)).toBeLessThanOrEqual(errorBound + 1e-13);
    expect(errorBound).toBeLessThan(1e-10 * loss);
  });
});

describe('values spread over an interval', () => {
  const cases: readonly (readonly [string, MagnitudeKind, number, FeatureGroup[]])[] = [
    ['signed, independent', 'signed-uniform', 4, independent([0.3, 0.1, 0.5, 0.2])],
    ['uniform, in groups', 'uniform', 6, mixed],
    ['signed, in groups', 'signed-uniform', 6, mixed],
    ['uniform, two of five', 'uniform', 5, exactly(5, 2)],
    ['uniform, three of seven', 'uniform', 7, exactly(7, 3)],
    ['uniform, one of five', 'uniform', 5, exactly(5, 1)],
  ];
  it.each(cases)('%s: agree with 400,000 samples within 5 standard errors', (_, magnitude, features, groups) => {
    const model = randomModel(21, features, 2);
    const law: GroupedLaw = { features, magnitude, groups };
    const sets: { active: readonly number[]; upTo: number }[] = [];
    let total = 0;
    eachSet(law, (active, probability) => sets.push({ active, upTo: (total += probability) }));
    expect(total).toBeCloseTo(1, 12);
    const random = new TestRandom(5);
    const samples = 400_000;
    let sum = 0;
    let squares = 0;
    const x = new Float64Array(features);
    for (let sample = 0; sample < samples; sample++) {
      const u = random.uniform() * total;
      x.fill(0);
      for (const i of sets.find(({ upTo }) => u < upTo)!.active) x[i] = magnitude === 'uniform' ? random.uniform() : random.uniform(-1, 1);
      const error = squaredErrors(model, x).reduce((all, e, i) => all + model.importance[i]! * e, 0);
      sum += error;
      squares += error * error;
    }
    const mean = sum / samples;
    const standardError = Math.sqrt((squares / samples - mean * mean) / samples);
    const result = lawLoss(model, model.importance, law, { tolerance: 1e-9 });
    expect(result.errorBound).toBeLessThanOrEqual(1e-9 * result.loss);
    expect(standardError / mean).toBeLessThan(0.01);
    expect(Math.abs(result.loss - mean)).toBeLessThan(5 * standardError);
  });
});

describe('joint characteristic function', () => {
  it.each([
    ['in groups', 6, mixed],
    ['two of five', 5, exactly(5, 2)],
  ])('%s: is the sum over all states where active features are 1', (_, features, groups) => {
    const law: GroupedLaw = { features, magnitude: 'one', groups };
    const a = new TestRandom(8).uniforms(features, -3, 3);
    let re = 0;
    let im = 0;
    eachSet(law, (active, probability) => {
      const angle = active.reduce((sum, i) => sum + a[i]!, 0);
      re += probability * Math.cos(angle);
      im += probability * Math.sin(angle);
    });
    expectClose(jointTransform(law, a), [re, im], { atol: 1e-14 });
  });
});

describe('a finite data set', () => {
  it('is averaged over its rows', () => {
    const model = randomModel(31, 5, 2);
    const rows = new TestRandom(6).uniforms(50 * 5, -1, 1);
    let expected = 0;
    for (let r = 0; r < 50; r++) squaredErrors(model, rows.subarray(5 * r, 5 * r + 5)).forEach((e, i) => (expected += (model.importance[i]! * e) / 50));
    const { loss, errorBound, method, terms } = lawLoss(model, model.importance, { features: 5, rows });
    expect(Math.abs(loss - expected)).toBeLessThan(1e-13);
    expect(errorBound).toBeLessThan(1e-12 * loss);
    expect({ method, terms }).toEqual({ method: 'rows', terms: 50 });
  });
});

describe('bad input', () => {
  const model = randomModel(1, 3, 2);
  const one = Float64Array.of(1, 1, 1);
  it.each([
    [{ features: 3, magnitude: 'uniform', groups: independent([0.1, 0.1]) }, 'lawLoss: groups: expected every feature in a group, got feature 2 in none'],
    [{ features: 3, magnitude: 'uniform', groups: [...independent([0.1, 0.1, 0.1]), { features: [1], activeCount: Float64Array.of(1, 0) }] }, 'feature 1 again'],
    [{ features: 1, magnitude: 'one', groups: independent([0.1]) }, "lawLoss: features: expected the model's 3, got 1"],
    [{ features: 3, magnitude: 'one', groups: [{ features: [0, 1, 2], activeCount: Float64Array.of(0.5, 0.4, 0, 0) }] }, 'expected probabilities that add up to 1, got 0.9'],
    [{ features: 3, rows: new Float64Array(4) }, 'lawLoss: rows: expected a multiple of features = 3 numbers, at least one row, got 4'],
    [{ features: 3, rows: Float64Array.of(1, NaN, 2) }, 'lawLoss: rows[0][1]: expected a finite number, got NaN'],
  ] as readonly (readonly [FeatureLaw, string])[])('is refused with its place (%#)', (law, message) => {
    expect(() => lawLoss(model, one, law)).toThrow(message);
  });
});
