import { InputError } from '@tegum/core';
import { MinibatchTrainer, type MinibatchInstance, type MinibatchOptions } from '@tegum/simd';

export interface MinibatchResult {
  /** [hidden, features] row-major. */
  readonly W: Float64Array;
  /** [features]. */
  readonly b: Float64Array;
  /** Mean batch losses over equal windows of steps, the last one perhaps shorter; at most 200. */
  readonly lossCurve: Float64Array;
  /** Whether training left the finite numbers; W and b are then the last state of finite loss. */
  readonly diverged: boolean;
  /** Updates that led from the initial weights to W and b. */
  readonly steps: number;
}

const CURVE_POINTS = 200;

/**
 * Trains a tied ReLU model on sampled batches: `MinibatchTrainer` of `@tegum/simd`, for so many steps.
 *
 * @throws {InputError} if an option is out of range or has the wrong length.
 */
export function trainMinibatch(options: MinibatchOptions & MinibatchInstance & { readonly steps: number }): MinibatchResult {
  const { steps } = options;
  if (!Number.isInteger(steps) || steps < 0) throw new InputError('trainMinibatch', 'steps to be an integer ≥ 0', String(steps));
  const trainer = new MinibatchTrainer(options, [options]);
  const window = Math.ceil(steps / CURVE_POINTS);
  const curve: number[] = [];
  for (let done = 0; done < steps && !trainer.diverged(0); done += window) {
    const loss = trainer.run(Math.min(window, steps - done))[0]!;
    if (Number.isFinite(loss)) curve.push(loss);
  }
  const { W, b } = trainer.model(0);
  return { W, b, lossCurve: Float64Array.from(curve), diverged: trainer.diverged(0), steps: trainer.steps(0) };
}
