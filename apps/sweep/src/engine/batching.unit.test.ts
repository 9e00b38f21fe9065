import { describe, expect, it } from 'vitest';
import { BatchSizer } from './batching.js';

const limits = { targetMs: 60, maxCells: 100, firstCells: 2 };

function cellsPerBatch(sizer: BatchSizer, costPerCell: number): number {
  let cells = 1;
  while (!sizer.isFull(cells, cells * costPerCell)) cells++;
  return cells;
}

describe('BatchSizer', () => {
  it('starts with small batches while the speed is unknown', () => {
    expect(cellsPerBatch(new BatchSizer(limits), 1e-9)).toBe(2);
  });

  it('fills a batch to the target time once it knows the speed', () => {
    const sizer = new BatchSizer(limits);
    sizer.observe(10, 20);
    expect(cellsPerBatch(sizer, 1)).toBe(30);
    expect(cellsPerBatch(sizer, 7)).toBe(5);
  });

  it('never holds back a cell that is longer than the target', () => {
    const sizer = new BatchSizer(limits);
    sizer.observe(1, 5000);
    expect(cellsPerBatch(sizer, 1)).toBe(1);
  });

  it('caps the number of cells however fast they are', () => {
    const sizer = new BatchSizer(limits);
    sizer.observe(1, 1e-6);
    expect(cellsPerBatch(sizer, 1)).toBe(100);
  });

  it('follows a change of speed without jumping to it', () => {
    const sizer = new BatchSizer(limits);
    sizer.observe(1, 1);
    sizer.observe(1, 2);
    expect(sizer.expectedMs(1)).toBeCloseTo(1.3, 12);
  });

  it('learns nothing from work without cost', () => {
    const sizer = new BatchSizer(limits);
    sizer.observe(0, 100);
    expect(sizer.expectedMs(1)).toBeNull();
  });
});
