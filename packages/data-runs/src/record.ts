/**
 * @file What one finished cell leaves behind: the unit of the journal, of Parquet rows, and of every figure.
 *
 * A record holds no clock, host, thread or order: those stand beside it in the journal line. So the same cell gives
 * the same bytes on any machine.
 */

/** `diverged` is a result (training left the finite numbers), `failed` is a fault (an error was thrown). */
export type CellStatus = 'done' | 'diverged' | 'failed';

/** How a model was trained: on the exact loss, or on minibatches by one of PyTorch’s optimisers. */
export type TrainMethod = 'exact' | 'sgd' | 'adam' | 'adamw';

/** The parameters a cell was computed from, resolved: nothing here depends on defaults of any version. */
export interface CellParameters {
  readonly features: number;
  readonly hidden: number;
  /** Per feature, in [0, 1]. */
  readonly density: readonly number[];
  /** Per feature, ≥ 0. */
  readonly importance: readonly number[];
  readonly method: TrainMethod;
  /** Replicate seed, an integer in [0, 2³²). */
  readonly seed: number;
}

/** What was found. Losses are exact population losses, summed over features. */
export interface CellResult {
  /** Loss of the best model found; its true value lies within ± errorBound. */
  readonly loss: number;
  readonly errorBound: number;
  readonly lossPerFeature: readonly number[];
  readonly gradientNorm: number;
  /** Smallest Hessian eigenvalue modulo rotations W → QW; null where it was not computed. */
  readonly minHessianEigenvalue: number | null;
  /** Phase label of the best model, e.g. `antipodal`; `other` when no named phase fits within tolerance. */
  readonly phase: string;
  readonly starts: number;
  /** How many of the starts ended in the best optimum (up to rotation and permutation). */
  readonly bestCount: number;
  /** Number of distinct local optima found. */
  readonly optimaCount: number;
  /** Loss of the second-best distinct optimum; null when there is only one. */
  readonly secondLoss: number | null;
  readonly secondPhase: string | null;
  /** Loss-and-gradient evaluations (exact) or optimiser steps (minibatch), all starts together. */
  readonly evaluations: number;
  /** [hidden · features] row-major. */
  readonly W: readonly number[];
  /** [features]. */
  readonly b: readonly number[];
  readonly featureNorms: readonly number[];
  readonly dimensionality: readonly number[];
  readonly rank: number;
  /** rank − Σ dimensionality: 0 exactly for orthogonal sums of tight frames. */
  readonly tightness: number;
  /** Training loss by step as sampled (minibatch) or exact loss by iteration of the best start; may be empty. */
  readonly lossCurve: readonly number[];
}

/** Why a cell failed or diverged. */
export interface CellError {
  readonly name: string;
  readonly message: string;
}

/** What one finished cell leaves behind. */
export interface CellRecord {
  /** Cell identity: lower-case hex hash of canonical content and numerics version. */
  readonly cell: string;
  readonly status: CellStatus;
  /** What descended or trained: `core`, or `simd` (WebAssembly). */
  readonly backend: string;
  readonly parameters: CellParameters;
  /** null exactly when status is `failed`; a `diverged` cell carries its last finite state. */
  readonly result: CellResult | null;
  /** null exactly when status is `done`. */
  readonly error: CellError | null;
}
