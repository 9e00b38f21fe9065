import { expectClose } from '@tegum/testing';
import { describe, expect, it } from 'vitest';
import { alignedLoss } from './aligned-loss.js';
import { alignedHalfTime, alignedMode, untiedMode } from './closed-form.js';
import { DormandPrince } from './dormand-prince.js';
import { flowRightHandSide, type FlowName } from './flows.js';
import { integrateFlow } from './integrate-flow.js';
import { diagonalSecondMoment } from './second-moment.js';

const moment = diagonalSecondMoment([4, 2, 1]);
const times = Float64Array.of(0.1, 0.5, 1, 1.7, 2.5, 4);

describe('alignedMode', () => {
  it('is ½ at the half time, in closed form', () => {
    expectClose(alignedHalfTime(2, 0.01), Math.log(99) / 4, { rtol: 1e-14 });
    expectClose(alignedMode(2, 0.01, alignedHalfTime(2, 0.01)), 0.5, { rtol: 1e-14 });
    expectClose(alignedMode(1.3, 0.2, 0.7), 1 / (1 + 4 * Math.exp(-2 * 1.3 * 0.7)), { rtol: 1e-14 });
  });

  it('stays at 0 and at 1, and falls to 1 from above', () => {
    expect(alignedMode(3, 0, 1000)).toBe(0);
    expect(alignedMode(3, 1, 5)).toBe(1);
    expect(alignedMode(3, 4, 1000)).toBe(1);
    expect(alignedMode(3, 4, 0)).toBe(4);
  });

  it.each(['notes', 'oja', 'tied', 'untied'] as const)('is what the %s flow does to two aligned modes, to 1e-8', (flow: FlowName) => {
    // Feature 1 in hidden unit 2 and feature 3 in hidden unit 1: the modes never meet.
    const start = { W: Float64Array.of(0, 0, 0.1, 0.02, 0, 0) };
    const { states, loss } = integrateFlow({ flow, moment, hidden: 2, start }, times, { tolerance: 1e-12 });
    times.forEach((time, t) => {
      const [u, v] = [alignedMode(4, 4e-4, time), alignedMode(1, 0.01, time)];
      const W = flow === 'untied' ? states[t]!.subarray(6) : states[t]!;
      expectClose([W[3]! ** 2, W[2]! ** 2], [u, v], { atol: 1e-8 });
      expectClose([W[0]!, W[1]!, W[4]!, W[5]!], [0, 0, 0, 0]);
      expectClose(loss[t]!, 4 * (1 - u) ** 2 + 2 + (1 - v) ** 2, { atol: 1e-8 });
    });
  });

  it.each([
    [() => alignedMode(0, 0.1, 1), 'alignedMode: expected λ finite and > 0, got 0'],
    [() => alignedMode(1, -0.1, 1), 'alignedMode: expected u0 finite and ≥ 0, got -0.1'],
    [() => alignedMode(1, 0.1, NaN), 'alignedMode: expected a finite time ≥ 0, got NaN'],
    [() => alignedHalfTime(1, 1), 'alignedHalfTime: expected u0 between 0 and 1, got 1'],
    [() => untiedMode(1, 0.5, -0.5, 1), 'untiedMode: expected a + b other than 0, got 0.5 and -0.5'],
  ])('refuses what it has no answer for', (call, message) => {
    expect(call).toThrow(message);
  });
});

describe('untiedMode', () => {
  it('is the balanced form where a = b', () => {
    for (const time of times) expectClose(untiedMode(2, 0.3, 0.3, time), alignedMode(2, 0.09, time), { rtol: 1e-14 });
  });

  it.each([[0.3, 0.1], [1e-3, 0.2], [2, 0.01], [-0.4, 0.1], [0.5, -2], [1.5, 1.5], [0.2, 0]])('is what the untied flow does from a = %f, b = %f, to 1e-8', (a, b) => {
    const solver = new DormandPrince(2, flowRightHandSide('untied', Float64Array.of(1.7), 1, 1), { relativeTolerance: 1e-12, absoluteTolerance: 1e-12 });
    for (const time of times) {
      solver.start(0, [a, b], time);
      while (!solver.done) solver.advance();
      expectClose(untiedMode(1.7, a, b, time), solver.state[0]! * solver.state[1]!, { atol: 1e-8 });
    }
  });
});

describe('alignedLoss', () => {
  const aligned = { W: Float64Array.of(0, 0, 0.1, 0.02, 0, 0), A: Float64Array.of(0, -0.3, 0, 0, 0.4, 0) };

  it.each(['notes', 'oja', 'tied', 'untied'] as const)('is the loss of the %s flow integrated, balanced or not, to 1e-8', (flow) => {
    for (const start of [aligned, { W: aligned.W }]) {
      const { loss } = integrateFlow({ flow, moment, hidden: 2, start }, times, { tolerance: 1e-12 });
      expectClose(alignedLoss(flow, moment, start, times)!, loss, { atol: 1e-8 });
    }
  });

  it('is not to be had where modes meet', () => {
    expect(alignedLoss('tied', moment, { W: Float64Array.of(0, 0.1, 0.1, 0, 0, 0) }, times)).toBeUndefined();
    expect(alignedLoss('tied', moment, { W: Float64Array.of(0, 0.1, 0, 0, 0.1, 0) }, times)).toBeUndefined();
    expect(alignedLoss('untied', moment, { W: Float64Array.of(0, 0.1, 0, 0, 0, 0), A: Float64Array.of(0, 0, 0, 0.1, 0, 0) }, times)).toBeUndefined();
    expect(alignedLoss('untied', moment, { W: Float64Array.of(0.1, 0, 0, 0, 0, 0), A: Float64Array.of(-0.1, 0, 0, 0, 0, 0) }, times)).toBeUndefined();
  });
});
