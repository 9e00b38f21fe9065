import { EventEmitter } from 'node:events';
import type { Job, Processor, Worker } from 'bullmq';
import { findPreset, parseSpec, planSpec, type Cell } from '@tegum/experiments';
import { describe, expect, it, vi } from 'vitest';
import { abandonedRecord } from '../engine/abandoned-record.js';
import type { Engine } from '../engine/engine.js';
import { EngineError } from '../errors/engine-error.js';
import { batchOf, parseAnswer } from './batch.protocol.js';
import { workOnQueue, type WorkerOptions } from './queue-worker.js';

const cells: readonly Cell[] = [...planSpec(parseSpec(findPreset('phase-diagram-2x1').spec)).cells(0, 3)];

/** Computes at once; a batch with the poisonous cell kills its thread. */
function pool(poison?: Cell): Engine {
  return {
    threads: 1,
    title: 'test',
    run: async (batch) => {
      if (batch.some(({ id }) => id === poison?.id)) throw new Error('worker exited with code: 7');
      return { worker: 'thread-1', cells: batch.map((cell) => ({ record: { ...abandonedRecord(cell, 'x'), error: { name: 'E', message: '' } }, elapsedMs: 1 })) };
    },
    terminate: async () => undefined,
  };
}

interface FakeJob {
  readonly data: unknown;
  readonly attemptsStarted?: number;
  /** What giving it back is answered with. */
  readonly fault?: Error;
}

/** Works on some jobs; resolves with what became of each and of the worker. */
async function work(jobs: readonly FakeJob[], using: Engine, options: Partial<WorkerOptions> = {}) {
  let process!: Processor;
  let running: readonly Promise<unknown>[] = [];
  const stop = new AbortController();
  const worker = { on: () => worker, waitUntilReady: async () => undefined, run: async () => undefined, close: () => Promise.allSettled(running), disconnect: async () => undefined };
  const server = { shown: 'test', warnings: [], hangUp: () => undefined, openQueue: () => undefined as never, openWorker: (processor: Processor) => ((process = processor), worker as unknown as Worker) };
  const never = new AbortController().signal;
  const ended = workOnQueue({ server, pool: using, lockMs: 60_000, graceMs: 100, idleMs: null, stop: stop.signal, kill: never, note: () => undefined, ...options });
  const returned: string[] = [];
  running = jobs.map(({ data, attemptsStarted = 1, fault }, index) => {
    const moveToWait = async (): Promise<void> => {
      if (fault !== undefined) throw fault;
      returned.push(String(index));
    };
    return process({ data: JSON.parse(JSON.stringify(data)) as unknown, attemptsStarted, moveToWait } as unknown as Job, 'token');
  });
  const settled = await Promise.allSettled(running);
  stop.abort();
  return { settled, returned, outcome: await ended };
}

const fulfilled = (results: readonly PromiseSettledResult<unknown>[]): unknown[] => results.map((result) => (result.status === 'fulfilled' ? JSON.parse(String(result.value)) : result.reason));

describe('workOnQueue', () => {
  it('computes batches and counts what it did', async () => {
    const { settled, outcome } = await work([{ data: batchOf(cells.slice(0, 2)) }, { data: batchOf([cells[2]!]) }], pool());
    const [first] = fulfilled(settled);
    expect(parseAnswer(first, cells.slice(0, 2))).toMatchObject({ kind: 'outcome', worker: expect.stringMatching(/-\d+\/thread-1$/) as string });
    expect(outcome).toMatchObject({ batches: 2, cells: 3, failed: 3, stranger: null });
    expect(outcome.loopLag.p99).toBeGreaterThanOrEqual(0);
  });

  it('gives up only the cell that kills its thread', async () => {
    const { settled } = await work([{ data: batchOf(cells) }], pool(cells[1]));
    const answer = parseAnswer(fulfilled(settled)[0], cells);
    if (answer.kind !== 'outcome') throw new Error('expected an outcome');
    expect(answer.cells.map(({ record }) => record.error?.name)).toEqual(['E', 'ThreadDied', 'E']);
  });

  it('sends back a batch that workers have died with five times, and gives up a cell after ten', async () => {
    const run = async (some: readonly Cell[], attemptsStarted: number): Promise<unknown> => fulfilled((await work([{ data: batchOf(some), attemptsStarted }], pool())).settled)[0];
    expect(await run(cells, 5)).toMatchObject({ kind: 'outcome' });
    expect(await run(cells, 6)).toEqual({ kind: 'suspect', starts: 5 });
    expect(await run([cells[0]!], 10)).toMatchObject({ kind: 'outcome' });
    expect(await run([cells[0]!], 11)).toEqual({ kind: 'suspect', starts: 10 });
  });

  it('gives a batch of another version back, and ends', async () => {
    const strange = { ...batchOf(cells), handshake: { numerics: '0', tegum: '9.9.9' } };
    const { settled, returned, outcome } = await work([{ data: strange }], pool());
    expect(settled[0]).toMatchObject({ status: 'rejected', reason: { name: 'WaitingError' } });
    expect(returned).toEqual(['0']);
    expect(outcome.stranger).toEqual({ numerics: '0', tegum: '9.9.9' });
  });

  it.each<readonly [string, unknown, RegExp]>([
    ['without versions', { cells }, /batch: expected the versions it was made with/],
    ['with another key', { ...batchOf(cells), code: 'process.exit()' }, /batch: expected a batch of cells/],
    ['with a changed cell', { ...batchOf(cells), cells: [{ ...cells[0], id: '0'.repeat(32) }] }, /batch: cell 0: expected cell [0-9a-f]{32}, the identity of its content/],
    ['that is empty', { ...batchOf(cells), cells: [] }, /batch: expected a batch of cells/],
  ])('refuses a payload %s', async (_, data, message) => {
    const computed = vi.fn();
    const { settled } = await work([{ data }], { ...pool(), run: computed });
    expect(parseAnswer(fulfilled(settled)[0], cells)).toEqual({ kind: 'refused', reason: expect.stringMatching(message) as string });
    expect(computed).not.toHaveBeenCalled();
  });

  it('gives running batches back when their grace is over', async () => {
    let abort!: (error: Error) => void;
    const stuck: Engine = { ...pool(), run: () => new Promise((_, reject) => (abort = reject)), terminate: async () => abort(new Error('terminated')) };
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 20);
    const { returned } = await work([{ data: batchOf(cells) }], stuck, { stop: stop.signal, graceMs: 50 });
    expect(returned).toEqual(['0']);
  });

  it('leaves a batch to its lock, and does not call it failed, where it cannot be given back', async () => {
    const strange = { ...batchOf(cells), handshake: { numerics: '0', tegum: '9.9.9' } };
    const { settled } = await work([{ data: strange, fault: new Error('Connection terminated') }], pool());
    expect(settled[0]).toMatchObject({ status: 'rejected', reason: { name: 'WaitingError' } });
  });

  it('tells a job that is no longer its own from a server that is away', async () => {
    const events = new EventEmitter();
    const worker = Object.assign(events, { waitUntilReady: async () => undefined, run: async () => undefined, close: async () => undefined, disconnect: async () => undefined });
    const server = { shown: 'test', warnings: [], hangUp: () => undefined, openQueue: () => undefined as never, openWorker: () => worker as unknown as Worker };
    const notes: string[] = [];
    const stop = new AbortController();
    const working = workOnQueue({ server, pool: pool(), lockMs: 60_000, graceMs: 100, idleMs: null, stop: stop.signal, kill: new AbortController().signal, note: (message) => notes.push(message) });
    events.emit('error', Object.assign(new Error('Missing key for job 1. moveToFinished'), { code: -1 }));
    events.emit('error', new Error('could not renew lock for job 1'));
    expect(notes).toEqual([]);
    for (let k = 0; k < 2; k++) events.emit('error', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }));
    events.emit('drained');
    expect(notes).toEqual(['Lost test; trying again until it answers.', 'test answers again.']);
    stop.abort();
    await working;
  });

  it('calls a server that goes away before the first batch unreachable', async () => {
    const worker = { on: () => worker, waitUntilReady: () => Promise.reject(new Error('the database system is starting up')) };
    const server = { shown: 'test', warnings: [], hangUp: () => undefined, openQueue: () => undefined as never, openWorker: () => worker as unknown as Worker };
    const never = new AbortController().signal;
    const working = workOnQueue({ server, pool: pool(), lockMs: 60_000, graceMs: 100, idleMs: null, stop: never, kill: never, note: () => undefined });
    await expect(working).rejects.toThrow(EngineError);
  });

  it('ends when it has been idle for long enough', async () => {
    const never = new AbortController().signal;
    const { outcome } = await work([{ data: batchOf(cells) }], pool(), { idleMs: 300, stop: never });
    expect(outcome.batches).toBe(1);
  });
});
