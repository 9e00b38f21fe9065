/** @file What a lane can be asked to do. Lanes are worker threads, one a core, so that a measurement finds all cores equally busy. */
import type { BackendName, Model } from '../backends.js';
import type { SolveLimits } from '../descend.js';
import type { Problem } from '../problems.js';

export type Work =
  | { readonly do: 'evaluate'; readonly problem: Problem; readonly backend: BackendName; readonly at: Model; readonly tolerance: number; readonly forMs: number }
  | { readonly do: 'solve'; readonly problem: Problem; readonly backend: BackendName; readonly start: number; readonly repeats: number; readonly limits?: SolveLimits }
  | { readonly do: 'train'; readonly problem: Problem; readonly backend: BackendName; readonly steps: number }
  | { readonly do: 'countTraining'; readonly problem: Problem; readonly backend: BackendName; readonly after: number; readonly steps: number }
  | { readonly do: 'count'; readonly problem: Problem; readonly backend: BackendName; readonly at: Model; readonly tolerance: number };

export interface Solved {
  /** Of each repeat. */
  readonly ms: readonly number[];
  readonly model: Model;
  readonly loss: number;
  readonly errorBound: number;
  readonly evaluations: number;
}

/** Of one evaluation or step, by instrumented WebAssembly; TypeScript is not counted. */
export interface Operations {
  /** Floating-point operations, each lane of a vector for itself. */
  readonly flops: number;
  /** Loaded and stored, wherever the data lay. */
  readonly bytes: number;
}

export interface Results {
  /** Evaluations a millisecond. */
  readonly evaluate: number;
  readonly solve: Solved;
  /** Milliseconds for so many more steps of the lane's model. */
  readonly train: number;
  readonly countTraining: Operations;
  readonly count: Operations;
}
