/**
 * @file What crosses between the command and its threads. Plain data both ways.
 */
import type { CellStatus } from '@tegum/data-runs';
import type { Cell } from '@tegum/experiments';

/** Work for one thread. An empty batch is a greeting: the answer proves that the thread can compute. */
export interface BatchTask {
  readonly cells: readonly Cell[];
}

/** A cell's record, written out where it was computed: encoding is work too, and the text goes to the journal as it is. */
export interface FinishedCell {
  readonly cell: string;
  readonly status: CellStatus;
  /** JSON of the `CellRecord`, without line breaks. */
  readonly recordJson: string;
  /** Time in the cell alone. Stands beside the record, never in it. */
  readonly elapsedMs: number;
}

/** In the order of the batch's cells. */
export type BatchOutcome = readonly FinishedCell[];
