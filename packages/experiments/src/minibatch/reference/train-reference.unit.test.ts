import { InputError, RandomStream } from '@tegum/core';
import { uniformSparse } from '@tegum/data-sparse';
import { TestRandom, expectClose, randomModel } from '@tegum/testing';
import { describe, expect, it } from 'vitest';
import { BatchGradient } from './batch-gradient.js';
import { trainReference, type ReferenceOptions } from './train-reference.js';

/** The loss as it is written: y = ReLU(WᵀWx + b), mean of I (x − y)² over rows and features. W [m, n] row-major. */
function plainLoss(W: Float64Array, b: Float64Array, n: number, m: number, importance: ArrayLike<number>, batch: Float64Array, rows: number): number {
  let sum = 0;
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < n; i++) {
      let z = b[i]!;
      for (let j = 0; j < n; j++) for (let h = 0; h < m; h++) z += W[h * n + i]! * W[h * n + j]! * batch[row * n + j]!;
      const error = batch[row * n + i]! - Math.max(0, z);
      sum += importance[i]! * error * error;
    }
  }
  return sum / (rows * n);
}

const toLayout = (W: Float64Array, b: Float64Array, n: number, m: number): Float64Array =>
  Float64Array.from([...Array.from({ length: n * m }, (_, e) => W[(e % m) * n + Math.floor(e / m)]!), ...b]);

const fromLayout = (p: Float64Array, n: number, m: number): { W: Float64Array; b: Float64Array } => ({
  W: Float64Array.from({ length: n * m }, (_, e) => p[(e % n) * m + Math.floor(e / n)]!),
  b: p.slice(n * m),
});

describe('BatchGradient', () => {
  const n = 6;
  const m = 3;
  const rows = 40;
  const { W, b, importance } = randomModel(3, n, m);
  const random = new TestRandom(8);
  const batch = Float64Array.from({ length: rows * n }, (_, e) => (e < 5 * n || random.uniform() < 0.6 ? 0 : random.uniform()));
  const parameters = toLayout(W, b, n, m);

  it('gives the loss as it is written', () => {
    const loss = new BatchGradient(n, m, importance).evaluate(parameters, batch, rows);
    expectClose(loss, plainLoss(W, b, n, m, importance, batch, rows), { rtol: 1e-14 });
  });

  it('gives the gradient of that loss, by central differences', () => {
    const objective = new BatchGradient(n, m, importance);
    objective.evaluate(parameters, batch, rows);
    const step = 1e-6;
    const differences = parameters.map((_, e) => {
      const at = (shift: number): number => {
        const moved = parameters.slice();
        moved[e]! += shift;
        const model = fromLayout(moved, n, m);
        return plainLoss(model.W, model.b, n, m, importance, batch, rows);
      };
      return (at(step) - at(-step)) / (2 * step);
    });
    expectClose(objective.gradient, differences, { atol: 1e-9, rtol: 1e-8 });
  });

  it('takes the empty rows of a batch into account, with positive and negative bias', () => {
    const objective = new BatchGradient(2, 1, Float64Array.of(1, 3));
    const loss = objective.evaluate(Float64Array.of(1, -1, 0.5, -0.5), new Float64Array(8), 4);
    expectClose(loss, 0.25 / 2, { rtol: 1e-15 });
    expectClose(objective.gradient, [0, 0, 0.5, 0], { rtol: 1e-15 });
  });

  it('starts every evaluation afresh', () => {
    const objective = new BatchGradient(n, m, importance);
    const first = objective.evaluate(parameters, batch, rows);
    const gradient = objective.gradient.slice();
    expect(objective.evaluate(parameters, batch, rows)).toBe(first);
    expect(objective.gradient).toEqual(gradient);
  });
});

const base: ReferenceOptions = {
  features: 4,
  hidden: 2,
  density: [0.4, 0.3, 0.5, 0.2],
  importance: [1, 0.8, 0.6, 1.3],
  optimizer: 'sgd',
  steps: 5,
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

describe('trainReference', () => {
  it('is the descent it says it is: start, rows and updates done again plainly, gradients by central differences', () => {
    const { features: n, hidden: m } = base;
    const draws = new RandomStream(12, 3);
    const W = Float64Array.from({ length: n * m }, () => Math.sqrt(2 / (n + m)) * draws.normal());
    let theta = Float64Array.from([...W, 0, 0, 0, 0]);
    let velocity = theta.map(() => 0);
    const batch = new Float64Array(16 * n);
    const losses: number[] = [];
    for (let t = 0; t < 5; t++) {
      uniformSparse(base.density).sampleInto(batch, 16, { seed: 12, stream: 3 }, 16 * t);
      const loss = (p: Float64Array): number => plainLoss(p.subarray(0, n * m), p.subarray(n * m), n, m, base.importance, batch, 16);
      const at = (e: number, shift: number): number => loss(theta.map((value, k) => (k === e ? value + shift : value)));
      losses.push(loss(theta));
      // b starts at the kink of every empty row, where ReLU' is 0 by convention and central differences say ½.
      const gradient = theta.map((_, e) =>
        t === 0 && e >= n * m ? biasGradient(theta, batch, n, m, e - n * m) : (at(e, 1e-6) - at(e, -1e-6)) / 2e-6,
      );
      velocity = velocity.map((v, e) => 0.9 * v + gradient[e]! + 0.01 * theta[e]!);
      theta = theta.map((value, e) => value - 0.3 * velocity[e]!);
    }
    const result = trainReference(base);
    expectClose(result.W, theta.subarray(0, n * m), { rtol: 1e-7, atol: 1e-8 });
    expectClose(result.b, theta.subarray(n * m), { rtol: 1e-7, atol: 1e-8 });
    expectClose(result.lossCurve, losses, { rtol: 1e-7 });
    expect([...result.curveSteps]).toEqual([1, 2, 3, 4, 5]);
    expect([result.steps, result.diverged]).toEqual([5, false]);
  });

  it('is reproducible, and another stream is another run', () => {
    expect(trainReference(base)).toEqual(trainReference(base));
    expect(trainReference({ ...base, stream: 4 }).W).not.toEqual(trainReference(base).W);
  });

  it('no step gives the Xavier-normal start: variance 2/(features + hidden), zero bias', () => {
    const { W, b, steps, lossCurve } = trainReference({ ...base, features: 100, hidden: 50, density: new Array(100).fill(0.1), importance: new Array(100).fill(1), steps: 0 });
    const variance = W.reduce((sum, w) => sum + w * w, 0) / 5000;
    // Standard error of the variance: variance · √(2/5000) = 2 %; 4 σ.
    expectClose(variance, 2 / 150, { rtol: 0.08 });
    expect(b.every((value) => value === 0)).toBe(true);
    expect([steps, lossCurve.length]).toEqual([0, 0]);
  });

  it.each([
    ['sgd', { learningRate: 1, momentum: 0.9, weightDecay: 0 }],
    ['adam', { learningRate: 0.02, weightDecay: 0 }],
    ['adamw', { learningRate: 0.02, weightDecay: 0.01 }],
  ] as const)('%s finds the antipodal pair of two sparse features in one dimension', (optimizer, changes) => {
    const { W, b, lossCurve, curveSteps } = trainReference({
      ...base, features: 2, hidden: 1, density: [0.1, 0.1], importance: [1, 1], optimizer, steps: 1500, batchSize: 128, seed: 5, ...changes,
    });
    expect(W[0]! * W[1]!).toBeLessThan(-0.7);
    expect(Math.max(Math.abs(b[0]!), Math.abs(b[1]!))).toBeLessThan(0.1);
    // Exact antipodal loss 2p²/6, over two features: 1/600. Ignoring one feature costs ten times that.
    expect(lossCurve.at(-1)).toBeLessThan(1.5 / 600);
    expect(lossCurve[0]).toBeGreaterThan(3 / 600);
    expect([lossCurve.length, curveSteps.at(-1)]).toEqual([188, 1500]);
  });

  it('returns the last finite state when it diverges', () => {
    const { W, b, diverged, steps, lossCurve } = trainReference({ ...base, learningRate: 1e4, steps: 200 });
    expect(diverged).toBe(true);
    expect(steps).toBeLessThan(10);
    expect([...W, ...b].every((value) => Math.abs(value) <= 1e8)).toBe(true);
    expect(lossCurve.every(Number.isFinite)).toBe(true);
    // The state after `steps` updates, and one update more is out of range.
    const same = trainReference({ ...base, learningRate: 1e4, steps });
    expect([same.W, same.b, same.diverged]).toEqual([W, b, false]);
    expect(trainReference({ ...base, learningRate: 1e4, steps: steps + 1 }).diverged).toBe(true);
  });

  it('a loss beyond all numbers is divergence too, with the start returned', () => {
    const result = trainReference({ ...base, importance: [1.7e308, 1.7e308, 1.7e308, 1.7e308] });
    expect([result.diverged, result.steps, result.lossCurve.length]).toEqual([true, 0, 0]);
    expect(result.W).toEqual(trainReference({ ...base, steps: 0 }).W);
    // Weights of 1e4 are in range, but not their loss: back to the start, one update before.
    const later = trainReference({ ...base, importance: [1e300, 1e300, 1e300, 1e300], learningRate: 1e-296, weightDecay: 0 });
    expect([later.diverged, later.steps, later.lossCurve.length]).toEqual([true, 0, 1]);
    expect(later.W).toEqual(result.W);
  });

  it('refuses bad options with their names', () => {
    expect(() => trainReference({ ...base, hidden: 0 })).toThrow('trainReference: expected hidden to be an integer ≥ 1, got 0');
    expect(() => trainReference({ ...base, density: [0.1] })).toThrow('density.length = features = 4, got 1');
    expect(() => trainReference({ ...base, density: [0.1, 0.1, 0.1, 2] })).toThrow(InputError);
    expect(() => trainReference({ ...base, importance: [1, 1, -1, 1] })).toThrow('got -1 at [2]');
    expect(() => trainReference({ ...base, beta2: 1 })).toThrow('beta2 in [0, 1)');
    expect(() => trainReference({ ...base, learningRate: NaN })).toThrow('learningRate');
    expect(() => trainReference({ ...base, steps: 1.5 })).toThrow('steps');
    expect(() => trainReference({ ...base, stream: -1 })).toThrow('stream');
  });
});

/** ∂loss/∂b_i with ReLU'(0) = 0. W [m, n] row-major first, then b. */
function biasGradient(theta: Float64Array, batch: Float64Array, n: number, m: number, i: number): number {
  let sum = 0;
  for (let row = 0; row < 16; row++) {
    let z = theta[n * m + i]!;
    for (let j = 0; j < n; j++) for (let h = 0; h < m; h++) z += theta[h * n + i]! * theta[h * n + j]! * batch[row * n + j]!;
    if (z > 0) sum += (2 * base.importance[i]! * (z - batch[row * n + i]!)) / (16 * n);
  }
  return sum;
}
