import type { Cell } from '@tegum/experiments';
import type { BatchLimits } from './batching.js';
import type { BatchOutcome } from './cell.protocol.js';

/** What a batch came to. */
export interface EngineOutcome extends BatchOutcome {
  /** To be called once the records are safe on disk: the engine may then forget them. */
  readonly stored?: () => void;
}

/** A batch that is at work already, sent by an earlier process of this run. */
export interface AdoptedBatch {
  readonly cells: readonly Cell[];
  readonly outcome: Promise<EngineOutcome>;
}

/** The run an engine works for. */
export interface EngineRun {
  /** Tells runs apart, also those of one plan; the same when a run is resumed. */
  readonly id: string;
  readonly isOpen: (cell: Cell) => boolean;
  /** How many cells are open. */
  readonly openCells: number;
}

/** Something that computes batches of cells, somewhere. */
export interface Engine {
  /** Threads of this process that compute; ≥ 1. */
  readonly threads: number;
  /** What people read: `2 threads`. */
  readonly title: string;
  /** Batches it takes at the same time; two a thread if it does not say. May change. */
  readonly window?: number;
  /** How large batches should be. */
  readonly batchLimits?: BatchLimits;
  /** Called once, before the first batch. */
  begin?(run: EngineRun): Promise<readonly AdoptedBatch[]>;
  /**
   * Resolves with one outcome a cell, in their order. A cell that fails is an outcome; a rejection means that whatever
   * computed the batch died, and says nothing about which cell did it.
   */
  run(cells: readonly Cell[]): Promise<EngineOutcome>;
  /** Takes back what nobody computes yet: such batches are rejected. */
  withdraw?(): void;
  /** Ends all threads at once; batches that run are rejected. */
  terminate(): Promise<void>;
}
