import { describe, expect, it } from 'vitest';
import { competingOptima } from '../phase/competing-optima.js';
import { populationLoss } from '../relu/evaluate-loss.js';
import { DormandPrince } from './dormand-prince.js';
import { reluFlowRightHandSide } from './relu-flow.js';

describe('reluFlowRightHandSide', () => {
  it.each([[2, 1, [0.7, -0.4, 0.05, -0.1]], [3, 2, [0.7, -0.4, 0.2, 0.1, 0.6, -0.5, 0.05, -0.1, 0.02]]] as const)('is half the slope of the loss, reversed, of %d features', (features, hidden, start) => {
    const population = { density: new Float64Array(features).fill(0.3), importance: Float64Array.from({ length: features }, (_, i) => 1 / (1 + i)) };
    const loss = (x: Float64Array): number =>
      populationLoss({ features, hidden, W: x.subarray(0, features * hidden), b: x.subarray(features * hidden) }, population, { tolerance: 1e-12 }).loss;
    const derivative = new Float64Array(start.length);
    reluFlowRightHandSide(population, hidden)(derivative, Float64Array.from(start), 0);
    start.forEach((value, e) => {
      const at = (step: number): number => loss(Float64Array.from(start, (other, k) => (k === e ? value + step : other)));
      expect(derivative[e]).toBeCloseTo(-(at(1e-4) - at(-1e-4)) / 4e-4, 5);
    });
  });

  it('comes to an optimum that a census knows', () => {
    const population = { density: Float64Array.of(0.4, 0.4), importance: Float64Array.of(1, 1) };
    const solver = new DormandPrince(4, reluFlowRightHandSide(population, 1), { relativeTolerance: 1e-9, absoluteTolerance: 1e-9 });
    solver.start(0, Float64Array.of(1.1, 0, -0.02, 0), 1000);
    while (!solver.done && solver.advance() === 'stepped');
    const { loss } = populationLoss({ features: 2, hidden: 1, W: solver.state.subarray(0, 2), b: solver.state.subarray(2) }, population);
    const optima = competingOptima({ population, hidden: 1, starts: 16, seed: 1 });
    expect(optima.some((optimum) => Math.abs(optimum.loss / loss - 1) < 1e-8)).toBe(true);
  });
});
