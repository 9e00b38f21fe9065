import { Descent } from '@tegum/core';
import { TestRandom } from '@tegum/testing';
import { describe, expect, it } from 'vitest';
import { fastestLoss, lossBackend } from './fastest-loss.js';

describe('fastestLoss', () => {
  it.each([[2, 'simd'], [3, 'core'], [8, 'core'], [9, 'simd']] as const)('evaluates %i features with %s', (features, backend) => {
    expect(lossBackend(features)).toBe(backend);
  });

  it('leads a descent to the minimum that core finds', () => {
    const population = { density: new Float64Array(10).fill(0.05), importance: Float64Array.from({ length: 10 }, (_, i) => 0.8 ** i) };
    const start = new TestRandom(3).normals(10 * 3 + 10, 0.3);
    const [core, fast] = [undefined, fastestLoss].map((series) => {
      const x = start.slice();
      const descent = new Descent(population, 3, series);
      return { loss: descent.rough(x, 200), scale: descent.scale };
    }) as [{ loss: number; scale: number }, { loss: number; scale: number }];
    expect(core.loss).toBeLessThan(0.9 * core.scale);
    expect(Math.abs(fast.loss - core.loss)).toBeLessThan(1e-4 * core.scale);
  });
});
