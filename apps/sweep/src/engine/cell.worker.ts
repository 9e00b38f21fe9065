/** @file One thread of the local engine. It computes what it is given and knows nothing else. */
import { threadId } from 'node:worker_threads';
import { runCell } from '@tegum/experiments';
import type { BatchOutcome, BatchTask, FinishedCell } from './cell.protocol.js';

export default function computeBatch({ cells, progress }: BatchTask): BatchOutcome {
  const position = progress === undefined ? null : new Int32Array(progress);
  return {
    cells: cells.map((cell, index): FinishedCell => {
      if (position !== null) Atomics.store(position, 0, index + 1);
      const started = performance.now();
      const record = runCell(cell);
      return { record, elapsedMs: performance.now() - started };
    }),
    worker: `thread-${String(threadId)}`,
  };
}
