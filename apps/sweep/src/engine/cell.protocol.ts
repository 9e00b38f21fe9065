/**
 * @file What crosses between the command and its threads. Plain data both ways.
 */
import type { CellRecord } from '@tegum/data-runs';
import type { Cell } from '@tegum/experiments';

/** Work for one thread. An empty batch is a greeting: the answer proves that the thread can compute. */
export interface BatchTask {
  readonly cells: readonly Cell[];
  /** One shared Int32: which cell the thread is at, counted from 1. */
  readonly progress?: SharedArrayBuffer;
}

export interface FinishedCell {
  readonly record: CellRecord;
  /** Time in the cell alone. Stands beside the record, never in it. */
  readonly elapsedMs: number;
}

export interface BatchOutcome {
  /** In the order of the batch's cells. */
  readonly cells: readonly FinishedCell[];
  /** Names the thread. */
  readonly worker: string;
}
