import { expectClose, permuted, randomModel, randomRotation, rotated, TestRandom } from '@tegum/testing';
import { describe, expect, it } from 'vitest';
import { InputError } from '../errors.js';
import type { Population, ToyModel } from '../model.js';
import { populationLoss } from './evaluate-loss.js';

function gradientOf(model: ToyModel, population: Population) {
  return populationLoss(model, population, { tolerance: 1e-12, gradient: true }).gradient!;
}

const cases = Array.from({ length: 24 }, (_, seed) => randomModel(seed + 1, 2 + (seed % 8), 1 + (seed % 2) * (seed % 8 > 1 ? 1 : 0)));

describe('laws of the exact loss', () => {
  it('gradient = central differences', () => {
    for (const model of cases.filter(({ features }) => features <= 6)) {
      const { W, b } = gradientOf(model, model);
      const step = 1e-5;
      const slope = (which: 'W' | 'b', e: number): number => {
        const at = (by: number): number => {
          const moved = model[which].slice();
          moved[e]! += by;
          return populationLoss({ ...model, [which]: moved }, model, { tolerance: 1e-13 }).loss;
        };
        return (at(step) - at(-step)) / (2 * step);
      };
      expectClose(W, Float64Array.from(W, (_, e) => slope('W', e)), { atol: 1e-7, rtol: 1e-7 });
      expectClose(b, Float64Array.from(b, (_, e) => slope('b', e)), { atol: 1e-7, rtol: 1e-7 });
    }
  });

  it('loss(QW) = loss(W)', () => {
    for (const [seed, model] of cases.entries()) {
      const turned = rotated(model, randomRotation(seed + 7, model.hidden));
      const { loss } = populationLoss({ ...model, W: turned.W }, model, { tolerance: 1e-11 });
      expectClose(loss, populationLoss(model, model, { tolerance: 1e-11 }).loss, { rtol: 3e-11 });
    }
  });

  it('features can be renumbered, with their densities and importances', () => {
    for (const model of cases) {
      const order = Array.from({ length: model.features }, (_, i) => (i * 5 + 3) % model.features);
      if (new Set(order).size < order.length) continue;
      const pick = (v: Float64Array): Float64Array => Float64Array.from(order, (i) => v[i]!);
      const { loss } = populationLoss(
        { ...model, W: permuted(model, order).W, b: pick(model.b) },
        { density: pick(model.density), importance: pick(model.importance) },
        { tolerance: 1e-11 },
      );
      expectClose(loss, populationLoss(model, model, { tolerance: 1e-11 }).loss, { rtol: 3e-11 });
    }
  });

  it('Noether: ⟨∂L/∂W, AW⟩ = 0 for skew A', () => {
    for (const model of cases.filter(({ hidden }) => hidden === 2)) {
      const { W: g } = gradientOf(model, model);
      const { W, features: n } = model;
      let along = 0;
      let size = 0;
      for (let i = 0; i < n; i++) {
        along += g[i]! * W[n + i]! - g[n + i]! * W[i]!;
        size += Math.abs(g[i]! * W[n + i]!) + Math.abs(g[n + i]! * W[i]!);
      }
      expectClose(along, 0, { atol: 1e-12 + 1e-9 * size });
    }
  });

  it('is linear in importance', () => {
    for (const model of cases) {
      const single = (i: number): number => {
        const importance = new Float64Array(model.features);
        importance[i] = model.importance[i]!;
        return populationLoss(model, { density: model.density, importance }, { tolerance: 1e-6 }).loss;
      };
      const { loss, lossPerFeature } = populationLoss(model, model, { tolerance: 1e-6 });
      const parts = Float64Array.from(lossPerFeature, (_, i) => single(i));
      expectClose(lossPerFeature, parts, { rtol: 1e-5, atol: 1e-5 * loss });
      expectClose(loss, parts.reduce((a, c) => a + c, 0), { rtol: 1e-5 });
    }
  });
});

describe('closed forms', () => {
  const p = 0.3;
  const pair = (W: number[], b: number[], density = [p, p], importance = [1, 2]) =>
    populationLoss(
      { features: 2, hidden: 1, W: Float64Array.from(W), b: Float64Array.from(b) },
      { density: Float64Array.from(density), importance: Float64Array.from(importance) },
      { tolerance: 1e-13 },
    ).loss;

  it('W = 0 and b = 0: Σ I p/3', () => expectClose(pair([0, 0], [0, 0]), (3 * p) / 3, { rtol: 1e-15 }));
  it('W = 0: b is the output, if positive', () => {
    expectClose(pair([0, 0], [0.4, -1]), p / 3 - p * 0.4 + 0.16 + (2 * p) / 3, { rtol: 1e-14 });
  });
  it('antipodal: (1 + r) p²/6', () => expectClose(pair([1, -1], [0, 0]), (3 * p * p) / 6, { rtol: 1e-13 }));
  it('dedicated, the other at its mean: r Var x', () => {
    expectClose(pair([1, 0], [0, p / 2]), 2 * (p / 3 - (p * p) / 4), { rtol: 1e-14 });
  });
  it('p = 0: only the biases are left', () => expectClose(pair([1, 0.5], [0.1, -0.2], [0, 0]), 0.01, { rtol: 1e-15 }));
  it('p = 1, z ≥ 0: a quadratic form', () => {
    // z₁ = x₁/4 + x₂/4 = z₂: E(x − z)² = Var + mean², both rows alike.
    expectClose(pair([0.5, 0.5], [0, 0], [1, 1]), 3 * ((9 / 16 + 1 / 16) / 12 + 1 / 16), { rtol: 1e-14 });
  });
});

describe('long series', () => {
  it('a capped period stays within its bound', () => {
    const random = new TestRandom(5);
    const [n, m] = [40, 8];
    const W = random.normals(n * m, 0.35);
    const b = random.normals(n, 0.05).map((v) => v - 0.1);
    const model = { features: n, hidden: m, W, b };
    const population = { density: new Float64Array(n).fill(0.02), importance: new Float64Array(n).fill(1) };
    const short = populationLoss(model, population, { tolerance: 1e-4 });
    const long = populationLoss(model, population, { tolerance: 1e-8 });
    let support = 0;
    for (let i = 0; i < n; i++) {
      let [up, down] = [b[i]!, -b[i]!];
      for (let j = 0; j < n; j++) {
        let a = 0;
        for (let h = 0; h < m; h++) a += W[h * n + i]! * W[h * n + j]!;
        if (a > 0) up += a;
        else down -= a;
      }
      support = Math.max(support, up, down);
    }
    expect(short.period).toBeLessThan(support);
    expect(short.errorBound).toBeLessThanOrEqual(1e-4 * short.loss);
    expect(Math.abs(short.loss - long.loss)).toBeLessThanOrEqual(short.errorBound + long.errorBound);
  });
});

describe('bad input', () => {
  const model = { features: 2, hidden: 1, W: Float64Array.of(1, -1), b: new Float64Array(2) };
  const population = { density: Float64Array.of(0.1, 0.1), importance: Float64Array.of(1, 1) };
  const message = (change: object, other: object = {}, tolerance = 1e-9): string => {
    try {
      populationLoss({ ...model, ...change }, { ...population, ...other }, { tolerance });
    } catch (error) {
      if (error instanceof InputError) return error.message;
    }
    return 'accepted';
  };
  it.each([
    [{ W: Float64Array.of(1) }, {}, 'populationLoss: W: expected hidden · features = 2 values, got 1'],
    [{ b: Float64Array.of(0) }, {}, 'populationLoss: b: expected features = 2 values, got 1'],
    [{}, { density: Float64Array.of(0.1) }, 'populationLoss: density: expected features = 2 values, got 1'],
    [{}, { importance: new Float64Array(3) }, 'populationLoss: importance: expected features = 2 values, got 3'],
    [{ W: Float64Array.of(1, -Infinity) }, {}, 'populationLoss: W[1]: expected a finite number, got -Infinity'],
    [{}, { density: Float64Array.of(-0.1, 1) }, 'populationLoss: density[0]: expected a number in [0, 1], got -0.1'],
    [{}, { importance: Float64Array.of(1, Infinity) }, 'populationLoss: importance[1]: expected a finite number, got Infinity'],
    [{ b: Float64Array.of(0, Number.NaN) }, {}, 'populationLoss: b[1]: expected a finite number, got NaN'],
    [{}, { density: Float64Array.of(0.1, 1.5) }, 'populationLoss: density[1]: expected a number in [0, 1], got 1.5'],
    [{}, { importance: Float64Array.of(-1, 1) }, 'populationLoss: importance[0]: expected a number ≥ 0, got -1'],
  ])('%o %o', (change, other, expected) => {
    expect(message(change, other)).toBe(expected);
  });
  it.each([2, 1, 0, -1, Number.NaN])('tolerance %d', (tolerance) => {
    expect(message({}, {}, tolerance)).toBe(`populationLoss: tolerance: expected a number in (0, 1), got ${String(tolerance)}`);
  });
});
