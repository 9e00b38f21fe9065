/** @file How long a flow takes to come to rest. */
import { isSettled } from './flow-end.js';
import { FlowObserver } from './flow-observer.js';
import { checkTolerance, flowSolver, type FlowOptions, type FlowProblem } from './flow-problem.js';
import { flowState } from './flow-start.js';
import type { Spectrum } from './spectrum.js';

/** Powers of e that the slowest approach gets before it is taken for no approach at all. */
const PATIENCE = 50;

/**
 * The time by which a flow is at rest for good: at a least loss, or for (22) at any isometry of rank m. It lingers at saddles
 * without being at rest there.
 *
 * Edge cases from a start that never leaves a saddle (W = 0), 50 / the rate of the slowest approach; if `maxSteps` are used up, the time reached
 * Cost       O(n³) a step
 *
 * @throws {InputError} if the tolerance is out of range, or the start has the wrong shape.
 */
export function settlingTime(problem: FlowProblem, options: FlowOptions = {}): number {
  const { flow, spectrum, hidden } = problem;
  const tolerance = checkTolerance(options.tolerance);
  const state = flowState(flow, problem.start, spectrum.features, hidden);
  const observer = new FlowObserver(flow, spectrum, hidden, state.length);
  const solver = flowSolver(observer, state, tolerance, options.maxSteps);
  solver.start(0, state, PATIENCE / slowestRate(spectrum));
  while (!solver.done && solver.advance() === 'stepped') {
    if (isSettled(observer, solver.state, tolerance)) break;
  }
  return solver.time;
}

/**
 * A lower estimate of the rates at which the flows approach or leave critical points: λ_k(λ_j − λ_k)/(λ_j + λ_k), the slower rate of
 * the untied flow in the plane of two eigenvectors, for the two distinct eigenvalues for which it is least; or λ_n.
 */
export function slowestRate({ values, groups }: Spectrum): number {
  let slowest = values.at(-1)!;
  for (let g = 1; g < groups.length; g++) {
    for (let f = 0; f < g; f++) {
      const [upper, lower] = [values[groups[f]![0]]!, values[groups[g]![0]]!];
      slowest = Math.min(slowest, (lower * (upper - lower)) / (upper + lower));
    }
  }
  return slowest;
}
