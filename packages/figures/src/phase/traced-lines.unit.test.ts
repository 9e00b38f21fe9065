import { describe, expect, it } from 'vitest';
import { tracedLines } from './traced-lines.js';

const at = (density: number, importance: number) => ({ density, importance });

describe('tracedLines', () => {
  it('joins two lines across densities and keeps them apart', () => {
    const lines = tracedLines([at(0.1, 10), at(0.1, 0.05), at(0.2, 0.12), at(0.2, 5), at(0.4, 2), at(0.4, 0.35)]);
    expect(lines.map((line) => line.map(({ importance }) => importance))).toEqual([
      [0.05, 0.12, 0.35],
      [10, 5, 2],
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
});
