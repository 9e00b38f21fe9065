import { describe, expect, it } from 'vitest';
import { formatCount, formatNumber, linearTicks, logTicks } from './axis-ticks.js';
import { convexHull } from './convex-hull.js';
import { dodge } from './dodge.js';
import { thinCurve } from './thin-curve.js';

describe('logTicks', () => {
  it('labels decades, with the digits between as minor ticks', () => {
    const { major, minor } = logTicks(0.01, 1);
    expect(major).toEqual([0.01, 0.1, 1]);
    expect(minor).toHaveLength(16);
    expect(minor[0]).toBe(0.02);
  });

  it('labels 1, 2, 5 where fewer than two decades fall inside, all digits where fewer than two of those do', () => {
    expect(logTicks(0.15, 4).major).toEqual([0.2, 0.5, 1, 2]);
    expect(logTicks(2.5, 4.5).major).toEqual([3, 4]);
  });

  it('skips decades where there are too many, keeping the highest', () => {
    const { major } = logTicks(1e-9, 1, 4);
    expect(major).toEqual([1e-9, 1e-6, 1e-3, 1]);
  });
});

describe('linearTicks', () => {
  it.each([
    [0, 100, 5, [0, 20, 40, 60, 80, 100]],
    [0, 4999, 5, [0, 1000, 2000, 3000, 4000]],
    [-0.3, 0.3, 6, [-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3]],
  ] as const)('%d to %d', (low, high, count, ticks) => {
    expect(linearTicks(low, high, count).map((tick) => tick + 0)).toEqual([...ticks]);
  });
});

describe('formatNumber', () => {
  it.each([
    [0, '0'],
    [0.01, '0.01'],
    [-0.25, '−0.25'],
    [0.0012345, '0.00123'],
    [1e-4, '10⁻⁴'],
    [-2.346e-7, '−2.35×10⁻⁷'],
    [12345, '12300'],
    [1e6, '10⁶'],
  ])('%d → %s', (value, text) => expect(formatNumber(value)).toBe(text));
});

it('formatCount groups digits of large numbers only', () => {
  expect([0, 4096, 16384, 1234567].map(formatCount)).toEqual(['0', '4096', '16\u2009384', '1\u2009234\u2009567']);
});

describe('dodge', () => {
  it('centres rows of equal heights and leaves single points where they are', () => {
    expect(dodge([10, 50, 10, 10], 4, 100)).toEqual([-4, 0, 0, 4]);
  });

  it('squeezes a row into the width', () => {
    const offsets = dodge(new Array<number>(11).fill(5), 4, 20);
    expect([Math.min(...offsets), Math.max(...offsets)]).toEqual([-10, 10]);
  });
});

describe('convexHull', () => {
  it('keeps corners only, counter-clockwise', () => {
    expect(convexHull([[0, 0], [1, 1], [2, 0], [2, 2], [0, 2], [1, 0]])).toEqual([[0, 0], [2, 0], [2, 2], [0, 2]]);
  });

  it('of points on a line has fewer than three corners', () => {
    expect(convexHull([[0, 0], [1, 1], [2, 2]]).length).toBeLessThan(3);
  });
});

describe('thinCurve', () => {
  it('keeps every point of a short curve, raises zeros to the floor and breaks at what is not finite', () => {
    expect(thinCurve([4, 0, Infinity, 2], 3, 100, 0.5)).toEqual([[0, 4], [1, 0.5], [2, NaN], [3, 2]]);
  });

  it('keeps spikes, dips, gaps and both ends of a long one', () => {
    const values = Array.from({ length: 10_000 }, () => 1);
    values[4321] = 9;
    values[1234] = 0.2;
    values[7777] = NaN;
    const points = thinCurve(values, 9999, 100, 0.1);
    expect(points.length).toBeLessThan(320);
    expect(points).toContainEqual([4321, 9]);
    expect(points).toContainEqual([1234, 0.2]);
    expect(points).toContainEqual([7777, NaN]);
    expect(points[0]![0]).toBe(0);
    expect(points.at(-1)![0]).toBe(9999);
    expect(points.every(([x], index) => index === 0 || x > points[index - 1]![0])).toBe(true);
  });
});
