import { Descent, PopulationLoss, planFor } from '@tegum/core';
import { TestRandom } from '@tegum/testing';
import { describe, expect, it } from 'vitest';
import { fastestSeries, seriesBackend } from './fastest-series.js';

describe('fastestSeries', () => {
  it.each([[5, 2], [8, 3], [9, 3], [20, 5]])('plans as core does at (%i, %i)', (features, hidden) => {
    const random = new TestRandom(features);
    const density = new Float64Array(features).fill(0.1);
    const W = random.normals(features * hidden, 0.5);
    const b = random.normals(features, 0.1);
    const [core, fast] = [undefined, fastestSeries].map((series) => {
      const loss = new PopulationLoss(features, hidden, density, density, series);
      const plan = planFor(loss, W, b, 1e-6);
      return { plan, loss: loss.evaluate(W, b, plan, null) };
    }) as [{ plan: object; loss: number }, { plan: object; loss: number }];
    expect(fast.plan).toEqual(core.plan);
    expect(Math.abs(fast.loss / core.loss - 1)).toBeLessThan(1e-12);
    if (seriesBackend(features) === 'core') expect(fast.loss).toBe(core.loss);
    else expect(fast.loss).not.toBe(core.loss);
  });

  it('leads a descent to the minimum that core finds', () => {
    const population = { density: new Float64Array(10).fill(0.05), importance: Float64Array.from({ length: 10 }, (_, i) => 0.8 ** i) };
    const start = new TestRandom(3).normals(10 * 3 + 10, 0.3);
    const [core, fast] = [undefined, fastestSeries].map((series) => {
      const x = start.slice();
      const descent = new Descent(population, 3, series);
      return { loss: descent.rough(x, 200), scale: descent.scale };
    }) as [{ loss: number; scale: number }, { loss: number; scale: number }];
    expect(core.loss).toBeLessThan(0.9 * core.scale);
    expect(Math.abs(fast.loss - core.loss)).toBeLessThan(1e-4 * core.scale);
  });
});
