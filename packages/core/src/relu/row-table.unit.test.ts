import { describe, expect, it } from 'vitest';
import { LINEAR, MIXED, RowTable, SILENT } from './row-table.js';

const of = (...values: number[]): Float64Array => Float64Array.from(values);

describe('RowTable', () => {
  it('knows the rows whose sign is fixed', () => {
    const table = new RowTable(4, 1, of(0.5, 0.5, 0.5, 0.5));
    // Row 2 is dead; its bias alone decides. Row 3 reaches down to −½ and up to ½.
    table.update(of(1, 1, 0, 0.5), of(-3, 0, 0.1, -0.5));
    expect(Array.from(table.kind)).toEqual([SILENT, LINEAR, LINEAR, MIXED]);
    expect(table.mixedCount).toBe(1);
    expect(table.reach[3]).toBe(0.75);
  });

  it('does not count what can never be active', () => {
    const table = new RowTable(2, 1, of(0.5, 0));
    table.update(of(1, -1), of(0, 0));
    // z₁ = x₁ ≥ 0 and z₂ = −x₁ ≤ 0.
    expect(Array.from(table.kind)).toEqual([LINEAR, SILENT]);
  });

  it('lists what a row is coupled to, itself included where it can be active', () => {
    const table = new RowTable(3, 2, of(0.5, 0.5, 0.5));
    table.update(of(1, -1, 0, 0, 1, 0.5), of(0, 0, -0.1));
    expect(table.coupledCount[0]).toBe(2);
    expect(Array.from(table.coupled.subarray(0, 2))).toEqual([0, 1]);
    expect(Array.from(table.coupled.subarray(6, 8))).toEqual([1, 2]);
    expect(table.own[2]).toBe(1);
  });

  it('gives only rows that are far smaller a period of their own: a power of two that they fit into', () => {
    const table = new RowTable(3, 1, of(0.5, 0.5, 0.5));
    table.update(of(1, -0.3, 1e-9), of(0, 0, 0));
    const period = table.support;
    expect(table.ownPeriod(0, period)).toBe(period);
    expect(table.ownPeriod(1, period)).toBe(period);
    const own = table.ownPeriod(2, period);
    expect(Math.log2(period / own) % 1).toBe(0);
    expect(own / table.reach[2]!).toBeGreaterThanOrEqual(1.5);
    expect(own / table.reach[2]!).toBeLessThan(3);
  });
});
