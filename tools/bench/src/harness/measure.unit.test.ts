import { describe, expect, it } from 'vitest';
import { benchCase } from './bench-case.js';
import { measure } from './measure.js';

/** A clock that only work moves on. */
function workClock(): { now: () => number; work: (ms: number) => void } {
  let at = 0;
  return { now: () => at, work: (ms) => void (at += ms) };
}

const options = { rounds: 3, batchMs: 8, warmUpMs: 50 };

describe('measure', () => {
  it('gives µs for each of what a case counts, whatever the batch', async () => {
    const { now, work } = workClock();
    const slow = benchCase({ name: 'slow', per: 'step', count: 4, setup: () => 2, run: (ms) => work(ms), check: () => true });
    const [result] = await measure([slow], { ...options, now });
    expect(result).toMatchObject({ name: 'slow', per: 'step', medianUs: 500, minUs: 500, maxUs: 500, rounds: 3 });
    expect(result!.calls * 2).toBeGreaterThanOrEqual(options.batchMs);
  });

  it('takes the middle of the rounds, and keeps the ends', async () => {
    const { now, work } = workClock();
    let measuring = false;
    const durations = [30, 10, 80];
    const uneven = benchCase({
      name: 'uneven',
      per: 'step',
      setup: () => null,
      run: () => work(measuring ? durations.shift()! : 100),
      check: () => true,
    });
    const marker = benchCase({ name: 'marker', per: 'step', setup: () => null, run: () => work(100), check: () => (measuring = true) });
    const [result] = await measure([uneven, marker], { ...options, now });
    expect(result).toMatchObject({ medianUs: 30_000, minUs: 10_000, maxUs: 80_000, calls: 1 });
  });

  it('times the cases in turn', async () => {
    const { now, work } = workClock();
    const log: string[] = [];
    const cases = ['a', 'b'].map((name) =>
      benchCase({ name, per: 'step', setup: () => null, run: () => (log.push(name), work(100)), check: () => true }),
    );
    await measure(cases, { ...options, now });
    expect(log.join('')).toMatch(/(ab){3}$/);
  });

  it('refuses a case whose result is wrong, at the start or at the end', async () => {
    const { now, work } = workClock();
    const wrong = benchCase({ name: 'wrong', per: 'step', setup: () => null, run: () => work(10), check: () => false });
    await expect(measure([wrong], { ...options, now })).rejects.toThrow(/bench wrong: .*before/);
    let calls = 0;
    const tired = benchCase({ name: 'tired', per: 'step', setup: () => null, run: () => (work(10), ++calls), check: (count) => count < 5 });
    await expect(measure([tired], { ...options, now })).rejects.toThrow(/bench tired: .*after/);
  });

  it('waits for what is a promise', async () => {
    const { now, work } = workClock();
    const later = benchCase({ name: 'later', per: 'step', setup: () => Promise.resolve(5), run: (ms) => Promise.resolve().then(() => work(ms)), check: () => true });
    const [result] = await measure([later], { ...options, now });
    expect(result!.medianUs).toBe(5000);
  });
});
