import { TestRandom, expectClose } from '@tegum/testing';
import { describe, expect, it } from 'vitest';
import { Adam, Sgd, type Optimizer } from './optimizers.js';

const adam = { learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0, decoupled: false };

function run(optimizer: Optimizer, start: number, gradients: readonly number[]): number[] {
  const theta = Float64Array.of(start);
  return gradients.map((g) => {
    optimizer.step(theta, Float64Array.of(g));
    return theta[0]!;
  });
}

describe('Sgd', () => {
  it('goes down the gradient', () => {
    expect(run(new Sgd(1, { learningRate: 0.5, momentum: 0, weightDecay: 0 }), 1, [1, -4])).toEqual([0.5, 2.5]);
  });

  it('starts momentum with the whole gradient: v = 1, 2.5, 4.25 at momentum ½', () => {
    expect(run(new Sgd(1, { learningRate: 1, momentum: 0.5, weightDecay: 0 }), 0, [1, 2, 3])).toEqual([-1, -3.5, -7.75]);
  });

  it('adds weight decay to the gradient, so momentum carries it', () => {
    // g = 0 + ½·4 = 2, v = 2, θ = 2;  g = ½·2 = 1, v = ½·2 + 1 = 2, θ = 0
    expect(run(new Sgd(1, { learningRate: 1, momentum: 0.5, weightDecay: 0.5 }), 4, [0, 0])).toEqual([2, 0]);
  });
});

describe('Adam', () => {
  it('makes a first step of about learningRate · sign(g), whatever the size of g', () => {
    for (const g of [1e-3, 1, -1, -1e6]) expectClose(run(new Adam(1, adam), 0, [g])[0]!, -1e-3 * Math.sign(g), { rtol: 2e-5 });
  });

  it('adds epsilon outside the root of the corrected second moment', () => {
    // m̂ = g, v̂ = g²: the step is learningRate · g/(|g| + ε) = learningRate/2 at g = ε.
    expectClose(run(new Adam(1, adam), 0, [1e-8])[0]!, -0.5e-3, { rtol: 1e-12 });
  });

  it('takes no step without a gradient, and none of a zero gradient at the start', () => {
    expect(run(new Adam(1, adam), 3, [0, 0])).toEqual([3, 3]);
  });

  it.each([
    ['Adam', 0, false],
    ['Adam with L2', 0.1, false],
    ['AdamW', 0.1, true],
  ] as const)('%s follows the papers: m̂ = m/(1−β₁ᵗ), v̂ = v/(1−β₂ᵗ)', (_name, weightDecay, decoupled) => {
    const options = { ...adam, learningRate: 0.02, beta1: 0.8, beta2: 0.95, weightDecay, decoupled };
    const gradients = [...new TestRandom(4).normals(50)];
    const actual = run(new Adam(1, options), 0.7, gradients);

    // Moments as the sums they are, not as recurrences: m_t = (1−β) Σ_s β^(t−s) g_s.
    let theta = 0.7;
    const seen: number[] = [];
    const expected = gradients.map((raw) => {
      seen.push(decoupled ? raw : raw + weightDecay * theta);
      const t = seen.length;
      const moment = (beta: number, power: number): number =>
        seen.reduce((sum, g, s) => sum + (1 - beta) * beta ** (t - 1 - s) * g ** power, 0) / (1 - beta ** t);
      const direction = moment(0.8, 1) / (Math.sqrt(moment(0.95, 2)) + 1e-8);
      const decay = decoupled ? 0.02 * weightDecay * theta : 0;
      theta = theta - decay - 0.02 * direction;
      return theta;
    });
    expectClose(actual, expected, { rtol: 1e-12, atol: 1e-14 });
  });

  it('AdamW shrinks the weight before the step: θ = (1 − 0.1·0.5)·2 − 0.1', () => {
    const adamw = new Adam(1, { ...adam, learningRate: 0.1, weightDecay: 0.5, decoupled: true });
    expectClose(run(adamw, 2, [1e3])[0]!, 1.8, { rtol: 1e-11 });
  });

  it('keeps each parameter to itself', () => {
    const both = new Adam(2, adam);
    const theta = Float64Array.of(1, -1);
    both.step(theta, Float64Array.of(0.3, 0));
    both.step(theta, Float64Array.of(-0.1, 0));
    expect([...theta]).toEqual([run(new Adam(1, adam), 1, [0.3, -0.1])[1], -1]);
  });
});
