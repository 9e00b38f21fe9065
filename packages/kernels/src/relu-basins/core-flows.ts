/** @file Our own path: `DormandPrince` of `@tegum/core` from every start, on the exact loss of `@tegum/simd`. */
import { DormandPrince, reluFlowRightHandSide, type Population } from '@tegum/core';
import { fastestLoss } from '@tegum/simd';
import type { ReluPlane } from './plane.js';

/** A start's end: the weights, and when the flow came to rest there; Infinity where the longest time did not do. */
export interface FlowEnds {
  readonly time: Float64Array;
  /** [starts, hidden · features]. */
  readonly W: Float64Array;
}

const TOLERANCE = 1e-7;
const MOST_STEPS = 100_000;

export function coreFlows({ hidden, origin, first, second, alphas, betas }: ReluPlane, population: Population, { longest, resting }: { longest: number; resting: number }): FlowEnds {
  const weights = origin.W.length;
  const dimension = weights + origin.b.length;
  const side = reluFlowRightHandSide(population, hidden, fastestLoss);
  const solver = new DormandPrince(dimension, side, { relativeTolerance: TOLERANCE, absoluteTolerance: TOLERANCE, maxSteps: MOST_STEPS });
  const velocity = new Float64Array(dimension);
  const lengthOf = (vector: Float64Array): number => Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  const slowness = (at: Float64Array): number => {
    side(velocity, at, 0);
    return lengthOf(velocity) - resting;
  };
  const [start, u, v] = [origin, first, second].map(({ W, b }) => Float64Array.of(...W, ...b)) as [Float64Array, Float64Array, Float64Array];
  const ends = { time: new Float64Array(alphas.length * betas.length), W: new Float64Array(alphas.length * betas.length * weights) };
  const state = new Float64Array(dimension);
  for (let pixel = 0; pixel < ends.time.length; pixel++) {
    const [alpha, beta] = [alphas[pixel % alphas.length]!, betas[Math.floor(pixel / alphas.length)]!];
    for (let e = 0; e < dimension; e++) state[e] = start[e]! + alpha * u[e]! + beta * v[e]!;
    let found = slowness(state) <= 0 ? 0 : Infinity;
    if (found > 0) {
      solver.start(0, state, longest);
      while (!solver.done && found === Infinity && solver.advance() === 'stepped') {
        if (lengthOf(solver.derivative) <= resting) found = solver.locate(slowness);
      }
      if (found < Infinity) solver.interpolateInto(state, found);
      else state.set(solver.state);
    }
    ends.time[pixel] = found;
    ends.W.set(state.subarray(0, weights), pixel * weights);
  }
  return ends;
}
