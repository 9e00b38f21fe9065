import { describe, expect, it } from 'vitest';
import type { Population } from '../model.js';
import { RandomStream } from '../numerics/streams.js';
import { PopulationLoss } from '../relu/population-loss.js';
import { planFor } from '../relu/series-plan.js';
import { followBranch } from './follow-branch.js';
import { relax } from './relaxation.js';
import { rowsOnWall, wallCurvature } from './wall-curvature.js';

const FEATURES = 3;
const p = 0.2627;
const populationAt = (r: number): Population => ({ density: new Float64Array(FEATURES).fill(p), importance: Float64Array.of(1, 1, r) });
/** An antipodal pair and a feature orthogonal to it. */
const pairAndOne = { W: [1, 0, 0, 0, 1, -1], b: [0, 0, 0] };

/** Descends by random steps that ask nothing but the loss: no gradient, no Hessian, no notion of a wall. */
function wander(r: number, from: { readonly W: Float64Array; readonly b: Float64Array }): number {
  const { density, importance } = populationAt(r);
  const objective = new PopulationLoss(FEATURES, 2, density, importance);
  const plan = { ...planFor(objective, from.W, from.b, 1e-6), terms: 128 };
  const random = new RandomStream(7, 0, 0);
  let x = Float64Array.from([...from.W, ...from.b]);
  const loss = (y: Float64Array): number => objective.evaluate(y.subarray(0, 6), y.subarray(6), plan, null);
  let lowest = loss(x);
  for (let step = 0.01, tries = 0; step > 2e-5 && tries < 80_000; step = Math.min(0.01, step)) {
    let moved = false;
    for (let k = 0; k < 60 && !moved; k++, tries++) {
      const direction = x.map(() => random.normal());
      const length = Math.sqrt(direction.reduce((sum, d) => sum + d * d, 0));
      const y = x.map((value, e) => value + (step * direction[e]!) / length);
      const there = loss(y);
      if (there >= lowest) continue;
      [lowest, x, moved] = [there, y, true];
    }
    step *= moved ? 1.2 : 0.5;
  }
  return lowest;
}

describe('the branch of an antipodal pair and a feature orthogonal to it', () => {
  const { steps, end } = followBranch({ hidden: 2, populationAt, from: 1.5, to: 20, start: pairAndOne });

  it('ends where one side of a wall turns downhill, before its Hessian of both sides does', () => {
    expect(end.kind).toBe('saddle');
    expect(end.error).toBeLessThan(0.02);
    expect(steps.at(-1)!.minHessianEigenvalue).toBeGreaterThan(1e-2);
    expect(rowsOnWall(steps.at(-1)!.W, steps.at(-1)!.b)).toEqual([0]);
  });

  it('holds a descent without derivatives below its end, and loses it above', () => {
    const last = steps.at(-1)!;
    const at = (r: number): number => {
      const here = relax(populationAt(r), 2, last.W, last.b);
      return wander(r, here) / here.loss;
    };
    expect(at(0.97 * end.parameter)).toBeGreaterThan(0.999);
    expect(wander(1.04 * end.parameter, last) / last.loss).toBeLessThan(0.5);
  });

  it('falls steadily towards it', () => {
    const curvatures = [3, 5, 5.5].map((r) => {
      const { W, b } = relax(populationAt(r), 2, steps.at(-1)!.W, steps.at(-1)!.b);
      return wallCurvature(populationAt(r), 2, W, b)!;
    });
    expect(curvatures[0]).toBeGreaterThan(curvatures[1]!);
    expect(curvatures[1]).toBeGreaterThan(curvatures[2]!);
    expect(curvatures[2]).toBeGreaterThan(0);
  });
});

describe('wallCurvature', () => {
  it('has nothing to say where no bias is 0', () => {
    const { W, b } = relax(populationAt(1), 2, Float64Array.of(1, -0.5, -0.5, 0, 0.87, -0.87), Float64Array.of(0.1, 0.1, 0.1));
    expect(rowsOnWall(W, Float64Array.from(b, (bias) => bias + 0.01))).toEqual([]);
    expect(wallCurvature(populationAt(1), 2, W, Float64Array.from(b, (bias) => bias + 0.01))).toBeNull();
  });
});
