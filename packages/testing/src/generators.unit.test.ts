import { describe, expect, it } from 'vitest';
import { expectClose } from './expect-close.js';
import { randomModel, randomRotation } from './random-model.js';
import { TestRandom } from './test-random.js';

const mean = (values: Float64Array): number => values.reduce((sum, x) => sum + x, 0) / values.length;

describe('TestRandom', () => {
  it('repeats itself for one seed and differs for another', () => {
    expect(new TestRandom(3).uniforms(5)).toEqual(new TestRandom(3).uniforms(5));
    expect(new TestRandom(3).uniforms(5)).not.toEqual(new TestRandom(4).uniforms(5));
  });

  it('has the mean and variance it claims (100,000 draws, 5 σ)', () => {
    const count = 100_000;
    const uniforms = new TestRandom(1).uniforms(count, 2, 4);
    expectClose(mean(uniforms), 3, { atol: (5 * Math.sqrt(1 / 3)) / Math.sqrt(count) });
    const normals = new TestRandom(2).normals(count, 2);
    expectClose(mean(normals), 0, { atol: 10 / Math.sqrt(count) });
    expectClose(mean(normals.map((x) => x * x)), 4, { atol: (20 * Math.sqrt(2)) / Math.sqrt(count) });
  });

  it('gives integers at both ends and permutations of all numbers', () => {
    const random = new TestRandom(5);
    expect(new Set(Array.from({ length: 200 }, () => random.integer(2, 4)))).toEqual(new Set([2, 3, 4]));
    expect(random.permutation(50).sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i));
  });
});

describe('randomModel and randomRotation', () => {
  it('fill their shapes within the ranges stated', () => {
    const model = randomModel(1, 40, 10);
    expect([model.W.length, model.b.length]).toEqual([400, 40]);
    expect(model.density.every((p) => p >= 0.005 && p <= 0.9)).toBe(true);
    expect(model.importance.every((i) => i >= 0.1 && i <= 2)).toBe(true);
    expectClose(mean(model.W.map((w) => w * w)), 0.1, { rtol: 0.3 });
  });

  it('gives a matrix with orthonormal rows', () => {
    const q = randomRotation(9, 6);
    for (let i = 0; i < 6; i++) {
      for (let j = 0; j < 6; j++) {
        let dot = 0;
        for (let k = 0; k < 6; k++) dot += q[i * 6 + k]! * q[j * 6 + k]!;
        expectClose(dot, i === j ? 1 : 0, { atol: 1e-14 });
      }
    }
  });
});
