import { census } from '@tegum/core';
import { describe, expect, it } from 'vitest';
import { examine } from './examine.js';
import { lawOf, lossUnderLaw, skeletonsOf } from './judge.js';
import { lawNames } from './laws.js';
import type { ModelQuestion } from './model-question.js';

const density = [0.1, 0.1, 0.1, 0.1, 0.1];
const importance = [1, 1, 1, 1, 1];
const { optima } = census({ population: { density: Float64Array.from(density), importance: Float64Array.from(importance) }, hidden: 2, starts: 4, seed: 1 });
const { W, b, loss } = optima[0]!;
const question: ModelQuestion = { features: 5, hidden: 2, W, b, density, importance };

describe('examine', () => {
  it('finds no force at the optimum, and one that lowers the loss beside it', () => {
    expect(Math.max(...examine(question).force.map(Math.abs))).toBeLessThan(1e-5);
    const moved = W.slice();
    moved[2]! += 0.2;
    const { force, loss: higher, gradientNorm } = examine({ ...question, W: moved });
    expect(higher).toBeGreaterThan(loss);
    expect(gradientNorm).toBeGreaterThan(1e-3);
    const step = 1e-4;
    const lower = examine({ ...question, W: moved.map((value, e) => value + step * force[e]!) }).loss;
    const square = force.reduce((sum, value) => sum + value * value, 0);
    expect((higher - lower) / (step * square)).toBeCloseTo(1, 2);
  });
});

describe('skeletonsOf', () => {
  it('adds up to the loss, and to all data', () => {
    const { skeletons, loss: total } = skeletonsOf(question);
    expect(total).toBeCloseTo(loss, 9);
    expect(skeletons.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(loss, 9);
    expect(skeletons.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 12);
    expect(skeletons[1]!.probability).toBeCloseTo(5 * 0.1 * 0.9 ** 4, 12);
  });
});

describe('lossUnderLaw', () => {
  it('of the uniform law is the loss itself', () => {
    expect(lossUnderLaw({ ...question, law: 'uniform' }).loss).toBeCloseTo(loss, 8);
  });

  it('of 0 or 1 is the average over all 32 inputs', () => {
    let expected = 0;
    for (let set = 0; set < 32; set++) {
      const x = density.map((_, i) => (set >> i) & 1);
      const probability = x.reduce((product, on) => product * (on === 1 ? 0.1 : 0.9), 1);
      const hidden = [0, 1].map((h) => x.reduce((sum, value, i) => sum + W[h * 5 + i]! * value, 0));
      for (let i = 0; i < 5; i++) expected += probability * (x[i]! - Math.max(0, b[i]! + hidden[0]! * W[i]! + hidden[1]! * W[5 + i]!)) ** 2;
    }
    expect(lossUnderLaw({ ...question, law: 'binary' }).loss).toBeCloseTo(expected, 10);
  });

  it.each(lawNames.filter((name) => name !== 'exactly-one'))('%s has the densities asked for, with an odd feature alone', (name) => {
    const law = lawOf(name, question);
    if (!('groups' in law)) throw new Error('expected groups');
    expect(law.groups.flatMap(({ features }) => features).sort()).toEqual([0, 1, 2, 3, 4]);
    for (const { features, activeCount } of law.groups) {
      const mean = activeCount.reduce((sum, probability, l) => sum + l * probability, 0);
      expect(mean / features.length).toBeCloseTo(0.1, 12);
    }
  });
});
