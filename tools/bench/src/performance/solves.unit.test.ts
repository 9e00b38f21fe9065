import { describe, expect, it } from 'vitest';
import type { Solved } from './lanes/work.js';
import { targetRow } from './solves.js';

const solved = (ms: number): Solved => ({
  ms: [ms],
  model: { W: new Float64Array(0), b: new Float64Array(0) },
  loss: 1,
  errorBound: 0,
  evaluations: 1,
});
const good = solved(10);
const bad = solved(20);

describe('time to a target', () => {
  it('pays for the starts that end above it', () => {
    // One in two succeeds: two solves of 15 ms in the median, or one of them and 4 ms.
    expect(targetRow(1.6, [good, bad], [1, 2], [solved(4)])).toEqual({ target: 1.6, startsNeeded: 2, ms: 30, firstMs: 19 });
  });

  it('is that of one solve where every start succeeds', () => {
    expect(targetRow(2.5, [good, good], [1, 1], [solved(4), solved(4)])).toEqual({ target: 2.5, startsNeeded: 1, ms: 10, firstMs: 4 });
  });

  it('is unknown where none does', () => {
    expect(targetRow(0.5, [good, bad], [1, 2], [])).toEqual({ target: 0.5, startsNeeded: null, ms: null, firstMs: null });
  });
});
