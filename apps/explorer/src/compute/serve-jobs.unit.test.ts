import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Alive, Progress, Steps } from './job.protocol.js';
import { createJobServer } from './serve-jobs.js';

/** Ten seconds of work in one stretch, with a sign of life every tenth of a second. */
function* long(_input: undefined, alive: Alive): Steps<string> {
  yield { fraction: 0.25, partial: 'some' };
  for (let tenth = 0; tenth < 100; tenth++) {
    vi.advanceTimersByTime(100);
    alive();
  }
  return 'all';
}

/** A second of work in one stretch, which tells every hundredth of it. */
function measured(_input: undefined, alive: Alive): string {
  for (let done = 1; done <= 100; done++) {
    vi.advanceTimersByTime(10);
    alive(done / 100);
  }
  return 'all';
}

describe('createJobServer', () => {
  afterEach(() => { vi.useRealTimers(); });

  it('passes signs of life on, about one a second, with the fraction told last', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const told: Progress<unknown>[] = [];
    const server = createJobServer({ long });
    server.listen((run, progress) => { if (run === 7) told.push(progress); });
    expect(await server.start(7, 'long', undefined)).toBe('all');
    expect(told).toEqual([{ fraction: 0.25, partial: 'some' }, ...Array.from({ length: 10 }, () => ({ fraction: 0.25 }))]);
  });

  it('passes fractions on, about twenty a second', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const told: (number | undefined)[] = [];
    const server = createJobServer({ measured });
    server.listen((_run, { fraction }) => void told.push(fraction));
    await server.start(7, 'measured', undefined);
    expect(told).toEqual(Array.from({ length: 20 }, (_, k) => (5 * k + 5) / 100));
  });
});
