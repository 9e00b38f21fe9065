/**
 * @file Threads of this machine: a Piscina pool, one task a thread at a time; and the local engine made of one.
 */
import type { Cell } from '@tegum/experiments';
import { Piscina } from 'piscina';
import { EngineError } from '../errors/engine-error.js';
import type { BatchOutcome, BatchTask } from './cell.protocol.js';
import type { Engine } from './engine.js';

/** Run from source (tests) workers are TypeScript and their packages resolve to sources; built, they are neither. */
const workerExtension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';

/**
 * Piscina loads a worker with `require` and only then with `import`. A thread that is ended while `require` links an ES module takes the whole
 * process with it ("v8::Module::IsGraphAsync must be used on an instantiated module", Node 20.19 and 20.20); `import` does not.
 */
const WITHOUT_REQUIRE_OF_MODULES = '--no-experimental-require-module';

export interface Pool<Task, Result> {
  /** @param abort - Ends the thread that has the task. */
  run(task: Task, abort?: AbortSignal): Promise<Result>;
  /** Ends all threads at once; tasks that run are rejected. */
  terminate(): Promise<void>;
}

/**
 * The address of a worker beside a module of ours.
 *
 * @param path - Relative to `base`, without extension.
 * @param base - `import.meta.url` of the caller.
 */
export function workerUrl(path: string, base: string): URL {
  return new URL(`${path}.${workerExtension}`, base);
}

/**
 * Starts threads and waits until one of them has answered.
 *
 * @param threads - An integer ≥ 1.
 * @param worker - The module every thread loads; its default export takes a task.
 * @param greeting - A task without work: its answer proves that a thread can compute.
 * @param memoryMb - Heap of a thread in MiB; one that needs more dies alone. Without it, what Node gives the process.
 * @throws {EngineError} if a thread cannot load the worker.
 */
export async function startThreads<Task, Result>(threads: number, worker: URL, greeting: Task, memoryMb?: number): Promise<Pool<Task, Result>> {
  const pool = new Piscina<Task, Result>({
    filename: worker.href,
    minThreads: threads,
    maxThreads: threads,
    idleTimeout: Infinity,
    ...(memoryMb === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: memoryMb } }),
    execArgv: worker.href.endsWith('.ts') ? ['--import', 'tsx', '--conditions=@tegum/source'] : [WITHOUT_REQUIRE_OF_MODULES],
  });
  // A dead thread is reported through the tasks it held; without a listener the event would end the process.
  pool.on('error', () => undefined);
  try {
    await pool.run(greeting);
  } catch (error) {
    await pool.destroy();
    throw new EngineError('local engine', 'threads that can compute', error instanceof Error ? error.message : String(error), 'reinstall tegum');
  }
  return { run: (task, abort) => pool.run(task, abort === undefined ? {} : { signal: abort }), terminate: () => pool.destroy() };
}

/** What one cell may take before its thread is ended. */
export interface CellLimits {
  readonly timeMs?: number;
  /** Of a thread's heap, in MiB. */
  readonly memoryMb?: number;
}

/** The engine `local`. @throws {EngineError} if its threads cannot start. */
export async function startPool(threads: number, { timeMs, memoryMb }: CellLimits = {}, worker: URL = workerUrl('./cell.worker', import.meta.url)): Promise<Engine> {
  const pool = await startThreads<BatchTask, BatchOutcome>(threads, worker, { cells: [] }, memoryMb);
  return {
    threads,
    title: threads === 1 ? '1 thread' : `${String(threads)} threads`,
    run: (cells) => (timeMs === undefined ? pool.run({ cells }) : runTimed(pool, cells, timeMs)),
    terminate: () => pool.terminate(),
  };
}

/** Ends the thread when one cell has been at work for longer than `timeMs`; waiting for a thread does not count. */
async function runTimed(pool: Pool<BatchTask, BatchOutcome>, cells: readonly Cell[], timeMs: number): Promise<BatchOutcome> {
  const progress = new SharedArrayBuffer(4);
  const position = new Int32Array(progress);
  const abort = new AbortController();
  let at = 0;
  let since = performance.now();
  const watch = setInterval(() => {
    const now = Atomics.load(position, 0);
    if (now !== at) {
      at = now;
      since = performance.now();
    } else if (at > 0 && performance.now() - since >= timeMs) abort.abort();
  }, Math.min(1000, timeMs / 4));
  try {
    return await pool.run({ cells, progress }, abort.signal);
  } catch (error) {
    if (abort.signal.aborted) throw new Error(`a cell that took longer than ${String(timeMs / 1000)} s`, { cause: error });
    throw error;
  } finally {
    clearInterval(watch);
  }
}
