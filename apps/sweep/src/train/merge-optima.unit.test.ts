import { describe, expect, it } from 'vitest';
import { exactMatch, mergeOptima } from './merge-optima.js';
import type { TrainedModel } from './train.protocol.js';

const population = { density: Float64Array.of(0.1, 0.1, 0.2), importance: Float64Array.of(1, 1, 1) };

function model(loss: number, W: readonly number[], count = 1): TrainedModel {
  return { loss, errorBound: 0, gradientNorm: 0, minHessianEigenvalue: null, W: Float64Array.from(W), b: new Float64Array(3), count };
}

describe('mergeOptima', () => {
  it('counts a model and its rotation, and its permutation of alike features, as one', () => {
    const optima = mergeOptima([model(1, [1, 0, 0, 0, 0.5, 0], 2), model(1, [0, -0.5, 0, 1, 0, 0]), model(1, [0.5, 0, 0, 0, 1, 0])], population, exactMatch);
    expect(optima.map(({ count }) => count)).toEqual([4]);
  });

  it('keeps apart what only a permutation of unlike features would join', () => {
    expect(mergeOptima([model(1, [1, 0, 0, 0, 0, 0]), model(1, [0, 0, 1, 0, 0, 0])], population, exactMatch)).toHaveLength(2);
  });

  it('keeps apart what differs in loss, and sorts by it', () => {
    const optima = mergeOptima([model(2, [1, 0, 0, 0, 0, 0], 3), model(1, [1, 0, 0, 0, 0, 0])], population, exactMatch);
    expect(optima.map(({ loss, count }) => [loss, count])).toEqual([[1, 1], [2, 3]]);
  });

  it('takes the lowest loss of an optimum', () => {
    const [optimum] = mergeOptima([model(1, [1, 0, 0, 0, 0, 0]), model(1 - 1e-8, [1, 0, 0, 0, 0, 0])], population, exactMatch);
    expect(optimum).toMatchObject({ loss: 1 - 1e-8, count: 2 });
  });
});
