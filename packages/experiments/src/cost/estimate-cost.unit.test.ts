import { describe, expect, it } from 'vitest';
import type { CellContent, Training } from '../cell.js';
import { estimateCost } from './estimate-cost.js';

type Exact = Extract<Training, { readonly method: 'exact' }>;
type Minibatch = Exclude<Training, { readonly method: 'exact' }>;

function cost(features: number, training: Training): number {
  const content: CellContent = {
    features,
    hidden: 1,
    density: new Array<number>(features).fill(0.5),
    importance: new Array<number>(features).fill(1),
    training,
    seed: 0,
  };
  return estimateCost(content);
}

const exact: Exact = { method: 'exact', starts: 8, tolerance: 1e-9, maxIterations: 500 };
const sgd: Minibatch = {
  method: 'sgd',
  starts: 1,
  tolerance: 1e-9,
  steps: 10_000,
  batchSize: 1024,
  learningRate: 1e-3,
  momentum: 0,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0,
};

describe('estimateCost', () => {
  it('is proportional to starts, steps and batch size', () => {
    expect(cost(5, { ...exact, starts: 80 }) / cost(5, exact)).toBeCloseTo(10, 1);
    expect(cost(5, { ...sgd, steps: 100_000 }) / cost(5, sgd)).toBeCloseTo(10, 1);
    expect(cost(5, { ...sgd, batchSize: 10_240 }) / cost(5, sgd)).toBeCloseTo(10, 1);
  });

  it('grows faster than the square of the number of features, and with the digits asked for', () => {
    expect(cost(6, exact) / cost(3, exact)).toBeGreaterThan(4);
    expect(cost(5, exact)).toBeGreaterThan(cost(5, { ...exact, tolerance: 1e-3 }));
  });

  it('knows that a descent may be cut short', () => {
    expect(cost(5, { ...exact, maxIterations: 5 })).toBeLessThan(cost(5, exact) / 5);
  });

  it('weighs a minibatch cell above an exact one', () => {
    expect(cost(2, sgd)).toBeGreaterThan(10 * cost(2, exact));
  });
});
