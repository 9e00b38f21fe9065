/**
 * @file What crosses between `tegum train` and its threads.
 */
import type { CellContent } from '@tegum/experiments';

/** Train from a few starts; its seed and its number of starts are those of the task alone. */
export interface StartsTask {
  readonly kind: 'starts';
  readonly content: CellContent;
}

/** Follow one optimum of an exact training down to a small gradient. */
export interface PolishTask {
  readonly kind: 'polish';
  readonly content: CellContent;
  readonly model: TrainedModel;
  /** ‖∇L‖₂ to reach. */
  readonly gradientTolerance: number;
}

/** The answer to it proves that a thread can compute. */
export interface Greeting {
  readonly kind: 'greeting';
}

export type TrainTask = StartsTask | PolishTask | Greeting;

export interface TrainedModel {
  readonly loss: number;
  readonly errorBound: number;
  readonly gradientNorm: number;
  /** Modulo rotations; null where it was not computed. */
  readonly minHessianEigenvalue: number | null;
  /** [hidden · features] row-major. */
  readonly W: Float64Array;
  readonly b: Float64Array;
  /** Starts that ended here. */
  readonly count: number;
}

export interface TrainOutcome {
  readonly models: readonly TrainedModel[];
  /** Starts that left the finite numbers. */
  readonly diverged: number;
}
