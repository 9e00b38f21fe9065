import { describe, expect, it } from 'vitest';
import { launchesOf, rowsOf } from './launches.js';

describe('launchesOf', () => {
  it('takes a small picture at once', () => {
    expect(launchesOf(10, 7, 100)).toEqual({ band: 7, launches: [{ first: 0, rows: 7 }] });
  });

  it('splits a large one into bands, the last of them not full', () => {
    expect(launchesOf(10, 7, 39)).toEqual({ band: 3, launches: [{ first: 0, rows: 3 }, { first: 3, rows: 3 }, { first: 6, rows: 1 }] });
  });

  it('takes a row at least', () => {
    expect(launchesOf(100, 2, 1).band).toBe(1);
  });

  it('repeats the last coordinate where a band is not full', () => {
    expect(Array.from(rowsOf(Float64Array.of(1, 2, 3), 2, 3))).toEqual([3, 3, 3]);
    expect(Array.from(rowsOf(Float64Array.of(1, 2, 3), 0, 2))).toEqual([1, 2]);
  });
});
