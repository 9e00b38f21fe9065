import { describe, expect, it } from 'vitest';
import { distinctLevels, lossAt, placeOnWay } from './flow-path.js';

const plateau = (from: number, to: number, criticalLoss: number) => ({ from, to, indices: [], criticalLoss, loss: criticalLoss, distance: 0, speed: 0 });
const flow = { times: Float64Array.of(0, 1, 2, 3), loss: Float64Array.of(10, 10, 4, 4), plateaus: [plateau(0, 1, 10), plateau(2, 3, 4)] };

describe('a flow between its points', () => {
  it('has the loss between theirs, and at its ends theirs', () => {
    expect([-1, 0, 1.5, 3, 9].map((time) => lossAt(flow, time))).toEqual([10, 10, 7, 4, 4]);
  });

  it('lingers at a set, or is so far from one to the next as its loss', () => {
    expect(placeOnWay(flow, 0.5)).toEqual({ left: 0, next: 0, fraction: 0 });
    expect(placeOnWay(flow, 1.25)).toEqual({ left: 0, next: 1, fraction: 0.25 });
    expect(placeOnWay(flow, 2.5)).toEqual({ left: 1, next: 1, fraction: 0 });
    expect(placeOnWay(flow, 3.5)).toBeUndefined();
    expect(placeOnWay({ ...flow, plateaus: flow.plateaus.slice(1) }, 1)).toBeUndefined();
  });
});

it('sets of equal loss share a level', () => {
  expect(distinctLevels([{ indices: [1], loss: 3 }, { indices: [], loss: 7 }, { indices: [2], loss: 3 + 1e-12 }])).toEqual([
    { loss: 7, sets: [[]] },
    { loss: 3 + 1e-12, sets: [[2], [1]] },
  ]);
});
