import type { Cell } from '@tegum/experiments';
import type { BatchOutcome } from './cell.protocol.js';

/** Something that computes batches of cells, somewhere. */
export interface Engine {
  /** Batches it works on at the same time. */
  readonly threads: number;
  /**
   * Resolves with one outcome a cell, in their order. A cell that fails is an outcome; a rejection means that whatever
   * computed the batch died, and says nothing about which cell did it.
   */
  run(cells: readonly Cell[]): Promise<BatchOutcome>;
  /** Ends all threads at once; batches that run are rejected. */
  terminate(): Promise<void>;
}
