import { expectClose } from '@tegum/testing';
import { describe, expect, it } from 'vitest';
import { Activity } from './activity.js';
import { MIXED, RowTable } from './row-table.js';

/** One output of sign unknown that sees every feature. */
function activityOf(density: readonly number[]): { activity: Activity; count: number } {
  const n = density.length;
  const W = Float64Array.from(density, (_, j) => (j % 2 === 0 ? 1 : -1));
  const table = new RowTable(n, 1, Float64Array.from(density));
  table.update(W, new Float64Array(n));
  expect(table.kind[0]).toBe(MIXED);
  const activity = new Activity(table);
  activity.update();
  return { activity, count: table.coupledCount[0]! };
}

describe('Activity', () => {
  it('multiplies out the probabilities of none and of no other', () => {
    const { activity } = activityOf([0.5, 0.25, 0.125]);
    expect(activity.noneActive[0]).toBe(0.5 * 0.75 * 0.875);
    expect(Array.from(activity.noOtherActive.subarray(0, 3))).toEqual([0.75 * 0.875, 0.5 * 0.875, 0.5 * 0.75]);
    expectClose(activity.someOtherActive.subarray(0, 3), [1 - 0.75 * 0.875, 1 - 0.5 * 0.875, 1 - 0.5 * 0.75], { rtol: 2e-16 });
  });

  it('needs no division where a feature is always active', () => {
    const { activity } = activityOf([1, 0.25, 0.5]);
    expect(activity.noneActive[0]).toBe(0);
    expect(Array.from(activity.noOtherActive.subarray(0, 3))).toEqual([0.375, 0, 0]);
    expect(Array.from(activity.someOtherActive.subarray(0, 3))).toEqual([0.625, 1, 1]);
  });

  it('keeps every digit of a small probability that some other is active', () => {
    const tiny = 1e-20;
    const { activity } = activityOf([0.5, tiny, tiny]);
    expect(activity.someOtherActive[0]).toBe(2 * tiny);
  });

  it('leaves out features that are never active', () => {
    const { activity, count } = activityOf([0.5, 0.25, 0]);
    expect(count).toBe(2);
    expect(activity.noneActive[0]).toBe(0.375);
  });
});
