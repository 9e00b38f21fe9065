/**
 * @file How many cells go to a thread at once.
 *
 * A message between threads costs tens of microseconds, so cells travel in batches; an interrupt waits for the batches
 * that run, so batches stay short. The cost model says how cells compare with each other, and what finished batches
 * took says how long a unit of cost is on this machine.
 */

export interface BatchLimits {
  /** Aim: how long one batch should keep a thread busy. Longer: less overhead, slower to interrupt. */
  readonly targetMs: number;
  readonly maxCells: number;
  /** Cells of a batch while nothing is known of their speed. */
  readonly firstCells: number;
  /** Milliseconds a unit of cost is thought to take until batches have been seen; if not given, nothing is thought. */
  readonly priorMsPerCost?: number;
}

const defaultBatchLimits: BatchLimits = { targetMs: 60, maxCells: 512, firstCells: 2 };

/** Weight of the newest batch in the running estimate of the speed. */
const smoothing = 0.3;

export class BatchSizer {
  readonly #limits: BatchLimits;
  #msPerCost: number | null = null;

  constructor(limits: BatchLimits = defaultBatchLimits) {
    this.#limits = limits;
    this.#msPerCost = limits.priorMsPerCost ?? null;
  }

  /** Learns from a finished batch. */
  observe(cost: number, elapsedMs: number): void {
    if (!(cost > 0)) return;
    const measured = elapsedMs / cost;
    this.#msPerCost = this.#msPerCost === null ? measured : this.#msPerCost + smoothing * (measured - this.#msPerCost);
  }

  /** True if a batch of `cells` cells and total cost `cost` should be sent as it is rather than grow. */
  isFull(cells: number, cost: number): boolean {
    const { targetMs, maxCells, firstCells } = this.#limits;
    if (cells >= maxCells) return true;
    return this.#msPerCost === null ? cells >= firstCells : cost * this.#msPerCost >= targetMs;
  }

  /** Expected time of work of this cost; null while unknown. */
  expectedMs(cost: number): number | null {
    return this.#msPerCost === null ? null : cost * this.#msPerCost;
  }
}
