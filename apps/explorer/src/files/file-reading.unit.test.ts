import { expose } from 'comlink';
import { afterEach, describe, expect, it } from 'vitest';
import { createJobServer } from '../compute/serve-jobs.js';
import { FileReading } from './file-reading.svelte.js';
import { MOST_BYTES } from './limits.js';

interface Asked {
  readonly file: File;
  readonly what: 'answer' | 'refuse' | 'hang';
}
const jobs = {
  read: ({ what }: Asked): Promise<string> => {
    if (what === 'refuse') throw new RangeError('x.csv: expected numbers, got words');
    return what === 'hang' ? new Promise(() => undefined) : Promise.resolve('read');
  },
};

let workers: { ended: boolean }[] = [];
/** On this thread; what is sent to it goes through a real message port. */
class NearWorker extends EventTarget {
  private readonly channel = new MessageChannel();
  ended = false;

  constructor() {
    super();
    workers.push(this);
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
afterEach(() => { workers = []; });

const file = { name: 'x.csv', size: 9 } as File;
const reading = (mostMs = 5000) => new FileReading<typeof jobs, 'read'>(() => new NearWorker() as unknown as Worker, 'read', mostMs);

describe('a file from anywhere', () => {
  it('is read in a worker of its own, which ends with it', async () => {
    const here = reading();
    expect(await here.read({ file, what: 'answer' })).toBe('read');
    expect(await here.read({ file, what: 'answer' })).toBe('read');
    expect(workers.map(({ ended }) => ended)).toEqual([true, true]);
    expect([here.error, here.busy]).toEqual([undefined, false]);
  });

  it('that cannot be read leaves the words that say why', async () => {
    const here = reading();
    expect(await here.read({ file, what: 'refuse' })).toBeUndefined();
    expect(here.error).toBe('x.csv: expected numbers, got words');
  });

  it('that keeps its worker busy for too long has it ended', async () => {
    const here = reading(60);
    expect(await here.read({ file, what: 'hang' })).toBeUndefined();
    expect(here.error).toMatch(/^x\.csv: expected to be read within 0\.06 s/);
    expect(workers.map(({ ended }) => ended)).toEqual([true]);
  });

  it('that is too large is not even begun', async () => {
    const here = reading();
    await here.read({ file: { ...file, size: MOST_BYTES + 1 }, what: 'answer' });
    expect(here.error).toMatch(/^x\.csv: expected at most 32\.0 MiB, got 32\.0 MiB/);
    expect(workers).toEqual([]);
  });

  it('gives way to a newer one', async () => {
    const here = reading();
    const [older, newer] = [here.read({ file, what: 'hang' }), here.read({ file, what: 'answer' })];
    expect(await newer).toBe('read');
    expect(await older).toBeUndefined();
    expect([here.error, here.busy]).toEqual([undefined, false]);
  });
});
