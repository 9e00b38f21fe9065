import type { RowSampler } from '@tegum/data-sparse';
import { MinibatchTrainer, type MinibatchOptions } from '@tegum/simd';
import { TestRandom, expectClose } from '@tegum/testing';
import { describe, expect, it } from 'vitest';
import { trainReference } from './reference/train-reference.js';

const paths = ['gram', 'hidden'] as const;
/** Around every border of the kernel's panels of 16 and vectors of 4; odd and even hidden sizes. */
const shapes = [[1, 1], [2, 1], [4, 3], [5, 2], [8, 5], [13, 4], [16, 2], [17, 6], [20, 5], [33, 1], [48, 7], [70, 11]] as const;
const optimizers = ['sgd', 'adam', 'adamw'] as const;

const source = { seed: 31, stream: 2 };

function optionsFor(features: number, hidden: number, optimizer: (typeof optimizers)[number], seed: number): MinibatchOptions {
  const random = new TestRandom(seed);
  const equal = random.uniform() < 0.5;
  const p = 0.02 + 0.4 * random.uniform();
  return {
    features,
    hidden,
    density: Float64Array.from({ length: features }, () => (equal ? p : random.uniform() < 0.1 ? 1 : random.uniform() < 0.1 ? 0 : 0.5 * random.uniform())),
    importance: Float64Array.from({ length: features }, () => random.uniform()),
    optimizer,
    batchSize: 1 + Math.floor(150 * random.uniform()),
    learningRate: optimizer === 'sgd' ? 0.5 : 0.01,
    momentum: 0.8,
    beta1: 0.9,
    beta2: 0.99,
    epsilon: 1e-3,
    weightDecay: 0.05,
  };
}

/** The rows that the trainer drew, for the reference to train on. */
function rowsOf(trainer: MinibatchTrainer, batchSize: number): RowSampler {
  return { sampleInto: (out, _rows, _source, firstIndex) => void out.set(trainer.samples(0, firstIndex / batchSize)) };
}

describe.each(paths)('MinibatchTrainer by way of %s', (path) => {
  describe.each(optimizers)('%s', (optimizer) => {
    it.each(shapes)('takes the reference’s steps on the same rows: %d × %d', (features, hidden) => {
      const options = optionsFor(features, hidden, optimizer, 100 * features + hidden);
      const trainer = new MinibatchTrainer(options, [source], path);
      const sampler = rowsOf(trainer, options.batchSize);
      for (const steps of [0, 1, 8]) {
        const loss = trainer.run(steps - trainer.steps(0))[0]!;
        const expected = trainReference({ ...options, ...source, steps }, sampler);
        const { W, b } = trainer.model(0);
        // A step sums over active features, hidden units and rows in float32, and eight steps add up: some 2⁻²⁴ each, of entries of order 1.
        const atol = steps === 0 ? 0 : 8 * 2 ** -22;
        expectClose(W, expected.W, { rtol: 2 ** -23, atol });
        expectClose(b, expected.b, { rtol: 2 ** -23, atol });
        if (steps === 1) expectClose(loss, expected.lossCurve[0]!, { rtol: 1e-6 });
        if (steps === 8) expectClose(loss, expected.lossCurve.slice(1).reduce((sum, value) => sum + value / 7, 0), { rtol: 1e-5 });
        expect([trainer.steps(0), trainer.diverged(0)]).toEqual([steps, false]);
      }
    });
  });
});
