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
});
