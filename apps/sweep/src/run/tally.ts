/** @file How many cells of a run stand where. */
import type { CellStatus } from '@tegum/data-runs';

export interface Tally {
  readonly cells: number;
  readonly done: number;
  /** Training left the finite numbers: a result, not a fault. */
  readonly diverged: number;
  readonly failed: number;
  readonly unfinished: number;
}

/** @param places - One entry a cell that has a record. */
export function tally(cells: number, places: Iterable<{ readonly status: CellStatus }>): Tally {
  const count = { done: 0, diverged: 0, failed: 0 };
  for (const { status } of places) count[status]++;
  return { cells, ...count, unfinished: cells - count.done - count.diverged - count.failed };
}
