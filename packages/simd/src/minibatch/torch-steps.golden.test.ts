import { readFileSync } from 'node:fs';
import { expectClose } from '@tegum/testing';
import { describe, expect, it } from 'vitest';
import { MinibatchTrainer } from './minibatch-trainer.js';
import type { MinibatchOptions } from './options.js';

interface Case {
  readonly features: number;
  readonly hidden: number;
  readonly optimizer: MinibatchOptions['optimizer'];
  readonly options: Partial<MinibatchOptions>;
  readonly importance: number[];
  readonly start: { readonly W: number[]; readonly b: number[] };
  readonly rows: number[][];
  readonly steps: readonly { readonly loss: number; readonly W: number[]; readonly b: number[] }[];
}

const file = new URL('../../golden/minibatch-steps.json', import.meta.url);
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: Case[] };
const defaults = { learningRate: 1e-3, momentum: 0, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 };

describe('PyTorch', () => {
  it('took steps of every optimiser', () => expect(new Set(cases.map(({ optimizer }) => optimizer)).size).toBe(3));

  describe.each(['gram', 'hidden'] as const)('by way of %s', (path) => {
    it.each(cases.map((one, index) => [index, one.optimizer, one.features, one.hidden, one] as const))('case %d, %s %d × %d: the same steps', (_index, optimizer, features, hidden, golden) => {
      const { importance, start, rows, steps, options } = golden;
      const population = { density: new Float64Array(features).fill(0.3), importance };
      const trainer = new MinibatchTrainer({ features, hidden, ...population, optimizer, batchSize: 12, ...defaults, ...options }, [{ seed: 0, stream: 0, start }], path);
      steps.forEach(({ loss, W, b }, step) => {
        expectClose(trainer.stepOn(0, rows[step]!), loss, { rtol: 4 * 2 ** -23 });
        const model = trainer.model(0);
        // Both sum over active features, hidden units and rows in float32, in different orders.
        expectClose(model.W, W, { rtol: 2 ** -23, atol: (step + 1) * 2 ** -22 });
        expectClose(model.b, b, { rtol: 2 ** -23, atol: (step + 1) * 2 ** -22 });
      });
    });
  });
});
