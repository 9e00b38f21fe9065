/**
 * @file The local engine: a Piscina pool, one cell batch a thread at a time.
 */
import { Piscina } from 'piscina';
import { EngineError } from '../errors/engine-error.js';
import type { BatchOutcome, BatchTask } from './cell.protocol.js';
import type { Engine } from './engine.js';

/** Run from source (tests) the worker is TypeScript and its packages resolve to their sources; built, it is neither. */
const fromSource = import.meta.url.endsWith('.ts');
const cellWorker = new URL(fromSource ? './cell.worker.ts' : './cell.worker.js', import.meta.url);

/**
 * Starts the threads and waits until one of them has answered.
 *
 * @param threads - An integer ≥ 1.
 * @param worker - The module every thread loads; its default export takes a `BatchTask`.
 * @throws {EngineError} if a thread cannot load the worker.
 */
export async function startPool(threads: number, worker: URL = cellWorker): Promise<Engine> {
  const pool = new Piscina<BatchTask, BatchOutcome>({
    filename: worker.href,
    minThreads: threads,
    maxThreads: threads,
    idleTimeout: Infinity,
    execArgv: worker.href.endsWith('.ts') ? ['--import', 'tsx', '--conditions=@tegum/source'] : [],
  });
  // A dead thread is reported through the batches it held; without a listener the event would end the process.
  pool.on('error', () => undefined);
  try {
    await pool.run({ cells: [] });
  } catch (error) {
    await pool.destroy();
    throw new EngineError('local engine', 'threads that can compute', error instanceof Error ? error.message : String(error), 'reinstall tegum');
  }
  return {
    threads,
    run: (cells) => pool.run({ cells }),
    terminate: () => pool.destroy(),
  };
}
