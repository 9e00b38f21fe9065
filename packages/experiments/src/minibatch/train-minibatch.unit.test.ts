import { MinibatchTrainer } from '@tegum/simd';
import { expectClose } from '@tegum/testing';
import { describe, expect, it } from 'vitest';
import { trainReference, type ReferenceOptions } from './reference/train-reference.js';
import { trainMinibatch } from './train-minibatch.js';

const base: ReferenceOptions = {
  features: 4,
  hidden: 2,
  density: [0.4, 0.3, 0.5, 0.2],
  importance: [1, 0.8, 0.6, 1.3],
  optimizer: 'sgd',
  steps: 450,
  batchSize: 16,
  learningRate: 0.3,
  momentum: 0.9,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0.01,
  seed: 12,
  stream: 3,
};

describe('trainMinibatch', () => {
  it('gives the model and the steps of one trainer, and its loss in at most 200 points', () => {
    const trainer = new MinibatchTrainer(base, [base]);
    const losses = Array.from({ length: 450 }, () => trainer.run(1)[0]!);
    const { W, b, lossCurve, diverged, steps } = trainMinibatch(base);
    expect({ W, b, diverged, steps }).toEqual({ W: trainer.model(0).W, b: trainer.model(0).b, diverged: false, steps: 450 });
    // Windows of three steps.
    expectClose(lossCurve, Array.from({ length: 150 }, (_, k) => losses.slice(3 * k, 3 * k + 3).reduce((sum, loss) => sum + loss / 3, 0)), { rtol: 1e-14 });
  });

  it('has a shorter window at the end where steps do not divide', () => {
    expect(trainMinibatch({ ...base, steps: 401 }).lossCurve).toHaveLength(134);
  });

  it('returns the last finite state when it diverges, as the reference does', () => {
    const result = trainMinibatch({ ...base, learningRate: 1e4, steps: 200 });
    expect(result.diverged).toBe(true);
    expect(result.steps).toBe(trainReference({ ...base, learningRate: 1e4, steps: 200 }).steps);
    expect([...result.W, ...result.b].every((value) => Math.abs(value) <= 1e8)).toBe(true);
    expect(result.lossCurve.length).toBeGreaterThan(0);
    expect(result.lossCurve.every(Number.isFinite)).toBe(true);
  });

  it('no step gives the start', () => {
    const { W, b, lossCurve, steps } = trainMinibatch({ ...base, steps: 0 });
    expect(W).toEqual(trainReference({ ...base, steps: 0 }).W.map(Math.fround));
    expect([b, lossCurve.length, steps]).toEqual([new Float64Array(4), 0, 0]);
  });

  it('refuses bad options with their names', () => {
    expect(() => trainMinibatch({ ...base, steps: 1.5 })).toThrow('trainMinibatch: expected steps to be an integer ≥ 0, got 1.5');
    expect(() => trainMinibatch({ ...base, hidden: 0 })).toThrow('expected hidden to be an integer ≥ 1, got 0');
  });
});
