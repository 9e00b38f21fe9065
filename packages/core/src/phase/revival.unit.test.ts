import { describe, expect, it } from 'vitest';
import { bracketedRoot } from './bracketed-root.js';
import { revivalImportance } from './revival.support.test.js';
import { revivalCurvature } from './revival.js';

function numerically(n: number, p: number, guess: number): number {
  const W = new Float64Array(n * (n - 1));
  for (let i = 0; i < n - 1; i++) W[i * n + i] = 1;
  const b = new Float64Array(n);
  b[n - 1] = p / 2;
  const density = new Float64Array(n).fill(p);
  const curvature = (r: number): number => revivalCurvature({ density, importance: new Float64Array(n).fill(1).with(n - 1, r) }, n - 1, W, b, n - 1).curvature;
  const [low, high] = [0.9 * guess, 1.1 * guess];
  return bracketedRoot(curvature, { at: low, value: curvature(low) }, { at: high, value: curvature(high) }, 1e-6 * guess).at;
}

describe('revivalCurvature', () => {
  it.each([0.001, 0.02, 0.1, 0.3, 0.5, 0.8])('vanishes for two features of density %f where the closed form says', (p) => {
    const closed = revivalImportance(p);
    expect(Math.abs(numerically(2, p, closed) / closed - 1)).toBeLessThan(5e-5);
  });

  it('vanishes at the same importance for three features in two dimensions', () => {
    const closed = revivalImportance(0.3);
    expect(Math.abs(numerically(3, 0.3, closed) / closed - 1)).toBeLessThan(1e-4);
  });

  it('tends to r = p for rare features', () => {
    expect(revivalImportance(1e-4) / 1e-4).toBeCloseTo(1, 3);
  });
});
