import { expose } from 'comlink';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { JobClient, WorkerFault } from './job.client.js';
import type { Steps } from './job.protocol.js';
import { createJobServer } from './serve-jobs.js';

let released: () => void = () => undefined;
const jobs = {
  double: (value: number) => value * 2,
  refuse: (_value: number): number => {
    throw new RangeError('value: expected less, got more');
  },
  *count(upTo: number): Steps<number> {
    for (let k = 1; k < upTo; k++) yield { fraction: k / upTo, partial: k };
    return upTo;
  },
  // Never answers until the test lets it.
  hang: (_value: number) => new Promise<number>((resolve) => { released = () => { resolve(0); }; }),
};

/** A worker on this thread: what is sent to it goes through a real message port. */
class NearWorker extends EventTarget {
  static started = 0;
  private readonly channel = new MessageChannel();
  ended = false;

  constructor() {
    super();
    NearWorker.started++;
    expose(createJobServer(jobs), this.channel.port2);
    this.channel.port1.start();
    this.channel.port1.addEventListener('message', (event) => { this.dispatchEvent(new MessageEvent('message', { data: event.data as unknown, ports: [...event.ports] })); });
  }

  postMessage(message: unknown, transfer: Transferable[] = []): void {
    if (!this.ended) this.channel.port1.postMessage(message, transfer);
  }

  terminate(): void {
    this.ended = true;
    this.channel.port1.close();
    this.channel.port2.close();
  }
}

let workers: NearWorker[] = [];
function createWorker(): Worker {
  const worker = new NearWorker();
  workers.push(worker);
  return worker as unknown as Worker;
}

afterEach(() => {
  released();
  for (const worker of workers) worker.terminate();
  workers = [];
  vi.useRealTimers();
});

describe('JobClient', () => {
  it('gives the answer, and the error with its name and message', async () => {
    const client = new JobClient<typeof jobs>(createWorker);
    expect(await client.run('double', 21)).toBe(42);
    await expect(client.run('refuse', 1)).rejects.toMatchObject({ name: 'RangeError', message: 'value: expected less, got more' });
    expect(workers).toHaveLength(1);
  });

  it('tells what a job yields on its way', async () => {
    const client = new JobClient<typeof jobs>(createWorker);
    const partials: unknown[] = [];
    expect(await client.run('count', 4, { onProgress: ({ partial }) => void partials.push(partial) })).toBe(4);
    expect(partials).toEqual([1, 2, 3]);
  });

  it('cancels a job between its steps, and keeps its worker', async () => {
    const client = new JobClient<typeof jobs>(createWorker, { graceMs: 60_000 });
    const abort = new AbortController();
    const partials: unknown[] = [];
    const run = client.run('count', 1e9, {
      signal: abort.signal,
      onProgress: ({ partial }) => {
        partials.push(partial);
        if (partial === 3) abort.abort();
      },
    });
    await expect(run).rejects.toMatchObject({ name: 'AbortError' });
    expect(partials).toEqual([1, 2, 3]);
    expect(await client.run('double', 1)).toBe(2);
    expect(workers).toHaveLength(1);
  });

  it('replaces the worker of a job that does not heed a cancel', async () => {
    const client = new JobClient<typeof jobs>(createWorker, { graceMs: 1 });
    const abort = new AbortController();
    const run = client.run('hang', 1, { signal: abort.signal });
    abort.abort();
    await expect(run).rejects.toMatchObject({ name: 'AbortError' });
    expect(workers[0]!.ended).toBe(true);
    expect(await client.run('double', 1)).toBe(2);
    expect(workers).toHaveLength(2);
  });

  it('asks again what else ran in that worker', async () => {
    const client = new JobClient<typeof jobs>(createWorker, { graceMs: 1 });
    const abort = new AbortController();
    const cancelled = client.run('hang', 1, { signal: abort.signal });
    const other = client.run('hang', 2);
    abort.abort();
    await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
    await vi.waitFor(() => { expect(workers).toHaveLength(2); });
    await client.run('double', 1);
    released();
    expect(await other).toBe(0);
    expect(workers).toHaveLength(2);
  });

  it('rejects what ran in a worker that crashed, says so, and starts another', async () => {
    const faults: WorkerFault[] = [];
    const client = new JobClient<typeof jobs>(createWorker, { onFault: (fault) => void faults.push(fault) });
    const runs = [client.run('hang', 1), client.run('hang', 2)];
    workers[0]!.dispatchEvent(Object.assign(new Event('error'), { message: 'out of memory' }));
    for (const run of runs) await expect(run).rejects.toBeInstanceOf(WorkerFault);
    expect(faults.map(({ message }) => message)).toEqual(['out of memory']);
    expect(await client.run('double', 1)).toBe(2);
  });

  it('takes silence for a hung worker', async () => {
    const client = new JobClient<typeof jobs>(createWorker, { silenceMs: 5 });
    await expect(client.run('hang', 1)).rejects.toThrow('no sign of life for 0.005 s');
    expect(workers[0]!.ended).toBe(true);
  });

  it('ends what runs when it is disposed', async () => {
    const client = new JobClient<typeof jobs>(createWorker);
    const run = client.run('hang', 1);
    client.dispose();
    await expect(run).rejects.toMatchObject({ name: 'AbortError' });
  });
});
