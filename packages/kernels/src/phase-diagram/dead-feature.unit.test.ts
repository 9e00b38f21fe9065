import { competingOptima } from '@tegum/core';
import { describe, expect, it } from 'vitest';
import { deadEnds } from './competitors.js';
import { revivalImportance } from './dead-feature.js';
import { phaseOfLast } from './phase.js';

describe('a dead feature', () => {
  it.each([0.02, 0.1, 0.5, 0.8])('is listed by core up to the importance given here, at density %f', (p) => {
    const limit = revivalImportance(p);
    for (const [r, stable] of [[0.98 * limit, true], [1.02 * limit, false]] as const) {
      const optima = competingOptima({ population: { density: Float64Array.of(p, p), importance: Float64Array.of(1, r) }, hidden: 1, starts: 8, seed: 1 });
      expect(optima.some(({ W }) => W[1] === 0)).toBe(stable);
      expect(deadEnds(2, p, r).some(({ W }) => phaseOfLast(W, 2) === 'ignored')).toBe(stable);
    }
  });

  it('tends to the importance p for rare features', () => {
    expect(revivalImportance(1e-4) / 1e-4).toBeCloseTo(1, 3);
  });

  it('may be the first, where the last counts for more', () => {
    expect(deadEnds(2, 0.5, 10).map(({ W, loss }) => [phaseOfLast(W, 2), loss])).toEqual([['dedicated', 0.5 / 3 - 0.25 / 4]]);
    expect(deadEnds(3, 0.5, 10)).toEqual([]);
    expect(deadEnds(3, 0.5, 0.1).map(({ W, gram }) => [phaseOfLast(W, 3), gram])).toEqual([['ignored', [1, 0, 1, 0, 0, 0]]]);
  });
});
