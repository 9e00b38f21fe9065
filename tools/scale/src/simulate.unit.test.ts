import { describe, expect, it } from 'vitest';
import { EventQueue } from './event-queue.js';
import { measured } from './measured.js';
import { simulate, type Fleet } from './simulate.js';

const quiet: Fleet = { machines: 10, threads: 4, preemptionSeconds: Infinity, absenceSeconds: 0 };
const sweep = { cellSeconds: 0.1, batchSeconds: 4, partitions: 1, lockSeconds: 75 };

describe('EventQueue', () => {
  it('gives back what was put in by time', () => {
    const queue = new EventQueue<number>();
    const times = Array.from({ length: 1000 }, (_, index) => (index * 617) % 1009);
    for (const at of times) queue.push(at, at);
    expect(times.map(() => queue.pop()?.event)).toEqual([...times].sort((a, b) => a - b));
    expect(queue.pop()).toBeUndefined();
  });
});

describe('simulate', () => {
  it('keeps every thread at work where nothing is a bottleneck', () => {
    const { useful, repeated, coordinatorBusy } = simulate(quiet, sweep, 1);
    expect(useful).toBeGreaterThan(0.97);
    expect(useful).toBeLessThan(1.04);
    expect(repeated).toBe(0);
    expect(coordinatorBusy).toBeLessThan(0.1);
  });

  it('is held back by its coordinator to what one can journal', () => {
    const { cellsPerSecond, coordinatorBusy } = simulate({ ...quiet, machines: 1000 }, { ...sweep, cellSeconds: 0.01 }, 1);
    const batch = 400;
    const most = batch / (measured.coordinatorBatchSeconds + batch * measured.coordinatorCellSeconds);
    expect(cellsPerSecond / most).toBeGreaterThan(0.97);
    expect(cellsPerSecond / most).toBeLessThan(1.01);
    expect(coordinatorBusy).toBeGreaterThan(0.97);
  });

  it('loses the time of absent machines, and the batches they had', () => {
    const fleet = { ...quiet, machines: 200, preemptionSeconds: 600, absenceSeconds: 120 };
    const { useful, repeated } = simulate(fleet, sweep, 1, 2000);
    // A machine is there for 600 of 720 seconds; each visit ends in one batch a thread that is lost, half done.
    expect(useful).toBeGreaterThan((600 / 720) * 0.95);
    expect(useful).toBeLessThan((600 / 720) * 1.03);
    expect(repeated).toBeGreaterThan(0.5 * (4 / 600));
    expect(repeated).toBeLessThan(1.5 * (4 / 600));
  });

  it('shares the machines out among runs side by side', () => {
    const one = simulate({ ...quiet, machines: 100 }, sweep, 1).cellsPerSecond;
    const ten = simulate({ ...quiet, machines: 100 }, { ...sweep, partitions: 10 }, 1).cellsPerSecond;
    expect(ten / one).toBeGreaterThan(0.95);
    expect(ten / one).toBeLessThan(1.05);
  });

  it('gives the same figures each time', () => {
    const disturbed = { ...quiet, preemptionSeconds: 300, absenceSeconds: 60 };
    expect(simulate(disturbed, sweep, 5)).toEqual(simulate(disturbed, sweep, 5));
    expect(simulate(disturbed, sweep, 5)).not.toEqual(simulate(disturbed, sweep, 6));
  });
});
