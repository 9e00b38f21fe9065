import { describe, expect, it } from 'vitest';
import { clippedLine, tracedLines } from './traced-lines.js';

const at = (density: number, importance: number) => ({ density, importance });

describe('tracedLines', () => {
  it('joins two lines across densities and keeps them apart', () => {
    const lines = tracedLines([at(0.1, 10), at(0.1, 0.05), at(0.2, 0.12), at(0.2, 5), at(0.4, 2), at(0.4, 0.35)]);
    expect(lines.map((line) => line.map(({ importance }) => importance))).toEqual([
      [0.05, 0.12, 0.35],
      [10, 5, 2],
    ]);
  });

  it('joins lines that converge faster than they advance', () => {
    const lines = tracedLines([at(0.5, 0.536), at(0.5, 1.866), at(0.6, 0.83), at(0.6, 1.2)]);
    expect(lines.map((line) => line.map(({ importance }) => importance))).toEqual([
      [0.536, 0.83],
      [1.866, 1.2],
    ]);
  });

  it('joins a steep line whose new point is nearer to the end of another', () => {
    const lines = tracedLines([at(0.26, 0.167), at(0.26, 1), at(0.5, 0.536), at(0.5, 1)]);
    expect(lines.map((line) => line.map(({ importance }) => importance))).toEqual([
      [0.167, 0.536],
      [1, 1],
    ]);
  });

  it('begins and ends lines where points appear and vanish', () => {
    const lines = tracedLines([at(0.1, 1), at(0.2, 1), at(0.2, 50), at(0.4, 50)]);
    expect(lines).toEqual([
      [at(0.1, 1), at(0.2, 1)],
      [at(0.2, 50), at(0.4, 50)],
    ]);
  });

  it('never bridges a gap', () => {
    expect(tracedLines([at(0.1, 1), at(0.2, 100)])).toHaveLength(2);
    expect(tracedLines([])).toEqual([]);
  });

  it('lets a line that ends run into its neighbour', () => {
    const [upper, lower] = [at(0.1, 1.2), at(0.1, 0.9)];
    expect(tracedLines([upper, lower, at(0.2, 1)])).toEqual([
      [lower, at(0.2, 1)],
      [upper, at(0.2, 1)],
    ]);
  });
});

describe('clippedLine', () => {
  it('cuts a line where it crosses the border, straight in logarithms', () => {
    const [piece, ...others] = clippedLine([at(0.01, 0.1), at(0.1, 1), at(1, 10)], [0.001, 1], [Math.sqrt(0.1), Math.sqrt(10)]);
    expect(others).toEqual([]);
    expect(piece!.map(({ density }) => density)).toEqual([expect.closeTo(0.01 * Math.sqrt(10), 12), 0.1, expect.closeTo(0.1 * Math.sqrt(10), 12)]);
  });

  it('gives a piece for each time the line enters, and none for one that stays outside', () => {
    expect(clippedLine([at(0.1, 1), at(0.2, 100), at(0.4, 1)], [0.01, 1], [0.1, 10])).toHaveLength(2);
    expect(clippedLine([at(0.1, 100), at(0.2, 100)], [0.01, 1], [0.1, 10])).toEqual([]);
  });
});
