/**
 * @file The coordinator's side of the queue, as an engine: batches in, outcomes out.
 *
 * The queue is a to-do list that may be lost; the journal is the truth. So outcomes are read from the set of completed jobs, again and again, rather
 * than from events, which can be missed; a job is removed only when its records are on disk; and a job that vanished is sent again.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Job, Queue } from 'bullmq';
import type { Cell } from '@tegum/experiments';
import type { BatchLimits } from '../engine/batching.js';
import type { AdoptedBatch, Engine, EngineOutcome, EngineRun } from '../engine/engine.js';
import { batchOf, jobId, jobPrefix, parseAnswer, parseBatch } from './batch.protocol.js';
import type { QueueServer } from './connect.js';

interface Pending {
  readonly cells: readonly Cell[];
  readonly resolve: (outcome: EngineOutcome) => void;
  readonly reject: (error: Error) => void;
}

export interface QueueTimes {
  /** Between two looks at the completed set. */
  readonly pollMs: number;
  /** Between two looks for jobs that vanished. */
  readonly reconcileMs: number;
}

const defaultTimes: QueueTimes = { pollMs: 200, reconcileMs: 5000 };

/** Seconds of work a batch: long enough to make the queue's cost vanish, short enough to lose little with a machine. */
const batchLimits: BatchLimits = { targetMs: 4000, maxCells: 1000, firstCells: 1, priorMsPerCost: 1e-3 };
/** A run of few cells is cut into at least so many batches, so that every worker has some. */
const fewestBatches = 64;

const unfinishedStates = ['waiting', 'active', 'delayed', 'prioritized'] as const;
const finishedStates = ['completed', 'failed'] as const;

/** Jobs read from the server at the same time. */
const maxReads = 16;
const closeMs = 3000;
const smallestWindow = 16;

export class QueueEngine implements Engine {
  readonly threads = 1;
  readonly title: string;
  readonly #queue: Queue;
  readonly #times: QueueTimes;
  readonly #note: (message: string) => void;
  readonly #pending = new Map<string, Pending>();
  /** Jobs whose records are being stored, or that are being removed. */
  readonly #settled = new Set<string>();
  readonly #removals = new Set<Promise<unknown>>();
  #run = '';
  #window = smallestWindow;
  #maxCells = batchLimits.maxCells;
  #missing: ReadonlySet<string> = new Set();
  #away = false;
  #ended = false;

  constructor(server: QueueServer, note: (message: string) => void, times: QueueTimes = defaultTimes) {
    this.title = server.shown;
    this.#times = times;
    this.#note = note;
    this.#queue = server.openQueue();
    this.#queue.on('error', () => {
      if (!this.#away && !this.#ended) note(`Lost ${server.shown}; trying again until it answers. What is computed is safe.`);
      this.#away = true;
    });
  }

  /** Twice what is being computed, so that no worker waits and no server fills up. */
  get window(): number {
    return this.#window;
  }

  get batchLimits(): BatchLimits {
    return { ...batchLimits, maxCells: this.#maxCells };
  }

  async begin({ id, isOpen, openCells }: EngineRun): Promise<readonly AdoptedBatch[]> {
    this.#run = id;
    this.#maxCells = Math.min(batchLimits.maxCells, Math.ceil(openCells / fewestBatches));
    await this.#queue.waitUntilReady();
    const adopted: AdoptedBatch[] = [];
    await this.#forJobs(await this.#ids([...unfinishedStates, ...finishedStates]), async (job) => {
      const cells = cellsOf(job);
      if (cells?.every(isOpen)) adopted.push({ cells, outcome: this.#expect(job.id!, cells) });
      else await this.#remove(job.id!);
    });
    void this.#harvest();
    void this.#reconcile();
    return adopted;
  }

  async run(cells: readonly Cell[]): Promise<EngineOutcome> {
    const id = jobId(this.#run, cells);
    const outcome = this.#expect(id, cells);
    await this.#add(id, cells);
    return outcome;
  }

  withdraw(): void {
    for (const [id, { reject }] of this.#pending) {
      void this.#queue.remove(id).then(
        (removed) => {
          // An active job is locked by its worker: it goes on, and is harvested now or when the run is resumed.
          if (removed === 0 || !this.#pending.delete(id)) return;
          reject(new Error('taken back'));
        },
        () => undefined,
      );
    }
  }

  async terminate(): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    for (const { reject } of this.#pending.values()) reject(new Error('ended'));
    this.#pending.clear();
    await Promise.race([Promise.allSettled(this.#removals), sleep(closeMs, undefined, { ref: false })]);
    await Promise.race([this.#queue.close().catch(() => undefined), sleep(closeMs, undefined, { ref: false })]);
    await this.#queue.disconnect().catch(() => undefined);
  }

  #expect(id: string, cells: readonly Cell[]): Promise<EngineOutcome> {
    const outcome = new Promise<EngineOutcome>((resolve, reject) => this.#pending.set(id, { cells, resolve, reject }));
    // Who waits for it hears of a rejection; until somebody does, it is no unhandled one.
    outcome.catch(() => undefined);
    return outcome;
  }

  async #add(id: string, cells: readonly Cell[]): Promise<void> {
    try {
      await this.#queue.add('batch', batchOf(cells), { jobId: id, removeOnComplete: false, removeOnFail: false, attempts: 1 });
    } catch (error) {
      const pending = this.#pending.get(id);
      this.#pending.delete(id);
      pending?.reject(error instanceof Error ? error : new Error(String(error)));
    }
  }

  /** Looks at the completed set until ended. */
  async #harvest(): Promise<void> {
    while (!this.#ended) {
      try {
        const ids = await this.#ids(finishedStates);
        await this.#forJobs(ids.filter((id) => !this.#settled.has(id)), (job) => this.#settle(job));
        const active = await this.#queue.getActiveCount();
        this.#window = Math.max(smallestWindow, 2 * active + 2);
        this.#returned();
      } catch {
        // The server is away; the queue's error event has said so.
      }
      await sleep(this.#times.pollMs, undefined, { ref: true });
    }
  }

  async #settle(job: Job): Promise<void> {
    const id = job.id!;
    const pending = this.#pending.get(id);
    if (pending === undefined) return this.#remove(id);
    this.#pending.delete(id);
    this.#settled.add(id);
    const forget = (): void => void this.#remove(id);
    try {
      if (job.failedReason) throw new Error(job.failedReason);
      const answer = parseAnswer(JSON.parse(String(job.returnvalue)), pending.cells);
      if (answer.kind === 'suspect') throw new Error(`a worker that lives, but ${String(answer.starts)} began and did not end`);
      pending.resolve({ cells: answer.cells, worker: answer.worker, stored: forget });
    } catch (error) {
      await this.#remove(id);
      pending.reject(error instanceof Error ? error : new Error(String(error)));
    }
  }

  /** Sends again what the server has lost. Missing once may be a job between two states. */
  async #reconcile(): Promise<void> {
    while (!this.#ended) {
      await sleep(this.#times.reconcileMs, undefined, { ref: false });
      try {
        const known = new Set(await this.#ids([...unfinishedStates, ...finishedStates]));
        const missing = [...this.#pending.keys()].filter((id) => !known.has(id));
        const lost = missing.filter((id) => this.#missing.has(id));
        this.#missing = new Set(missing);
        if (lost.length > 0) this.#note(`The queue has lost ${String(lost.length)} batches: sending them again.`);
        for (const id of lost) {
          const pending = this.#pending.get(id);
          if (pending !== undefined) await this.#add(id, pending.cells);
        }
      } catch {
        // As above.
      }
    }
  }

  #returned(): void {
    if (!this.#away) return;
    this.#away = false;
    this.#note(`${this.title} answers again.`);
  }

  async #ids(states: readonly ((typeof unfinishedStates)[number] | (typeof finishedStates)[number])[]): Promise<string[]> {
    const ids = await this.#queue.getRanges([...states], 0, -1);
    const prefix = jobPrefix(this.#run);
    return ids.filter((id) => id.startsWith(prefix));
  }

  async #forJobs(ids: readonly string[], act: (job: Job) => Promise<void>): Promise<void> {
    for (let start = 0; start < ids.length && !this.#ended; start += maxReads) {
      const jobs = await Promise.all(ids.slice(start, start + maxReads).map((id) => this.#queue.getJob(id)));
      for (const job of jobs) if (job !== undefined) await act(job as Job);
    }
  }

  /** Removes a job that is not at work; one that is stays, and goes when it has ended. */
  async #remove(id: string): Promise<void> {
    this.#settled.add(id);
    const removal = this.#queue.remove(id).then(
      () => this.#settled.delete(id),
      () => this.#settled.delete(id),
    );
    this.#removals.add(removal);
    await removal.finally(() => this.#removals.delete(removal));
  }
}

/** null for a job of another version, or none of ours. */
function cellsOf(job: Job): readonly Cell[] | null {
  try {
    return parseBatch(job.data);
  } catch {
    return null;
  }
}
