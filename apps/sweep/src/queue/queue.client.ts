/**
 * @file The coordinator's side of the queue, as an engine: batches in, outcomes out.
 *
 * The queue is a to-do list that may be lost; the journal is the truth. So outcomes are read from the set of completed jobs, again and again, rather
 * than from events, which can be missed; a job is removed only when its records are on disk; and a job that vanished is sent again. What the server
 * does wrong is no fault of a cell: a batch it does not take, or calls failed, is sent again too.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Job, Queue } from 'bullmq';
import type { Cell } from '@tegum/experiments';
import type { BatchLimits } from '../engine/batching.js';
import type { AdoptedBatch, Engine, EngineOutcome, EngineRun } from '../engine/engine.js';
import { answered, firstAnswerMs } from './answered.js';
import { jobId, jobPrefix, parseAnswer, parseBatch } from './batch.protocol.js';
import { unreachable, type QueueServer } from './connect.js';
import { Outage } from './outage.js';
import { Sender } from './sender.js';

interface Pending {
  readonly cells: readonly Cell[];
  /** How often the server has called it failed. */
  failures: number;
  readonly resolve: (outcome: EngineOutcome) => void;
  readonly reject: (error: Error) => void;
}

export interface QueueTimes {
  /** Between two looks at the completed set. */
  readonly pollMs: number;
  /** Between two looks for jobs that vanished. */
  readonly reconcileMs: number;
  /** Between two attempts to send a batch that the server does not take. */
  readonly resendMs: number;
  /** A server that does not answer for so long counts as away. */
  readonly silentMs: number;
  /** The same before the first batch, where the run ends for it. */
  readonly firstMs: number;
}

const defaultTimes: QueueTimes = { pollMs: 200, reconcileMs: 5000, resendMs: 500, silentMs: 5000, firstMs: firstAnswerMs };

/** Seconds of work a batch: long enough to make the queue's cost vanish, short enough to lose little with a machine. */
const batchLimits: BatchLimits = { targetMs: 4000, maxCells: 1000, firstCells: 1, priorMsPerCost: 1e-3 };
/** A run of few cells is cut into at least so many batches, so that every worker has some. */
const fewestBatches = 64;

const unfinishedStates = ['waiting', 'active', 'delayed', 'prioritized'] as const;
const finishedStates = ['completed', 'failed'] as const;

/** Jobs read from the server at the same time. */
const maxReads = 16;
const closeMs = 3000;
/** A server that is away never answers a goodbye. */
const disconnectMs = 500;
const smallestWindow = 16;
/** Workers answer whatever a batch does to them; a job fails where a connection broke at the wrong moment. So often it is more than that. */
const maxFailures = 10;

export class QueueEngine implements Engine {
  readonly threads = 1;
  readonly title: string;
  readonly #server: QueueServer;
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
  readonly #outage: Outage;
  readonly #sender: Sender;
  #ended = false;

  constructor(server: QueueServer, note: (message: string) => void, times: QueueTimes = defaultTimes) {
    this.#server = server;
    this.title = server.shown;
    this.#times = times;
    this.#note = note;
    this.#outage = new Outage(server.shown, (message) => void (this.#ended || note(message)), 'What is computed is safe.');
    this.#queue = server.openQueue();
    this.#queue.on('error', () => this.#outage.begin());
    this.#sender = new Sender({ queue: this.#queue, shown: server.shown, outage: this.#outage, note, resendMs: times.resendMs });
  }

  /** Twice what is being computed, so that no worker waits and no server fills up. */
  get window(): number {
    return this.#window;
  }

  get batchLimits(): BatchLimits {
    return { ...batchLimits, maxCells: this.#maxCells };
  }

  /** @throws {EngineError} if the server has gone away since it was asked. */
  async begin({ id, isOpen, openCells }: EngineRun): Promise<readonly AdoptedBatch[]> {
    this.#run = id;
    this.#maxCells = Math.min(batchLimits.maxCells, Math.ceil(openCells / fewestBatches));
    const adopted = await this.#adopt(isOpen).catch((error: unknown) => {
      throw unreachable(this.title, error);
    });
    void this.#harvest();
    void this.#reconcile();
    return adopted;
  }

  async run(cells: readonly Cell[]): Promise<EngineOutcome> {
    const id = jobId(this.#run, cells);
    const outcome = this.#expect(id, cells);
    await this.#send(id, cells);
    return outcome;
  }

  withdraw(): void {
    for (const [id, { reject }] of this.#pending) {
      // What a server that is away has of it goes on there, and is harvested when the run is resumed.
      if (this.#outage.isOn || this.#sender.isRefused(id)) {
        this.#pending.delete(id);
        reject(new Error('taken back'));
        continue;
      }
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
    await Promise.race([this.#queue.disconnect().catch(() => undefined), sleep(disconnectMs, undefined, { ref: false })]);
    this.#server.hangUp();
  }

  async #adopt(isOpen: EngineRun['isOpen']): Promise<readonly AdoptedBatch[]> {
    const { firstMs } = this.#times;
    await answered(this.#queue.waitUntilReady(), firstMs);
    const adopted: AdoptedBatch[] = [];
    const ids = await answered(this.#ids([...unfinishedStates, ...finishedStates]), firstMs);
    await this.#forJobs(ids, async (job) => {
      const cells = cellsOf(job);
      if (cells?.every(isOpen)) adopted.push({ cells, outcome: this.#expect(job.id!, cells) });
      else await this.#remove(job.id!);
    });
    return adopted;
  }

  #expect(id: string, cells: readonly Cell[]): Promise<EngineOutcome> {
    const outcome = new Promise<EngineOutcome>((resolve, reject) => this.#pending.set(id, { cells, failures: 0, resolve, reject }));
    // Who waits for it hears of a rejection; until somebody does, it is no unhandled one.
    outcome.catch(() => undefined);
    return outcome;
  }

  #send(id: string, cells: readonly Cell[]): Promise<void> {
    return this.#sender.send(id, cells, () => !this.#ended && this.#pending.has(id));
  }

  /** Looks at the completed set until ended. */
  async #harvest(): Promise<void> {
    while (!this.#ended) {
      const silence = setTimeout(() => this.#outage.begin(), this.#times.silentMs);
      try {
        const ids = await this.#ids(finishedStates);
        await this.#forJobs(ids.filter((id) => !this.#settled.has(id)), (job) => this.#settle(job));
        const active = await this.#queue.getActiveCount();
        this.#window = Math.max(smallestWindow, 2 * active + 2);
        this.#outage.end();
      } catch {
        this.#outage.begin();
      } finally {
        clearTimeout(silence);
      }
      await sleep(this.#times.pollMs, undefined, { ref: true });
    }
  }

  async #settle(job: Job): Promise<void> {
    const id = job.id!;
    const pending = this.#pending.get(id);
    if (pending === undefined) return this.#remove(id);
    if (job.failedReason && pending.failures < maxFailures) {
      pending.failures += 1;
      await this.#remove(id);
      void this.#send(id, pending.cells);
      return;
    }
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
        const missing = [...this.#pending.keys()].filter((id) => !known.has(id) && !this.#sender.isRefused(id));
        const lost = missing.filter((id) => this.#missing.has(id));
        this.#missing = new Set(missing);
        if (lost.length > 0) this.#note(`The queue has lost ${String(lost.length)} batches: sending them again.`);
        for (const id of lost) {
          const pending = this.#pending.get(id);
          if (pending !== undefined) await this.#send(id, pending.cells);
        }
      } catch {
        // As above.
      }
    }
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
