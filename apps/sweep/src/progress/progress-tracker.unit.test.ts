import { describe, expect, it } from 'vitest';
import { ProgressTracker } from './progress-tracker.js';

function tracker(start: Partial<ConstructorParameters<typeof ProgressTracker>[0]> = {}) {
  let nowMs = 500;
  const progress = new ProgressTracker(
    { total: 10, finished: 0, failed: 0, totalCost: 100, finishedCost: 0, ...start },
    () => nowMs,
  );
  return { progress, advance: (ms: number) => (nowMs += ms) };
}

describe('ProgressTracker', () => {
  it('knows no end before anything finished', () => {
    const { progress, advance } = tracker();
    advance(1000);
    expect(progress.snapshot()).toMatchObject({ remainingMs: null, cellsPerSecond: 0, fraction: 0 });
  });

  it('foretells no end while threads warm up', () => {
    const { progress, advance } = tracker();
    advance(999);
    progress.add(1, 0, 1);
    expect(progress.snapshot().remainingMs).toBeNull();
    advance(1);
    expect(progress.snapshot().remainingMs).toBe(99_000);
  });

  it('weighs the time left by cost, not by the number of cells', () => {
    const { progress, advance } = tracker();
    advance(1000);
    progress.add(9, 0, 20);
    expect(progress.snapshot()).toMatchObject({ finished: 9, fraction: 0.2, remainingMs: 4000, cellsPerSecond: 9 });
  });

  it('does not count what an earlier session computed as speed', () => {
    const { progress, advance } = tracker({ finished: 5, finishedCost: 50 });
    advance(1000);
    progress.add(1, 1, 10);
    expect(progress.snapshot()).toMatchObject({ finished: 6, failed: 1, fraction: 0.6, cellsPerSecond: 1, remainingMs: 4000 });
  });

  it('is exactly complete when the last cell is in, whatever rounding did to the costs', () => {
    const { progress, advance } = tracker();
    advance(10);
    progress.add(10, 0, 99.999);
    expect(progress.snapshot()).toMatchObject({ fraction: 1, remainingMs: 0 });
  });
});
