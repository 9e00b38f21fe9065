import { TestRandom } from '@tegum/testing';
import { describe, expect, it } from 'vitest';
import type { Population, ToyModel } from '../../model.js';
import { populationLoss } from '../evaluate-loss.js';
import { skeletonLosses } from './skeleton-losses.js';

const MODELS = 1000;

/** 1 … 12 features in 1 … 4 dimensions: densities at, near and between 0 and 1, biases of both signs, dead rows, large weights. */
function modelOf(seed: number): { model: ToyModel; population: Population } {
  const random = new TestRandom(seed);
  const features = random.integer(1, 12);
  const hidden = random.integer(1, 4);
  const scale = [0.3, 1, 1, 10][random.integer(0, 3)]!;
  const W = random.uniforms(hidden * features, -scale, scale);
  const b = random.uniforms(features, -scale, scale);
  for (let i = 0; i < features; i++) {
    if (random.uniform() < 0.15) for (let h = 0; h < hidden; h++) W[h * features + i] = 0;
    if (random.uniform() < 0.15) b[i] = 0;
  }
  const shared = random.uniform();
  const equal = random.uniform() < 0.3;
  const density = Float64Array.from({ length: features }, () => {
    const edges = [0, 1, 1e-9, 1 - 2 ** -30, random.uniform(), 0.1 * random.uniform(), random.uniform(), random.uniform()];
    const drawn = edges[random.integer(0, edges.length - 1)]!;
    return equal ? shared : drawn;
  });
  return { model: { features, hidden, W, b }, population: { density, importance: random.uniforms(features, 0.1, 2) } };
}

describe('the sum and the bounds of the skeletons against the loss of the other program', () => {
  it(`hold at every l for ${MODELS.toLocaleString('en')} random models`, { timeout: 120_000 }, () => {
    let worstSum = 0;
    let worstBound = 0;
    for (let seed = 1; seed <= MODELS; seed++) {
      const { model, population } = modelOf(seed);
      const { skeletons, loss } = skeletonLosses(model, population);
      const whole = populationLoss(model, population, { tolerance: 1e-10 });
      // A population that is always 0 may lose nothing at all: then no share is anything either.
      const unit = whole.loss || 1;
      const sum = skeletons.reduce((total, { contribution }) => total + contribution, 0);
      worstSum = Math.max(worstSum, Math.abs(sum - whole.loss) / unit, Math.abs(loss - whole.loss) / unit);
      for (const { lowerBound, upperBound } of skeletons) {
        const outside = Math.max(lowerBound - whole.loss, whole.loss - upperBound) - whole.errorBound;
        worstBound = Math.max(worstBound, outside / unit);
      }
    }
    expect(worstSum).toBeLessThanOrEqual(1e-9);
    expect(worstBound).toBeLessThanOrEqual(0);
  });
});
