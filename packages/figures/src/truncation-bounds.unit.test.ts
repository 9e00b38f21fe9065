import { describe, expect, it } from 'vitest';
import { document, readFigure } from './samples.support.test.js';
import { truncationBounds, type Truncation } from './truncation-bounds.js';

const truncations: Truncation[] = [
  { active: 0, lowerBound: 0, upperBound: 1e9 },
  { active: 1, lowerBound: 1, upperBound: 4 },
  { active: 2, lowerBound: 1.995, upperBound: 2.005 },
];

/** Heights of dots, upper bounds first; those before them are the legend's. */
function dots(svg: string): number[] {
  return [...svg.matchAll(/<circle [^>]*cy="([-\d.]+)"[^>]* r="4"/g)].map(([, y]) => Number(y)).slice(2);
}

describe('truncationBounds', () => {
  it('draws intervals that close in on the loss, in logarithms, the widest cut at a factor of a thousand', () => {
    const svg = truncationBounds({ truncations, loss: 2 }, { document });
    const ys = dots(svg);
    expect(ys).toHaveLength(6);
    const [upper, lower] = [ys.slice(0, 3), ys.slice(3)] as [number[], number[]];
    const middle = (upper[1]! + lower[1]!) / 2;
    // 2 and 1/2, 1000 and 1/1000 are equally far from 1.
    expect((upper[0]! + lower[0]!) / 2).toBeCloseTo(middle, 1);
    expect((lower[0]! - upper[0]!) / (lower[1]! - upper[1]!)).toBeCloseTo(Math.log(1e6) / Math.log(4), 1);
    expect(lower[2]! - upper[2]!).toBeLessThan(0.2);
  });

  it('says how many active features pin the loss down', () => {
    const textOf = (data: Truncation[]): string => readFigure(truncationBounds({ truncations: data, loss: 2 }, { document })).texts.map(({ text }) => text).join('\n');
    expect(textOf(truncations)).toContain('2 active features and fewer pin the loss down to a percent.');
    expect(textOf(truncations.slice(0, 2))).toContain('No truncation shown pins the loss down to a percent.');
  });

  it.each([
    [[], 1, 'truncationBounds: truncations: expected at least one, got none'],
    [truncations, 0, 'truncationBounds: loss: expected a finite number > 0, got 0'],
    [[{ active: 0, lowerBound: 2, upperBound: 1 }], 1, 'truncationBounds: truncations[0]: expected 0 ≤ lowerBound ≤ upperBound, got 2, 1'],
  ])('refuses what it cannot draw', (wrong, loss, message) => {
    expect(() => truncationBounds({ truncations: wrong, loss }, { document })).toThrow(message);
  });
});
