/**
 * @file A worker process: takes batches from the queue, has its threads compute them, answers.
 *
 * The main thread only talks to the queue. Were it to compute, it could not renew the locks of its jobs: they would count as stalled, be given to
 * others, and stall there too.
 */
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Job, Worker } from 'bullmq';
import type { Cell } from '@tegum/experiments';
import { abandonedRecord } from '../engine/abandoned-record.js';
import type { BatchOutcome, FinishedCell } from '../engine/cell.protocol.js';
import type { Engine } from '../engine/engine.js';
import { messageOf } from '../errors/report.js';
import { answered } from './answered.js';
import { handshakeOf, isCompatible, ownHandshake, parseBatch, type Answer, type Handshake } from './batch.protocol.js';
import { unreachable, type QueueServer } from './connect.js';
import { watchLoopLag } from './loop-lag.js';
import { Outage } from './outage.js';

export interface WorkerOptions {
  readonly server: QueueServer;
  readonly pool: Engine;
  /** A job whose worker has not been heard of for so long is given to another. */
  readonly lockMs: number;
  readonly graceMs: number;
  /** End after so long without a job; null for never. */
  readonly idleMs: number | null;
  readonly stop: AbortSignal;
  readonly kill: AbortSignal;
  readonly note: (message: string) => void;
}

export interface WorkerOutcome {
  readonly batches: number;
  readonly cells: number;
  readonly failed: number;
  /** Of the main thread, in milliseconds. */
  readonly loopLag: { readonly p99: number; readonly max: number };
  /** The versions of a batch this worker must not compute; null if there was none. */
  readonly stranger: Handshake | null;
}

/** Workers may vanish as often as this with a job before it counts as failed; single cells that kill them are found much earlier. */
const maxStalled = 1000;
/** A batch begun so often is suspected and sent back, to be sent cell by cell; a single cell begun so often is given up. */
const maxBatchStarts = 5;
const maxCellStarts = 10;
const lookMs = 250;

const started = (worker: Worker): Promise<void> => worker.run().catch(() => undefined);

/**
 * Works until asked to stop, until idle for long enough, or until a batch of another version comes.
 *
 * @throws {EngineError} if the server has gone away since it was asked.
 */
export async function workOnQueue(options: WorkerOptions): Promise<WorkerOutcome> {
  const { server, pool, lockMs, graceMs, idleMs, stop, kill, note } = options;
  const count = { batches: 0, cells: 0, failed: 0 };
  const lag = watchLoopLag();
  const outage = new Outage(server.shown, note);
  let stranger: Handshake | null = null;
  let ended = false;
  let active = 0;
  let lastActive = performance.now();

  const compute = async (job: Job, token: string | undefined): Promise<string> => {
    const batch = readBatch(job.data);
    if ('refused' in batch) return encode({ kind: 'refused', reason: batch.refused });
    if ('stranger' in batch) {
      stranger = batch.stranger;
      return giveBack(job, token);
    }
    const { cells } = batch;
    if (job.attemptsStarted > (cells.length > 1 ? maxBatchStarts : maxCellStarts)) return encode({ kind: 'suspect', starts: job.attemptsStarted - 1 });
    const finished = await computeBatch(pool, cells, () => ended);
    if (finished === null) return giveBack(job, token);
    count.batches += 1;
    count.cells += cells.length;
    count.failed += finished.cells.filter(({ record }) => record.status === 'failed').length;
    return encode({ kind: 'outcome', ...finished, worker: `${hostname()}-${String(process.pid)}/${finished.worker}` });
  };

  const worker = server.openWorker(
    async (job, token) => {
      active += 1;
      try {
        return await compute(job, token);
      } finally {
        active -= 1;
        lastActive = performance.now();
      }
    },
    {
      autorun: false,
      concurrency: pool.threads,
      lockDuration: lockMs,
      stalledInterval: Math.max(500, lockMs / 4),
      maxStalledCount: maxStalled,
      drainDelay: 1,
      runRetryDelay: 1000,
    },
  );
  worker.on('error', (error) => {
    if (!isOfOneJob(error) && !ended) outage.begin();
  });
  for (const sign of ['active', 'drained', 'locksRenewed'] as const) worker.on(sign, () => outage.end());
  try {
    await answered(worker.waitUntilReady());
  } catch (error) {
    ended = true;
    server.hangUp();
    lag.stop();
    throw unreachable(server.shown, error);
  }
  void started(worker);

  let nextLagLook = performance.now() + lockMs / 2;
  const isIdle = (): boolean => active === 0 && idleMs !== null && performance.now() - lastActive >= idleMs;
  while (!stop.aborted && stranger === null && !isIdle()) {
    await sleep(lookMs);
    if (performance.now() < nextLagLook) continue;
    nextLagLook = performance.now() + lockMs / 2;
    const late = lag.recentP99Ms();
    if (late > lockMs / 4) note(`The main thread is late by ${late.toFixed(0)} ms, more than a quarter of the lock of ${String(lockMs)} ms: use fewer threads, or a longer --lock.`);
  }

  // Drain: no new job, running ones get their grace, the rest goes back to the queue at once.
  const giveUp = async (): Promise<void> => {
    ended = true;
    await pool.terminate();
  };
  const grace = setTimeout(() => void giveUp(), stranger === null ? graceMs : 0);
  const onKill = (): void => void giveUp();
  kill.addEventListener('abort', onKill);
  if (kill.aborted) onKill();
  try {
    await Promise.race([worker.close().catch(() => undefined), sleep(graceMs + closeMs, undefined, { ref: false })]);
  } finally {
    clearTimeout(grace);
    kill.removeEventListener('abort', onKill);
    ended = true;
    await Promise.race([worker.disconnect().catch(() => undefined), sleep(disconnectMs, undefined, { ref: false })]);
    server.hangUp();
    lag.stop();
  }
  return { ...count, loopLag: { p99: lag.p99Ms, max: lag.maxMs }, stranger };
}

const closeMs = 5000;
/** A server that is away never answers a goodbye. */
const disconnectMs = 1000;

export function describeStranger({ numerics, tegum }: Handshake): readonly [expected: string, actual: string] {
  return [`batches of tegum ${ownHandshake.tegum}, numerics ${ownHandshake.numerics}`, `one of tegum ${tegum}, numerics ${numerics}`];
}

/** Each cell alone where the batch killed its thread. null if the threads were ended on purpose. */
async function computeBatch(pool: Engine, cells: readonly Cell[], ended: () => boolean): Promise<BatchOutcome | null> {
  try {
    return await pool.run(cells);
  } catch {
    const finished: FinishedCell[] = [];
    for (const cell of cells) {
      if (ended()) return null;
      try {
        finished.push(...(await pool.run([cell])).cells);
      } catch (error) {
        if (ended()) return null;
        finished.push({ record: abandonedRecord(cell, error instanceof Error ? error.message : String(error)), elapsedMs: 0 });
      }
    }
    return { cells: finished, worker: 'alone' };
  }
}

type ReadBatch = { readonly cells: readonly Cell[] } | { readonly stranger: Handshake } | { readonly refused: string };

function readBatch(data: unknown): ReadBatch {
  try {
    const handshake = handshakeOf(data);
    return isCompatible(handshake) ? { cells: parseBatch(data) } : { stranger: handshake };
  } catch (error) {
    return { refused: messageOf(error) };
  }
}

/** A job that another worker has, or has finished: both computed the same bytes. BullMQ numbers such errors; all others are the connection's. */
function isOfOneJob(error: Error): boolean {
  return /lock/i.test(error.message) || ('code' in error && typeof error.code === 'number');
}

/** To the front of the queue, for another worker; where the server is away, the lock runs out and it goes there by itself. */
async function giveBack(job: Job, token: string | undefined): Promise<never> {
  const { WaitingError } = await import('bullmq');
  await job.moveToWait(token).catch(() => undefined);
  throw new WaitingError();
}

/** As text: JSON inside JSON passes every server unchanged. */
function encode(answer: Answer): string {
  return JSON.stringify(answer);
}
