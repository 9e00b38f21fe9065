import { describe, expect, it } from 'vitest';
import { document, readFigure } from './samples.support.test.js';
import { skeletonShares, type SkeletonSharePoint } from './skeleton-shares.js';

const points: SkeletonSharePoint[] = [
  { density: 0.01, probabilities: [0.5, 0.25, 0.25], contributions: [0, 1, 3] },
  { density: 0.1, probabilities: [0.25, 0.25, 0, 0.25], contributions: [0, 0, 0, 2, 1, 1] },
];

/** Corners of the filled areas, in order of drawing: five of the loss, then five of the data. */
function areas(svg: string): (readonly [number, number])[][] {
  return [...svg.matchAll(/<path d="(M[^"]*Z)"/g)].map(([, d]) => [...d!.matchAll(/[ML]([-\d.]+),([-\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const));
}

describe('skeletonShares', () => {
  it('stacks shares of the loss over shares of the data, each to the full height', () => {
    const drawn = areas(skeletonShares({ points }, { document }));
    expect(drawn).toHaveLength(10);
    const panel = (first: number) => {
      const heights = drawn.slice(first, first + 5).map((corners) => {
        const at = (x: number) => corners.filter((corner) => corner[0] === x).map(([, y]) => y);
        const xs = corners.map(([x]) => x);
        return [Math.min(...xs), Math.max(...xs)].map((x) => Math.max(...at(x)) - Math.min(...at(x)));
      });
      const full = heights.map(([left]) => left!).reduce((a, b) => a + b);
      return heights.map((pair) => pair.map((height) => Math.round((1000 * height) / full) / 1000));
    };
    expect(panel(0)).toEqual([[0, 0], [0.25, 0], [0.75, 0], [0, 0.5], [0, 0.5]]);
    // What the probabilities lack to 1 lies beyond.
    expect(panel(5)).toEqual([[0.5, 0.25], [0.25, 0.25], [0.25, 0], [0, 0.25], [0, 0.25]]);
  });

  it('says where rare points dominate', () => {
    const { texts } = readFigure(skeletonShares({ points, marked: 0.05 }, { document }));
    const caption = texts.map(({ text }) => text).find((text) => text.startsWith('At p'));
    expect(caption).toBe('At p = 0.01, two or more active features are 25 % of the data and 75 % of the loss. Dashed: p = 0.05.');
  });

  it.each([
    [points.slice(0, 1), 'skeletonShares: points: expected at least two, got 1'],
    [[...points].reverse(), 'skeletonShares: points[1].density: expected a number in (0.1, 1], got 0.01 (in increasing order)'],
    [[points[0]!, { ...points[1]!, contributions: [0, 0] }], 'skeletonShares: points[1].contributions: expected a loss > 0, got 0'],
    [[points[0]!, { ...points[1]!, contributions: [1, NaN] }], 'skeletonShares: points[1]: expected finite numbers ≥ 0, got NaN'],
  ])('refuses what it cannot draw', (wrong, message) => {
    expect(() => skeletonShares({ points: wrong }, { document })).toThrow(message);
  });
});
