import { describe, expect, it } from 'vitest';
import { bracketedRoot } from './bracketed-root.js';
import { revivalCurvature } from './revival.js';

/**
 * With the other features orthonormal, W = (1 + δε, −ε), b = (βε, p/2 + …) gives L − L₀ = ε² (q(δ, β) − r v) + O(ε³) with v = p/3 − p²/4 and
 *   q = (1 − p)[(1 − p) β₊² + p E(β − U)₊²] + p E(2δU + β − x)²,   x = BU':
 * the last feature revives where r v = min q. Here by a pattern search, which asks no derivative of the kinks.
 */
function revivalImportance(p: number): number {
  const q = (delta: number, beta: number): number => {
    const above = Math.max(0, beta);
    const cut = Math.max(0, beta - 1);
    const silent = (1 - p) * ((1 - p) * above * above + (p * (above ** 3 - cut ** 3)) / 3);
    const mean = delta + beta - p / 2;
    return silent + p * (mean * mean + (delta * delta) / 3 + p / 3 - (p * p) / 4);
  };
  let [delta, beta, step] = [0, 0, 0.1];
  while (step > 1e-9) {
    const better = [[1, 0], [-1, 0], [0, 1], [0, -1], [1, -1], [-1, 1]].find(([d, b]) => q(delta + d! * step, beta + b! * step) < q(delta, beta));
    if (better === undefined) step /= 2;
    else [delta, beta] = [delta + better[0]! * step, beta + better[1]! * step];
  }
  return q(delta, beta) / (p / 3 - (p * p) / 4);
}

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
