import { afterEach, describe, expect, it, vi } from 'vitest';
import { activity } from './activity.svelte.js';
import type { JobClient, RunOptions } from './job.client.js';
import { Latest } from './latest.svelte.js';

type Jobs = { readonly square: (value: number) => number };

/** A client whose runs the test answers itself. */
class HandClient {
  readonly runs: { input: number; resolve: (value: number) => void; reject: (error: Error) => void; options: RunOptions<number> }[] = [];
  run(_job: string, input: number, options: RunOptions<number>): Promise<number> {
    return new Promise((resolve, reject) => {
      options.signal?.addEventListener('abort', () => { reject(new DOMException('cancelled', 'AbortError')); });
      this.runs.push({ input, resolve, reject, options });
    });
  }
}

function latest(): { client: HandClient; of: Latest<Jobs, 'square'> } {
  const client = new HandClient();
  return { client, of: new Latest<Jobs, 'square'>(client as unknown as JobClient<Jobs>, 'square') };
}

/** Lets everything that is settled have its effects. */
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

afterEach(() => { vi.useRealTimers(); });

describe('Latest', () => {
  it('asks the newest question next, and leaves out those between', async () => {
    const { client, of } = latest();
    for (const input of [1, 2, 3]) of.request(input);
    expect(client.runs.map(({ input }) => input)).toEqual([1]);
    client.runs[0]!.resolve(1);
    await turn();
    expect([of.answer, of.answered, of.busy]).toEqual([1, 1, true]);
    expect(client.runs.map(({ input }) => input)).toEqual([1, 3]);
    client.runs[1]!.resolve(9);
    await turn();
    expect([of.answer, of.answered, of.busy, activity.running]).toEqual([9, 3, false, 0]);
  });

  it('cancels an older question once it has shown something, and not before', async () => {
    const { client, of } = latest();
    of.request(1);
    of.request(2);
    expect(client.runs[0]!.options.signal!.aborted).toBe(false);
    client.runs[0]!.options.onProgress!({ partial: 0.5 });
    expect(client.runs[0]!.options.signal!.aborted).toBe(true);
    await turn();
    expect([of.answer, of.answered]).toEqual([0.5, 1]);
    client.runs[1]!.options.onProgress!({ partial: 3.5 });
    of.request(3);
    expect(client.runs[1]!.options.signal!.aborted).toBe(true);
    await turn();
    client.runs[2]!.resolve(9);
    await turn();
    expect([of.answer, of.error, of.busy]).toEqual([9, undefined, false]);
  });

  it('waits two seconds for an older question to show something, and no time at all where nothing newer is asked', async () => {
    vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
    const { client, of } = latest();
    const isAborted = (run: number): boolean => client.runs[run]!.options.signal!.aborted;
    of.request(1);
    await vi.advanceTimersByTimeAsync(500);
    for (const input of [2, 3]) of.request(input);
    await vi.advanceTimersByTimeAsync(1499);
    expect(isAborted(0)).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(isAborted(0)).toBe(true);
    expect(client.runs.map(({ input }) => input)).toEqual([1, 3]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(isAborted(1)).toBe(false);
    client.runs[1]!.resolve(9);
    await vi.advanceTimersByTimeAsync(0);
    expect([of.answer, of.error, of.busy]).toEqual([9, undefined, false]);
  });

  it('keeps the last answer beside the error of the newest question, and asks it again', async () => {
    const { client, of } = latest();
    of.request(1);
    client.runs[0]!.resolve(1);
    await turn();
    of.request(2);
    client.runs[1]!.reject(new Error('no'));
    await turn();
    expect([of.answer, of.error?.message, of.busy, activity.running]).toEqual([1, 'no', false, 0]);
    of.again();
    expect([of.error, client.runs[2]!.input]).toEqual([undefined, 2]);
    client.runs[2]!.resolve(4);
    await turn();
    expect(of.answer).toBe(4);
  });

  it('stops when cancelled by hand, and goes on when asked', async () => {
    const { client, of } = latest();
    of.request(1);
    of.cancel();
    await turn();
    expect([of.cancelled, of.busy, of.error, activity.running]).toEqual([true, false, undefined, 0]);
    of.again();
    expect(of.cancelled).toBe(false);
    client.runs[1]!.resolve(1);
    await turn();
    expect([of.answer, of.busy, activity.running]).toEqual([1, false, 0]);
  });
});
