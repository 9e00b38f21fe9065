/** @file How long a flow takes to come to rest. */
import { isSettled } from './flow-end.js';
import { FlowObserver } from './flow-observer.js';
import { checkTolerance, flowSolver, type FlowOptions, type FlowProblem } from './flow-problem.js';
import { flowState } from './flow-start.js';
import type { SecondMoment } from './second-moment.js';

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
 *
 * @example
 * const start = { W: Float64Array.of(0.1, 0.01) };
 * settlingTime({ flow: 'tied', moment: diagonalSecondMoment([2, 1]), hidden: 1, start }); // → 28.328224…
 */
export function settlingTime(problem: FlowProblem, options: FlowOptions = {}): number {
  const { flow, moment, hidden } = problem;
  const tolerance = checkTolerance(options.tolerance);
  const state = flowState(flow, problem.start, moment.features, hidden);
  const observer = new FlowObserver(flow, moment, hidden, state.length);
  const solver = flowSolver(observer, state, tolerance, options.maxSteps);
  solver.start(0, state, PATIENCE / slowestRate(moment));
  while (!solver.done && solver.advance() === 'stepped') {
    if (isSettled(observer, solver.state, tolerance)) break;
  }
  return solver.time;
}

/**
 * A lower estimate of the rates at which the flows approach or leave critical points: λ_k(λ_j − λ_k)/(λ_j + λ_k), about the slower
 * rate of the untied flow in the plane of two eigenvectors, where it is least, which is for neighbours; or λ_n.
 */
function slowestRate({ eigenvalues, spaces }: SecondMoment): number {
  return spaces.reduce((slowest, { eigenvalue: lower }, s) => {
    if (s === 0) return slowest;
    const upper = spaces[s - 1]!.eigenvalue;
    return Math.min(slowest, (lower * (upper - lower)) / (upper + lower));
  }, eigenvalues.at(-1)!);
}
