/**
 * @file A model trained on sampled batches, as practitioners train it, judged by its exact loss on the way.
 */
import { populationLoss } from '@tegum/core';
import { MinibatchTrainer, type MinibatchOptions } from '@tegum/simd';
import type { Steps } from '../../compute/job.protocol.js';
import { canonicalOrientation } from './canonical-orientation.js';
import { describeModel, type DescribedModel } from './describe-model.js';

/** What is trained and how: plain data. */
export interface TrainingSetup extends MinibatchOptions {
  readonly density: readonly number[];
  readonly importance: readonly number[];
  readonly seed: number;
}

export interface TrainingRequest {
  readonly setup: TrainingSetup;
  /** Steps to have been taken when it answers. */
  readonly steps: number;
}

/** A point of the loss curve. */
export interface CurvePoint {
  readonly step: number;
  /** The exact loss of the model after so many steps. */
  readonly loss: number;
  /** What the batches since the point before said, on the average, summed over features; null before the first step. */
  readonly sampled: number | null;
}

export interface Trained extends DescribedModel {
  /** Steps taken: fewer than asked for once it diverged. */
  readonly step: number;
  readonly diverged: boolean;
  /** Exact, of the model after `step` steps. */
  readonly loss: number;
  readonly errorBound: number;
  /** At steps 0, 1, 2, … and from there in equal ratios. */
  readonly curve: readonly CurvePoint[];
}

/** Points of the curve a doubling of the steps. */
const POINTS_AN_OCTAVE = 12;
/** The curve is drawn; the loss beside it is read. */
const CURVE_TOLERANCE = 1e-4;
const LOSS_TOLERANCE = 1e-8;
/** Progress is told, and a cancel heard, at least after so many multiplications: some 10 ms. */
const WORK_OF_A_STRETCH = 1e7;

/** Step k of the curve, k = 0, 1, …, to the next one that is larger. */
export function nextCurveStep(step: number): number {
  return Math.max(step + 1, Math.round(step * 2 ** (1 / POINTS_AN_OCTAVE)));
}

/** One training, which goes on where it stopped. */
class Training {
  readonly curve: CurvePoint[];
  private readonly trainer: MinibatchTrainer;
  private sampled = { sum: 0, steps: 0 };

  constructor(private readonly setup: TrainingSetup) {
    this.trainer = new MinibatchTrainer(setup, [{ seed: setup.seed, stream: 0 }]);
    this.curve = [{ step: 0, loss: this.exactLoss(CURVE_TOLERANCE).loss, sampled: null }];
  }

  get step(): number {
    return this.trainer.steps(0);
  }

  get diverged(): boolean {
    return this.trainer.diverged(0);
  }

  /** Towards `steps`, but not past the next point of the curve. */
  advance(steps: number): void {
    const { features, density, batchSize } = this.setup;
    const before = this.step;
    const point = nextCurveStep(this.curve.at(-1)!.step);
    const work = batchSize * features * (1 + density.reduce((sum, p) => sum + p, 0));
    const end = Math.min(steps, point, before + Math.max(1, Math.floor(WORK_OF_A_STRETCH / work)));
    // Step by step: a sum does not show, then, where stretches ended.
    while (this.step < end) {
      const loss = this.trainer.run(1)[0]!;
      if (this.diverged) return;
      this.sampled.sum += loss;
      this.sampled.steps++;
    }
    if (end < point) return;
    const sampled = (features * this.sampled.sum) / this.sampled.steps;
    this.curve.push({ step: end, loss: this.exactLoss(CURVE_TOLERANCE).loss, sampled });
    this.sampled = { sum: 0, steps: 0 };
  }

  answer(): Trained {
    const { features, hidden } = this.setup;
    const { W, b } = this.trainer.model(0);
    const { step, diverged } = this;
    const { loss, errorBound } = this.exactLoss(diverged ? CURVE_TOLERANCE : LOSS_TOLERANCE);
    const turned = describeModel(canonicalOrientation(W, features), b, features, hidden);
    return { ...turned, step, diverged, loss, errorBound, curve: this.curve.slice() };
  }

  private exactLoss(tolerance: number): { loss: number; errorBound: number } {
    const population = { density: Float64Array.from(this.setup.density), importance: Float64Array.from(this.setup.importance) };
    return populationLoss(this.trainer.model(0), population, { tolerance });
  }
}

/** The last training of this worker: asked for later steps of the same, it goes on instead of beginning again, which changes no number. */
let kept: { readonly id: string; readonly training: Training } | undefined;

/**
 * Trains to the step asked for.
 *
 * Random     stream 0 of the seed, as `MinibatchTrainer` draws
 * Cost       as `MinibatchTrainer`, and an exact loss every 6 % of the steps
 */
export function* train({ setup, steps }: TrainingRequest): Steps<Trained> {
  const id = JSON.stringify(setup);
  if (kept?.id !== id || kept.training.step > steps) kept = { id, training: new Training(setup) };
  const { training } = kept;
  const from = training.step;
  while (training.step < steps && !training.diverged) {
    training.advance(steps);
    yield { fraction: (training.step - from) / (steps - from) };
  }
  return training.answer();
}
