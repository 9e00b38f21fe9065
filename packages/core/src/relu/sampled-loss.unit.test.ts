import { randomModel, TestRandom } from '@tegum/testing';
import { describe, expect, it } from 'vitest';
import { populationLoss } from './evaluate-loss.js';

/** Mean and standard error of (x_i − y_i)² by feature, straight from the definition. */
function sampled(model: ReturnType<typeof randomModel>, samples: number, seed: number) {
  const { features: n, hidden: m, W, b, density } = model;
  const random = new TestRandom(seed);
  const sum = new Float64Array(n);
  const squares = new Float64Array(n);
  const x = new Float64Array(n);
  const h = new Float64Array(m);
  for (let sample = 0; sample < samples; sample++) {
    h.fill(0);
    for (let i = 0; i < n; i++) {
      x[i] = random.uniform() < density[i]! ? random.uniform() : 0;
      for (let k = 0; k < m; k++) h[k]! += W[k * n + i]! * x[i]!;
    }
    for (let i = 0; i < n; i++) {
      let z = b[i]!;
      for (let k = 0; k < m; k++) z += W[k * n + i]! * h[k]!;
      const error = (x[i]! - Math.max(z, 0)) ** 2;
      sum[i]! += error;
      squares[i]! += error * error;
    }
  }
  const mean = sum.map((total) => total / samples);
  return { mean, standardError: squares.map((total, i) => Math.sqrt((total / samples - mean[i]! ** 2) / samples)) };
}

describe('populationLoss against 200,000 samples', () => {
  // Five standard errors: 15 comparisons, one chance in 100,000 that a right program fails; the seeds are fixed.
  it.each([1, 2, 3])('every output feature, model %d: within 5 standard errors', (seed) => {
    const model = randomModel(seed, 5, 2);
    const { mean, standardError } = sampled(model, 200_000, seed + 100);
    const { lossPerFeature } = populationLoss(model, model, { tolerance: 1e-6 });
    for (let i = 0; i < 5; i++) {
      expect(standardError[i]! / mean[i]!).toBeLessThan(0.02);
      expect(Math.abs(lossPerFeature[i]! / model.importance[i]! - mean[i]!)).toBeLessThan(5 * standardError[i]!);
    }
  });
});
