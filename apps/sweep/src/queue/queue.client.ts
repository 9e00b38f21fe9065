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
import { jobId, jobPrefix } from './batch.protocol.js';
import { unreachable, type QueueServer } from './connect.js';
import { cellsOf, resultOf } from './job-reading.js';
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

const waitingStates = ['waiting', 'delayed', 'prioritized'] as const;
const unfinishedStates = ['active', ...waitingStates] as const;
const finishedStates = ['completed', 'failed'] as const;
type State = (typeof unfinishedStates | typeof finishedStates)[number];

/** Jobs read from the server at the same time. */
const maxReads = 16;
const closeMs = 3000;
/** A server that is away never answers a goodbye. */
const disconnectMs = 500;
const smallestWindow = 16;
/** Workers answer whatever a batch does to them; a job fails where a connection broke at the wrong moment. More often it is not that. */
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
  #begun = false;
  #withdrawn = false;
  #ended = false;

  constructor(server: QueueServer, note: (message: string) => void, times: QueueTimes = defaultTimes) {
    this.#server = server;
    this.title = server.shown;
    this.#times = times;
    this.#note = note;
    const noteAtWork = (message: string): void => {
      if (this.#begun && !this.#ended) note(message);
    };
    this.#outage = new Outage(server.shown, noteAtWork, 'What is computed is safe.');
    this.#queue = server.openQueue();
    this.#queue.on('error', () => this.#lose());
    this.#sender = new Sender({ queue: this.#queue, shown: server.shown, outage: this.#outage, note, resendMs: times.resendMs });
  }

  /** Twice what is being computed, so that no worker waits and no server fills up. */
  get window(): number {
    return this.#window;
  }

  get batchLimits(): BatchLimits {
    return { ...batchLimits, maxCells: this.#maxCells };
  }

  /** @throws {EngineError} if the server has gone away since it was asked, or is silent. */
  async begin({ id, isOpen, openCells }: EngineRun): Promise<readonly AdoptedBatch[]> {
    this.#run = id;
    this.#maxCells = Math.min(batchLimits.maxCells, Math.ceil(openCells / fewestBatches));
    const adopted = await this.#adopt(isOpen).catch((error: unknown) => {
      throw unreachable(this.title, error);
    });
    this.#outage.end();
    this.#begun = true;
    void this.#harvest();
    void this.#reconcile();
    return adopted;
  }

  run(cells: readonly Cell[]): Promise<EngineOutcome> {
    const id = jobId(this.#run, cells);
    const outcome = this.#expect(id, cells);
    void this.#send(id, cells);
    return outcome;
  }

  withdraw(): void {
    this.#withdrawn = true;
    if (this.#outage.isOn) this.#lose();
    for (const id of [...this.#pending.keys()]) if (this.#sender.isRefused(id)) this.#giveUp(id, 'taken back');
    void this.#takeBack().catch(() => undefined);
  }

  async terminate(): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    for (const id of [...this.#pending.keys()]) this.#giveUp(id, 'ended');
    await Promise.race([Promise.allSettled(this.#removals), sleep(closeMs, undefined, { ref: false })]);
    await Promise.race([this.#queue.close().catch(() => undefined), sleep(closeMs, undefined, { ref: false })]);
    await Promise.race([this.#queue.disconnect().catch(() => undefined), sleep(disconnectMs, undefined, { ref: false })]);
    this.#server.hangUp();
  }

  async #adopt(isOpen: EngineRun['isOpen']): Promise<readonly AdoptedBatch[]> {
    await this.#ask(this.#queue.waitUntilReady());
    const adopted: AdoptedBatch[] = [];
    await this.#forJobs(await this.#ids([...unfinishedStates, ...finishedStates]), async (job) => {
      const cells = cellsOf(job);
      if (cells?.every(isOpen)) adopted.push({ cells, outcome: this.#expect(job.id!, cells) });
      else await this.#remove(job.id!);
    });
    return adopted;
  }

  /** Takes back what waits. A job at work is left to its worker: it is harvested now, or when the run is resumed. */
  async #takeBack(): Promise<void> {
    for (const id of await this.#ids(waitingStates)) {
      if (this.#pending.has(id) && (await this.#ask(this.#queue.remove(id))) > 0) this.#giveUp(id, 'taken back');
    }
  }

  #expect(id: string, cells: readonly Cell[]): Promise<EngineOutcome> {
    const outcome = new Promise<EngineOutcome>((resolve, reject) => this.#pending.set(id, { cells, failures: 0, resolve, reject }));
    // Who waits for it hears of a rejection; until somebody does, it is no unhandled one.
    outcome.catch(() => undefined);
    return outcome;
  }

  /** What a server that is away has of a stopped run goes on there, and is harvested when the run is resumed. */
  #lose(): void {
    this.#outage.begin();
    if (this.#withdrawn) for (const id of [...this.#pending.keys()]) this.#giveUp(id, 'taken back');
  }

  #giveUp(id: string, reason: string): void {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    pending?.reject(new Error(reason));
  }

  async #send(id: string, cells: readonly Cell[]): Promise<void> {
    await this.#sender.send(id, cells, () => !this.#ended && this.#pending.has(id));
    if (this.#withdrawn) await this.#takeBack().catch(() => undefined);
  }

  /** Looks at the completed set until ended. */
  async #harvest(): Promise<void> {
    while (!this.#ended) {
      try {
        const ids = await this.#ids(finishedStates);
        await this.#forJobs(ids.filter((id) => !this.#settled.has(id)), (job) => this.#settle(job));
        const active = await this.#ask(this.#queue.getActiveCount());
        this.#window = Math.max(smallestWindow, 2 * active + 2);
        this.#outage.end();
      } catch {
        this.#lose();
      }
      await sleep(this.#times.pollMs, undefined, { ref: true });
    }
  }

  /** @throws if the job cannot be removed where it has to be; it is then looked at again. */
  async #settle(job: Job): Promise<void> {
    const id = job.id!;
    const pending = this.#pending.get(id);
    // Tidying, which may fail: the next look is in a moment.
    if (pending === undefined) return this.#remove(id).catch(() => undefined);
    const result = resultOf(job, pending.cells);
    if ('outcome' in result) {
      this.#pending.delete(id);
      this.#settled.add(id);
      pending.resolve({ ...result.outcome, stored: () => void this.#remove(id).catch(() => undefined) });
      return;
    }
    await this.#remove(id);
    if (result.byServer && pending.failures < maxFailures) {
      pending.failures += 1;
      void this.#send(id, pending.cells);
    } else this.#giveUp(id, result.fault);
  }

  /** Sends again what the server has lost. Missing once may be a job between two states. */
  async #reconcile(): Promise<void> {
    while (!this.#ended) {
      await sleep(this.#times.reconcileMs, undefined, { ref: false });
      if (this.#withdrawn) return;
      try {
        const known = new Set(await this.#ids([...unfinishedStates, ...finishedStates]));
        const missing = [...this.#pending.keys()].filter((id) => !known.has(id) && !this.#sender.isRefused(id));
        const lost = missing.filter((id) => this.#missing.has(id));
        this.#missing = new Set(missing);
        if (lost.length > 0) this.#note(`The queue has lost ${lost.length === 1 ? 'a batch: sending it' : `${String(lost.length)} batches: sending them`} again.`);
        for (const id of lost) {
          const pending = this.#pending.get(id);
          if (pending !== undefined) await this.#send(id, pending.cells);
        }
      } catch {
        // The harvest says so.
      }
    }
  }

  /** Every question to the server. Silence is an outage; before the first batch, of which a run has lost nothing yet, an error. */
  async #ask<T>(answer: Promise<T>): Promise<T> {
    // The harvest keeps the process alive, not a question that is never answered.
    const silence = setTimeout(() => this.#lose(), this.#times.silentMs).unref();
    try {
      return await (this.#begun ? answer : answered(answer, this.#times.firstMs));
    } finally {
      clearTimeout(silence);
    }
  }

  async #ids(states: readonly State[]): Promise<string[]> {
    const ids = await this.#ask(this.#queue.getRanges([...states], 0, -1));
    const prefix = jobPrefix(this.#run);
    return ids.filter((id) => id.startsWith(prefix));
  }

  async #forJobs(ids: readonly string[], act: (job: Job) => Promise<void>): Promise<void> {
    for (let start = 0; start < ids.length && !this.#ended; start += maxReads) {
      const jobs = await this.#ask(Promise.all(ids.slice(start, start + maxReads).map((id) => this.#queue.getJob(id))));
      for (const job of jobs) if (job !== undefined && !this.#ended) await act(job as Job);
    }
  }

  /** Removes a job that is not at work; one that is stays, and goes when it has ended. */
  async #remove(id: string): Promise<void> {
    this.#settled.add(id);
    const removal = this.#ask(this.#queue.remove(id)).finally(() => {
      this.#settled.delete(id);
      this.#removals.delete(removal);
    });
    this.#removals.add(removal);
    await removal;
  }
}
