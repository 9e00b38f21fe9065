/**
 * @file The cell: one self-contained unit of work, the input of `runCell`.
 */
import type { TrainMethod } from '@tegum/data-runs';

/** How a cell's model is trained; every field resolved, none optional. */
export type Training =
  | {
      readonly method: 'exact';
      readonly starts: number;
      /** Requested relative error of the loss of record. */
      readonly tolerance: number;
      readonly maxIterations: number;
    }
  | {
      readonly method: Exclude<TrainMethod, 'exact'>;
      readonly starts: number;
      readonly tolerance: number;
      readonly steps: number;
      readonly batchSize: number;
      readonly learningRate: number;
      readonly momentum: number;
      readonly beta1: number;
      readonly beta2: number;
      readonly epsilon: number;
      readonly weightDecay: number;
    };

/** Everything `runCell` reads. Identity is the hash of exactly this content plus the numerics version. */
export interface CellContent {
  readonly features: number;
  readonly hidden: number;
  readonly density: readonly number[];
  readonly importance: readonly number[];
  readonly training: Training;
  readonly seed: number;
}

/** One point of a sweep: what is to be computed, and its identity. */
export interface Cell {
  /** Lower-case hex, 32 digits. */
  readonly id: string;
  readonly content: CellContent;
}
