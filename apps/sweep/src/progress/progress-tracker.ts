/**
 * @file How far a computation has come, and when it will end.
 *
 * The end is estimated from cost, not from the number of cells: in a grid over hidden sizes the last tenth of the
 * cells can be most of the work. Only what this invocation computed counts towards its speed; cells found in the journal
 * count as done, not as fast.
 */

export interface ProgressSnapshot {
  /** What is counted, in the plural: `cells`, `starts`. */
  readonly unit: string;
  /** Cells of the whole plan. */
  readonly total: number;
  /** Cells with a record, of this invocation or an earlier one; failed ones included. */
  readonly finished: number;
  /** Of these, failed. */
  readonly failed: number;
  /** Share of the plan's cost that is finished, in [0, 1]. */
  readonly fraction: number;
  readonly elapsedMs: number;
  /** Of this invocation; 0 until something finished. */
  readonly cellsPerSecond: number;
  /** null while too little is finished to tell; 0 when nothing is left. */
  readonly remainingMs: number | null;
}

export interface ProgressStart {
  /** Default `cells`. */
  readonly unit?: string;
  readonly total: number;
  readonly finished: number;
  readonly failed: number;
  /** In the units of `estimateCost`. */
  readonly totalCost: number;
  readonly finishedCost: number;
}

/** Threads are slow while they warm up; an end foretold from that frightens for nothing. */
const warmUpMs = 1000;

export class ProgressTracker {
  readonly #start: ProgressStart;
  readonly #startedMs: number;
  readonly #now: () => number;
  #finished: number;
  #failed: number;
  #finishedCost: number;

  /** @param now - A monotonic clock in milliseconds. */
  constructor(start: ProgressStart, now: () => number) {
    this.#start = start;
    this.#now = now;
    this.#startedMs = now();
    this.#finished = start.finished;
    this.#failed = start.failed;
    this.#finishedCost = start.finishedCost;
  }

  add(cells: number, failed: number, cost: number): void {
    this.#finished += cells;
    this.#failed += failed;
    this.#finishedCost += cost;
  }

  snapshot(): ProgressSnapshot {
    const { total, totalCost, unit = 'cells' } = this.#start;
    const elapsedMs = this.#now() - this.#startedMs;
    const sessionCells = this.#finished - this.#start.finished;
    const sessionCost = this.#finishedCost - this.#start.finishedCost;
    const remainingCost = Math.max(0, totalCost - this.#finishedCost);
    return {
      unit,
      total,
      finished: this.#finished,
      failed: this.#failed,
      fraction: this.#finished === total ? 1 : Math.min(1, this.#finishedCost / totalCost),
      elapsedMs,
      cellsPerSecond: elapsedMs > 0 ? (1000 * sessionCells) / elapsedMs : 0,
      remainingMs: this.#finished === total ? 0 : sessionCost > 0 && elapsedMs >= warmUpMs ? (remainingCost * elapsedMs) / sessionCost : null,
    };
  }
}
