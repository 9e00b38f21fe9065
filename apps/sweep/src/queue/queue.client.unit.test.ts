import type { Queue } from 'bullmq';
import { findPreset, parseSpec, planSpec, type Cell } from '@tegum/experiments';
import { describe, expect, it, vi } from 'vitest';
import { abandonedRecord } from '../engine/abandoned-record.js';
import { EngineError } from '../errors/engine-error.js';
import { batchOf, jobId } from './batch.protocol.js';
import { QueueEngine } from './queue.client.js';

const cells: readonly Cell[] = [...planSpec(parseSpec(findPreset('phase-diagram-2x1').spec)).cells(0, 4)];
const ids = (some: readonly Cell[]): string => jobId('run', some);

interface FakeJob {
  data: unknown;
  state: string;
  returnvalue?: unknown;
  failedReason?: string;
}

/** A queue in memory: what the engine asks of BullMQ, and no more. */
class FakeQueue {
  readonly jobs = new Map<string, FakeJob>();
  readonly removed: string[] = [];
  active = 0;
  /** Why it takes and tells nothing; null while it does. */
  fault: string | null = null;
  /** What it waits for before it tells anything. */
  silence: Promise<void> = Promise.resolve();
  /** It tells, but takes nothing. */
  full = false;
  on = (): this => this;
  waitUntilReady = async (): Promise<void> => undefined;
  close = async (): Promise<void> => undefined;
  disconnect = async (): Promise<void> => undefined;
  getActiveCount = async (): Promise<number> => this.active;
  getRanges = async (states: readonly string[]): Promise<string[]> => {
    await this.silence;
    this.#answer();
    return [...this.jobs].filter(([, { state }]) => states.includes(state)).map(([id]) => id);
  };
  getJob = async (id: string): Promise<unknown> => (await this.silence, this.jobs.has(id) ? { id, ...this.jobs.get(id) } : undefined);
  add = async (_: string, data: unknown, { jobId: id }: { readonly jobId: string }): Promise<void> => {
    await this.silence;
    this.#answer();
    if (this.full) throw new Error('no memory left');
    if (!this.jobs.has(id)) this.jobs.set(id, { data: JSON.parse(JSON.stringify(data)), state: 'waiting' });
  };
  /** It tells, but nothing can be removed. */
  readOnly = false;
  remove = async (id: string): Promise<number> => {
    await this.silence;
    if (this.readOnly) throw new Error('READONLY');
    if (this.jobs.get(id)?.state === 'active') return 0;
    this.removed.push(id);
    return this.jobs.delete(id) ? 1 : 0;
  };

  put(some: readonly Cell[], state: string, returnvalue?: unknown): void {
    this.jobs.set(ids(some), { data: JSON.parse(JSON.stringify(batchOf(some))), state, returnvalue });
  }

  #answer(): void {
    if (this.fault !== null) throw new Error(this.fault);
  }

  complete(some: readonly Cell[], returnvalue: unknown = answer(some)): void {
    Object.assign(this.jobs.get(ids(some)) ?? {}, { state: 'completed', returnvalue });
  }
}

function answer(some: readonly Cell[]): string {
  return JSON.stringify({ kind: 'outcome', worker: 'w', cells: some.map((cell) => ({ record: abandonedRecord(cell, 'test'), elapsedMs: 1 })) });
}

async function start(queue: FakeQueue, isOpen: (cell: Cell) => boolean = () => true) {
  const notes: string[] = [];
  const server = { shown: 'test', warnings: [], hangUp: () => undefined, openQueue: () => queue as unknown as Queue, openWorker: () => undefined as never };
  const engine = new QueueEngine(server, (message) => notes.push(message), { pollMs: 5, reconcileMs: 10, resendMs: 20, silentMs: 50, firstMs: 100 });
  const adopted = await engine.begin({ id: 'run', isOpen, openCells: 4 });
  return { engine, adopted, notes };
}

describe('QueueEngine', () => {
  it('sends a batch, gives back its records, and removes the job only once they are stored', async () => {
    const queue = new FakeQueue();
    const { engine } = await start(queue);
    const batch = cells.slice(0, 2);
    const running = engine.run(batch);
    await vi.waitFor(() => expect(queue.jobs.get(ids(batch))?.data).toEqual(batchOf(batch)));
    queue.complete(batch);
    const outcome = await running;
    expect(outcome.cells.map(({ record }) => record.cell)).toEqual(batch.map(({ id }) => id));
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(queue.removed).toEqual([]);
    outcome.stored?.();
    await vi.waitFor(() => expect(queue.jobs.size).toBe(0));
    await engine.terminate();
  });

  it('takes over what an earlier coordinator left, at work or done, and clears away what the journal has', async () => {
    const queue = new FakeQueue();
    queue.put([cells[0]!], 'active');
    queue.put([cells[1]!], 'completed', answer([cells[1]!]));
    queue.put([cells[2]!], 'waiting');
    queue.jobs.set('b-another-1', { data: {}, state: 'completed' });
    queue.jobs.set('b-run-rubbish', { data: { code: 'x' }, state: 'waiting' });
    const { engine, adopted } = await start(queue, ({ id }) => id !== cells[2]!.id);
    expect(adopted.map(({ cells: some }) => some)).toEqual([[cells[0]], [cells[1]]]);
    expect(queue.removed.sort()).toEqual([ids([cells[2]!]), 'b-run-rubbish'].sort());
    expect((await adopted[1]!.outcome).cells[0]?.record.cell).toBe(cells[1]!.id);
    queue.complete([cells[0]!]);
    expect((await adopted[0]!.outcome).cells[0]?.record.cell).toBe(cells[0]!.id);
    expect(queue.jobs.has('b-another-1')).toBe(true);
    await engine.terminate();
  });

  it('sends again what the queue has lost', async () => {
    const queue = new FakeQueue();
    const { engine, notes } = await start(queue);
    const running = engine.run([cells[0]!]);
    await vi.waitFor(() => expect(queue.jobs.size).toBe(1));
    queue.jobs.clear();
    await vi.waitFor(() => expect(queue.jobs.size).toBe(1));
    expect(notes).toEqual(['The queue has lost a batch: sending it again.']);
    queue.complete([cells[0]!]);
    await running;
    await engine.terminate();
  });

  it('makes no cell pay for a server that is away: batches wait until it answers', async () => {
    const queue = new FakeQueue();
    const { engine, notes } = await start(queue);
    queue.fault = 'connect ECONNREFUSED';
    const running = [engine.run([cells[0]!]), engine.run([cells[1]!])];
    await vi.waitFor(() => expect(notes).toHaveLength(1));
    await new Promise((resolve) => setTimeout(resolve, 60));
    queue.fault = null;
    await vi.waitFor(() => expect(queue.jobs.size).toBe(2));
    queue.complete([cells[0]!]);
    queue.complete([cells[1]!]);
    expect((await Promise.all(running)).map((outcome) => outcome.cells[0]?.record.cell)).toEqual([cells[0]!.id, cells[1]!.id]);
    expect(notes).toEqual(['Lost test; trying again until it answers. What is computed is safe.', 'test answers again.']);
    await engine.terminate();
  });

  it('says that a server is silent; a run that is stopped then ends at once, and finds its batches there when it is resumed', async () => {
    const queue = new FakeQueue();
    const { engine, notes } = await start(queue);
    const running = engine.run([cells[0]!]);
    await vi.waitFor(() => expect(queue.jobs.size).toBe(1));
    let speak!: () => void;
    queue.silence = new Promise((resolve) => (speak = resolve));
    await vi.waitFor(() => expect(notes).toEqual(['Lost test; trying again until it answers. What is computed is safe.']));
    // One that is being sent, and one that has been.
    const sending = engine.run([cells[1]!]);
    engine.withdraw();
    await expect(running).rejects.toThrow('taken back');
    await expect(sending).rejects.toThrow('taken back');
    await engine.terminate();
    speak();
    queue.silence = Promise.resolve();
    const again = await start(queue);
    expect(again.adopted.map(({ cells: some }) => some)).toEqual([[cells[0]], [cells[1]]]);
    await again.engine.terminate();
  });

  it('says once why a server takes no batch, and gives such a batch back when the run is stopped', async () => {
    const queue = new FakeQueue();
    const { engine, notes } = await start(queue);
    queue.full = true;
    const running = engine.run([cells[0]!]);
    const rejection = expect(running).rejects.toThrow('taken back');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(notes).toEqual(['test takes no batch (no memory left); trying again until it does. What is computed is safe.']);
    engine.withdraw();
    await rejection;
    queue.full = false;
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(queue.jobs.size).toBe(0);
    await engine.terminate();
  });

  it('sends a batch again that failed with its connection, and gives it up when it has been sent ten times more', async () => {
    const queue = new FakeQueue();
    const { engine } = await start(queue);
    const running = engine.run([cells[0]!]);
    const rejection = expect(running).rejects.toThrow('Connection terminated');
    for (let failures = 1; failures <= 11; failures++) {
      await vi.waitFor(() => expect(queue.jobs.get(ids([cells[0]!]))?.state).toBe('waiting'));
      expect(queue.removed).toHaveLength(failures - 1);
      Object.assign(queue.jobs.get(ids([cells[0]!]))!, { state: 'failed', failedReason: 'Connection terminated' });
    }
    await rejection;
    expect(queue.removed).toHaveLength(11);
    await engine.terminate();
  });

  it('does not count a failure again that it cannot clear away', async () => {
    const queue = new FakeQueue();
    const { engine } = await start(queue);
    const running = engine.run([cells[0]!]);
    await vi.waitFor(() => expect(queue.jobs.size).toBe(1));
    Object.assign(queue.jobs.get(ids([cells[0]!]))!, { state: 'failed', failedReason: 'Connection terminated' });
    queue.readOnly = true;
    await new Promise((resolve) => setTimeout(resolve, 150));
    queue.readOnly = false;
    await vi.waitFor(() => expect(queue.jobs.get(ids([cells[0]!]))?.state).toBe('waiting'));
    queue.complete([cells[0]!]);
    await running;
    await engine.terminate();
  });

  it('takes back a batch that was being sent when the run was stopped', async () => {
    const queue = new FakeQueue();
    const { engine } = await start(queue);
    const { add } = queue;
    queue.add = async (...what) => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return add(...what);
    };
    const running = engine.run([cells[0]!]);
    engine.withdraw();
    await expect(running).rejects.toThrow('taken back');
    expect(queue.jobs.size).toBe(0);
    await engine.terminate();
  });

  it('ends a run that was stopped before the silence was noticed, as soon as it is', async () => {
    const queue = new FakeQueue();
    const { engine } = await start(queue);
    const running = engine.run([cells[0]!]);
    await vi.waitFor(() => expect(queue.jobs.size).toBe(1));
    queue.silence = new Promise(() => undefined);
    engine.withdraw();
    await expect(running).rejects.toThrow('taken back');
    await engine.terminate();
  });

  it('keeps what is finished and not yet harvested when it takes back the rest', async () => {
    const queue = new FakeQueue();
    const { engine } = await start(queue);
    const running = engine.run([cells[0]!]);
    await vi.waitFor(() => expect(queue.jobs.size).toBe(1));
    queue.complete([cells[0]!]);
    engine.withdraw();
    expect((await running).cells).toHaveLength(1);
    await engine.terminate();
  });

  it('does not call a server silent that answers often, if slowly', async () => {
    const queue = new FakeQueue();
    const { engine, notes } = await start(queue);
    for (let k = 0; k < 3; k++) queue.jobs.set(`b-run-${String(k)}`, { data: {}, state: 'completed' });
    Object.defineProperty(queue, 'silence', { get: () => new Promise((resolve) => setTimeout(resolve, 20)) });
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(notes).toEqual([]);
    await engine.terminate();
  });

  it('calls a server that goes away before the first batch unreachable', async () => {
    const queue = new FakeQueue();
    queue.fault = 'the database system is starting up';
    await expect(start(queue)).rejects.toThrow(EngineError);
    queue.fault = null;
    queue.silence = new Promise(() => undefined);
    await expect(start(queue)).rejects.toThrow('got test: no answer for 0.1 s');
    queue.silence = Promise.resolve();
    queue.put([cells[0]!], 'active');
    queue.getJob = () => new Promise(() => undefined);
    await expect(start(queue)).rejects.toThrow('got test: no answer for 0.1 s');
  });

  it.each<readonly [string, unknown, RegExp]>([
    ['workers died with it', JSON.stringify({ kind: 'suspect', starts: 6 }), /a worker that lives, but 6 began and did not end/],
    ['a worker found that it is none', JSON.stringify({ kind: 'refused', reason: 'batch: expected a batch of cells' }), /batch: expected a batch of cells/],
    ['the answer is no JSON', 'x', /JSON/],
    ['the answer is of other cells', answer([cells[1]!]), /answer: expected one record of each cell of its batch, in order/],
    ['a record is none', answer([cells[0]!]).replace('"failed"', '"fine"'), /answer: expected the records of a batch/],
  ])('rejects a batch, and removes its job first, when %s', async (_, returnvalue, message) => {
    const queue = new FakeQueue();
    const { engine } = await start(queue);
    const running = engine.run([cells[0]!]);
    const rejection = expect(running).rejects.toThrow(message);
    await vi.waitFor(() => expect(queue.jobs.size).toBe(1));
    queue.complete([cells[0]!], returnvalue);
    await rejection;
    expect(queue.jobs.size).toBe(0);
    await engine.terminate();
  });

  it('takes back what nobody computes yet, and leaves what is at work', async () => {
    const queue = new FakeQueue();
    const { engine } = await start(queue);
    const [waiting, active] = [engine.run([cells[0]!]), engine.run([cells[1]!])];
    await vi.waitFor(() => expect(queue.jobs.size).toBe(2));
    queue.jobs.get(ids([cells[1]!]))!.state = 'active';
    engine.withdraw();
    await expect(waiting).rejects.toThrow('taken back');
    expect([...queue.jobs.keys()]).toEqual([ids([cells[1]!])]);
    queue.complete([cells[1]!]);
    await active;
    await engine.terminate();
  });

  it('holds twice as many batches as are being computed, and rejects them when it ends', async () => {
    const queue = new FakeQueue();
    const { engine } = await start(queue);
    expect(engine.window).toBe(16);
    queue.active = 40;
    await vi.waitFor(() => expect(engine.window).toBe(82));
    const running = expect(engine.run([cells[0]!])).rejects.toThrow('ended');
    await engine.terminate();
    await running;
  });

  it('cuts a run of few cells into many batches', async () => {
    const { engine } = await start(new FakeQueue());
    expect(engine.batchLimits.maxCells).toBe(1);
    await engine.begin({ id: 'large', isOpen: () => true, openCells: 6400 });
    expect(engine.batchLimits.maxCells).toBe(100);
    await engine.terminate();
  });
});
