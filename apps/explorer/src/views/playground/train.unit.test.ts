import { populationLoss } from '@tegum/core';
import { MinibatchTrainer } from '@tegum/simd';
import { describe, expect, it } from 'vitest';
import { initialState } from '../../state/schema.js';
import type { Progress } from '../../compute/job.protocol.js';
import { trainingOf } from './question.js';
import { nextCurveStep, train, type Trained, type TrainingSetup } from './train.js';
import { playground } from './view.js';

const setup = trainingOf(initialState(playground.schema));

function answerOf(of: TrainingSetup, steps: number): Trained {
  const job = train({ setup: of, steps }) as Generator<Progress<Trained>, Trained, void>;
  for (;;) {
    const step = job.next();
    if (step.done === true) return step.value;
  }
}

/** Makes the worker's memory forget. */
const forget = (): void => void answerOf({ ...setup, seed: 999 }, 0);

describe('train', () => {
  it('gives the model that the trainer gives, and its exact loss, near the optimum after a thousand steps', () => {
    const { loss, W, b, step } = answerOf(setup, 1000);
    const trainer = new MinibatchTrainer(setup, [{ seed: 0, stream: 0 }]);
    trainer.run(1000);
    const population = { density: new Float64Array(5).fill(0.1), importance: new Float64Array(5).fill(1) };
    const exact = populationLoss(trainer.model(0), population, { tolerance: 1e-12 }).loss;
    expect(step).toBe(1000);
    expect(Math.abs(loss - exact)).toBeLessThan(1e-8 * exact);
    // Turned, it is the same model.
    expect(Math.abs(populationLoss({ features: 5, hidden: 2, W, b }, population, { tolerance: 1e-12 }).loss - exact)).toBeLessThan(1e-11);
    expect(loss / 0.026305131124).toBeGreaterThan(1);
    expect(loss / 0.026305131124).toBeLessThan(1.02);
  });

  it('gives the same numbers however it came there', () => {
    forget();
    const atOnce = answerOf(setup, 700);
    forget();
    for (const steps of [0, 1, 2, 30, 31, 400]) answerOf(setup, steps);
    expect(answerOf(setup, 700)).toEqual(atOnce);
    // Back, to a step that was passed.
    answerOf(setup, 1500);
    expect(answerOf(setup, 700)).toEqual(atOnce);
  });

  it('has exact losses on its curve, and what the batches said near to them', () => {
    const { curve } = answerOf(setup, 2000);
    expect(curve.slice(0, 4).map(({ step }) => step)).toEqual([0, 1, 2, 3]);
    expect(curve[0]!.sampled).toBeNull();
    for (const { step, loss } of [curve[5]!, curve[40]!]) expect(Math.abs(answerOf(setup, step).loss - loss)).toBeLessThan(1e-4 * loss);
    const late = curve.filter(({ step }) => step > 500);
    const mean = late.reduce((sum, { sampled }) => sum + sampled!, 0) / late.length;
    expect(mean / late.at(-1)!.loss).toBeGreaterThan(0.9);
    expect(mean / late.at(-1)!.loss).toBeLessThan(1.1);
  });

  it('stops with the last good model when it diverges', () => {
    const { diverged, step, loss } = answerOf({ ...setup, optimizer: 'sgd', learningRate: 1e6 }, 1000);
    expect(diverged).toBe(true);
    expect(step).toBeLessThan(100);
    expect(Number.isFinite(loss)).toBe(true);
  });
});

describe('nextCurveStep', () => {
  it('goes in equal ratios', () => {
    const steps = [0];
    while (steps.at(-1)! < 1e6) steps.push(nextCurveStep(steps.at(-1)!));
    expect(steps.length).toBeLessThan(220);
    expect(steps.every((step, k) => k === 0 || step > steps[k - 1]!)).toBe(true);
  });
});
