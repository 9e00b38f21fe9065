import { expectClose } from '@tegum/testing';
import { describe, expect, it } from 'vitest';
import { PopulationLoss } from '../relu/population-loss.js';
import { planFor } from '../relu/series-plan.js';
import { census } from './census.js';
import { smallestCurvature } from './curvature.js';

describe('smallestCurvature', () => {
  it('equals the second derivative of a linear row where that is all there is', () => {
    // One feature, z = a x + b ≥ 0: L = (b − b*)² + … with ∂²L/∂b² = 2; in w the curvature is larger.
    const density = Float64Array.of(1, 1);
    const importance = Float64Array.of(1, 0);
    const loss = new PopulationLoss(2, 1, density, importance);
    const W = Float64Array.of(0.8, 0);
    const b = Float64Array.of(0.3, 0);
    const { smallest, direction } = smallestCurvature(loss, W, b, planFor(loss, W, b, 1e-9));
    const at = (w: number, c: number): number =>
      loss.evaluate(Float64Array.of(w, 0), Float64Array.of(c, 0), planFor(loss, W, b, 1e-9), null);
    const h = 1e-4;
    const ww = (at(0.8 + h, 0.3) - 2 * at(0.8, 0.3) + at(0.8 - h, 0.3)) / h ** 2;
    const bb = (at(0.8, 0.3 + h) - 2 * at(0.8, 0.3) + at(0.8, 0.3 - h)) / h ** 2;
    const wb = (at(0.8 + h, 0.3 + h) - at(0.8 + h, 0.3 - h) - at(0.8 - h, 0.3 + h) + at(0.8 - h, 0.3 - h)) / (4 * h * h);
    // The other bias has importance 0, hence curvature 0.
    const lower = (ww + bb) / 2 - Math.sqrt(((ww - bb) / 2) ** 2 + wb * wb);
    expectClose(smallest, Math.min(0, lower), { atol: 1e-5 });
    expectClose(direction.reduce((sum, v) => sum + v * v, 0), 1, { rtol: 1e-12 });
  });

  it('sets rotations aside: a pentagon is a strict minimum', () => {
    const population = { density: new Float64Array(5).fill(0.1), importance: new Float64Array(5).fill(1) };
    const { W, b } = census({ population, hidden: 2, starts: 2, seed: 1, tolerance: 1e-8 }).optima[0]!;
    const loss = new PopulationLoss(5, 2, population.density, population.importance);
    const { smallest, direction } = smallestCurvature(loss, W, b, planFor(loss, W, b, 1e-8));
    expect(smallest).toBeGreaterThan(1e-3);
    // Orthogonal to the rotation (−w_y, w_x).
    let along = 0;
    for (let i = 0; i < 5; i++) along += direction[i]! * -W[5 + i]! + direction[5 + i]! * W[i]!;
    expectClose(along, 0, { atol: 1e-6 });
  });

  it('is negative at a saddle: two features at right angles on what should be one line', () => {
    const population = { density: new Float64Array(4).fill(0.05), importance: new Float64Array(4).fill(1) };
    const loss = new PopulationLoss(4, 2, population.density, population.importance);
    const W = Float64Array.of(0.3, 0.3, 0.3, 0.3, 0, 0, 0.2, 0.2);
    const b = new Float64Array(4);
    expect(smallestCurvature(loss, W, b, planFor(loss, W, b, 1e-8)).smallest).toBeLessThan(0);
  });
});
