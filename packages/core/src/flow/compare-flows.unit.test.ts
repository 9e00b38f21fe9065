import { describe, expect, it } from 'vitest';
import { compareFlows, criticalLosses, flowsToDraw, flowSteps, type ComparedFlow, type FlowPlan } from './compare-flows.js';
import { randomFlowStart } from './flow-start.js';
import { flowNames } from './flows.js';
import { diagonalSecondMoment } from './second-moment.js';

const plan: FlowPlan = {
  flows: flowNames,
  moment: diagonalSecondMoment([4, 2, 1]),
  hidden: 2,
  start: randomFlowStart(3, 2, 414, 0.01),
  basis: 'original',
  points: 41,
  tolerance: 1e-9,
  maxSteps: 20_000,
};

function run(given: FlowPlan): { readonly yields: number; readonly flows: readonly ComparedFlow[] } {
  const steps = compareFlows(given);
  for (let yields = 0; ; yields++) {
    const step = steps.next();
    if (step.done === true) return { yields, flows: step.value };
  }
}

describe('compareFlows', () => {
  it('follows all to the same time, until the last is at rest, and yields as often as it says', () => {
    const { yields, flows } = run(plan);
    expect(yields).toBe(flowSteps(plan));
    expect(flows.map(({ flow }) => flow)).toEqual(flowNames);
    expect(new Set(flows.map(({ times }) => times.at(-1))).size).toBe(1);
    expect(flows.map(({ end: { kind } }) => kind)).toEqual(['minimum', 'partial isometry', 'minimum', 'minimum']);
    const drawn = flowsToDraw(plan, flows);
    expect(drawn[0]!.times.at(-1)!).toBeLessThan(flows[0]!.times.at(-1)!);
    expect(drawn[3]!.loss.at(-1)!).toBeCloseTo(1, 1);
  });

  it('stops at a time it is given', () => {
    const { yields, flows } = run({ ...plan, time: 2, points: 3 });
    expect(yields).toBe(4);
    expect(Array.from(flows[0]!.times)).toEqual([0, 1, 2]);
  });

  it('holds an aligned start against the closed form', () => {
    const W = Float64Array.of(0.1, 0, 0, 0, 0.1, 0);
    for (const { closedFormError } of run({ ...plan, start: { W }, time: 5 }).flows) expect(closedFormError).toBeLessThan(1e-6);
    expect(run({ ...plan, time: 5 }).flows[0]).not.toHaveProperty('closedFormError');
  });

  it('lists the critical losses from the largest down', () => {
    const losses = criticalLosses(plan, []);
    expect(losses).toHaveLength(7);
    expect(losses[0]).toEqual({ indices: [], loss: 7 });
    expect(losses.at(-1)).toEqual({ indices: [1, 2], loss: 1 });
  });
});
