/**
 * @file Feeds cells to an engine and their outcomes to the journal, until the cells end or someone interrupts.
 */
import type { Cell } from '@tegum/experiments';
import { abandonedRecord } from './abandoned-record.js';
import { BatchSizer } from './batching.js';
import type { AdoptedBatch, Engine, EngineOutcome } from './engine.js';

export interface DispatchOptions {
  readonly engine: Engine;
  /** Relative work of a cell; any unit. */
  readonly costOf: (cell: Cell) => number;
  /** Resolves when the outcomes are safe on disk. A rejection ends the run. */
  readonly append: (outcome: EngineOutcome) => Promise<void>;
  /** After outcomes are safe. */
  readonly onFinished: (outcome: EngineOutcome, cost: number) => void;
  /** Batches that the engine has already; their cells are not among the others. */
  readonly adopted?: readonly AdoptedBatch[];
  /** Aborted: start nothing new and give what runs `graceMs` to finish. */
  readonly stop: AbortSignal;
  /** Aborted: end the threads now. */
  readonly kill: AbortSignal;
  readonly graceMs: number;
  readonly sizer?: BatchSizer;
}

/** Batches whose outcomes wait for the disk before dispatch waits too. */
const maxUnwritten = 64;

/** Longer cells are not queued behind one another: waiting for the queue would outlast an interrupt's grace. */
const longCellMs = 1000;

/**
 * Computes cells until they end or `stop` is aborted. What was computed is on disk when it resolves.
 *
 * @returns whether all cells were computed.
 * @throws what `append` rejects with, once the threads are ended.
 */
export async function dispatchCells(cells: Iterable<Cell>, options: DispatchOptions): Promise<boolean> {
  const { stop, kill, graceMs } = options;
  const dispatcher = new Dispatcher(cells[Symbol.iterator](), options);
  let grace: NodeJS.Timeout | undefined;
  const onKill = (): void => void dispatcher.terminate();
  const onStop = (): void => {
    options.engine.withdraw?.();
    dispatcher.wake();
    grace = setTimeout(onKill, graceMs);
  };
  stop.addEventListener('abort', onStop);
  kill.addEventListener('abort', onKill);
  // Either may have been aborted while the engine began.
  if (stop.aborted) onStop();
  if (kill.aborted) onKill();
  try {
    return await dispatcher.run();
  } catch (error) {
    await dispatcher.terminate();
    throw error;
  } finally {
    clearTimeout(grace);
    stop.removeEventListener('abort', onStop);
    kill.removeEventListener('abort', onKill);
  }
}

interface Batch {
  readonly cells: readonly Cell[];
  readonly cost: number;
}

class Dispatcher {
  readonly #source: Iterator<Cell>;
  readonly #options: DispatchOptions;
  readonly #sizer: BatchSizer;
  #exhausted = false;
  #terminated = false;
  #fault: { readonly error: unknown } | null = null;
  /** Batches with the engine. */
  #running = 0;
  /** Batches on their way to the disk. */
  #unwritten = 0;
  /** Cells taken from the source without an outcome. */
  #open = 0;
  #longCells = false;
  #wake: (() => void) | null = null;

  constructor(source: Iterator<Cell>, options: DispatchOptions) {
    this.#source = source;
    this.#options = options;
    this.#sizer = options.sizer ?? new BatchSizer(options.engine.batchLimits);
  }

  async run(): Promise<boolean> {
    for (const { cells, outcome } of this.#options.adopted ?? []) this.#start(cells, outcome);
    while (this.#mayStart()) {
      if (this.#isSaturated()) await this.#change();
      else if (!this.#startNext()) break;
    }
    while (this.#fault === null && (this.#unwritten > 0 || (this.#running > 0 && !this.#terminated))) await this.#change();
    if (this.#fault !== null) throw this.#fault.error;
    return this.#exhausted && this.#open === 0;
  }

  /** Lets `run` look again at what changed. */
  wake(): void {
    this.#wake?.();
    this.#wake = null;
  }

  async terminate(): Promise<void> {
    this.#terminated = true;
    await this.#options.engine.terminate();
    this.wake();
  }

  #mayStart(): boolean {
    return !this.#options.stop.aborted && !this.#terminated && this.#fault === null;
  }

  /** One batch waits behind each that runs, so that no thread idles; long cells wait here, where a stop drops them. */
  #isSaturated(): boolean {
    const { threads, window } = this.#options.engine;
    return this.#unwritten >= maxUnwritten || this.#running >= (window ?? (this.#longCells ? threads : 2 * threads));
  }

  #change(): Promise<void> {
    return new Promise((resolve) => (this.#wake = resolve));
  }

  #startNext(): boolean {
    const { cells, cost } = this.#nextBatch();
    if (cells.length === 0) return false;
    this.#longCells = (this.#sizer.expectedMs(cost) ?? 0) > longCellMs;
    this.#start(cells, this.#options.engine.run(cells));
    return true;
  }

  #start(cells: readonly Cell[], outcome: Promise<EngineOutcome>): void {
    this.#running++;
    this.#open += cells.length;
    void this.#compute(cells, outcome)
      .catch((error: unknown) => (this.#fault ??= { error }))
      .finally(() => {
        this.#running--;
        this.wake();
      });
  }

  #nextBatch(): Batch {
    const cells: Cell[] = [];
    let cost = 0;
    while (cells.length === 0 || !this.#sizer.isFull(cells.length, cost)) {
      const next = this.#source.next();
      if (next.done === true) {
        this.#exhausted = true;
        break;
      }
      cells.push(next.value);
      cost += this.#options.costOf(next.value);
    }
    return { cells, cost };
  }

  async #compute(cells: readonly Cell[], outcome: Promise<EngineOutcome>): Promise<void> {
    let finished: EngineOutcome;
    try {
      finished = await outcome;
    } catch {
      // Whoever computed them died: each again, alone, so that only the guilty cell pays. Many at a time where many can be.
      const rest = cells[Symbol.iterator]();
      const lanes = Math.min(this.#options.engine.window ?? 1, cells.length);
      await Promise.all(Array.from({ length: lanes }, () => this.#computeAlone(rest)));
      return;
    }
    this.#keep(cells, finished);
  }

  async #computeAlone(cells: Iterator<Cell>): Promise<void> {
    for (let next = cells.next(); next.done !== true && this.#mayStart(); next = cells.next()) {
      const cell = next.value;
      let outcome: EngineOutcome;
      try {
        outcome = await this.#options.engine.run([cell]);
      } catch (error) {
        if (!this.#mayStart()) return;
        const reason = error instanceof Error ? error.message : String(error);
        outcome = { cells: [{ record: abandonedRecord(cell, reason), elapsedMs: 0 }], worker: 'none' };
      }
      this.#keep([cell], outcome);
    }
  }

  #keep(cells: readonly Cell[], outcome: EngineOutcome): void {
    const { costOf, append, onFinished } = this.#options;
    const cost = cells.reduce((sum, cell) => sum + costOf(cell), 0);
    this.#sizer.observe(cost, outcome.cells.reduce((sum, { elapsedMs }) => sum + elapsedMs, 0));
    this.#open -= cells.length;
    this.#unwritten++;
    void append(outcome)
      .then(() => {
        outcome.stored?.();
        onFinished(outcome, cost);
      })
      .catch((error: unknown) => (this.#fault ??= { error }))
      .finally(() => {
        this.#unwritten--;
        this.wake();
      });
  }
}
