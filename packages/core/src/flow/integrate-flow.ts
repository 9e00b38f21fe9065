/** @file A flow from its start: loss, speed and drift over time, the critical points it passes, and where it ends. */
import { InputError } from '../errors.js';
import type { DormandPrince, StepOutcome } from './dormand-prince.js';
import { describeEnd, type FlowEnd } from './flow-end.js';
import { FlowObserver } from './flow-observer.js';
import { checkTolerance, flowSolver, type FlowOptions, type FlowProblem } from './flow-problem.js';
import { flowState } from './flow-start.js';
import { flowNamed, type FlowName } from './flows.js';
import { PlateauWatch, type Plateau } from './plateaus.js';

/** One flow from its start: losses and speeds over time, the plateaus it passed, and where it ended. */
export interface FlowTrajectory {
  readonly flow: FlowName;
  readonly normalisation: string;
  /** As asked for; fewer if the integration stopped early. */
  readonly times: Float64Array;
  /** tr (I − M)Σ(I − M)ᵀ at those times. */
  readonly loss: Float64Array;
  /** Largest difference to the losses of a run at ten times the tolerance: an upper estimate of their error. */
  readonly lossError: number;
  /** ‖ẏ‖₂ at those times. */
  readonly speed: Float64Array;
  /** ‖(AᵀA − BBᵀ)(t) − (AᵀA − BBᵀ)(0)‖_F at those times, untied only: 0 on paper. */
  readonly drift?: Float64Array;
  /** The states at those times: W [m, n], or A [n, m] then B [m, n]. */
  readonly states: readonly Float64Array[];
  readonly plateaus: readonly Plateau[];
  readonly end: FlowEnd;
  /** `stepped` if the last time was reached. */
  readonly outcome: StepOutcome;
  readonly steps: number;
  readonly rejected: number;
  readonly evaluations: number;
}

const COARSER = 10;

/**
 * Integrates one flow from time 0 and reports at the given times, by dense output: they have no say in the steps.
 *
 * Numerics   `lossError` estimates the error of the losses
 * Cost       O(n³) a step and a time, twice
 * Source     source notes §2.2
 *
 * @param times - Increasing, the first ≥ 0, the last > 0: the end.
 * @throws {InputError} if the times or the tolerance are out of range, or the start has the wrong shape.
 *
 * @example
 * const problem = { flow: 'tied' as const, moment: diagonalSecondMoment([2, 1]), hidden: 1, start: { W: Float64Array.of(0.1, 0.01) } };
 * const { loss, end } = integrateFlow(problem, linspace(0, 10, 11));
 * loss[0]; // → 2.960003…
 * end.kind; // → 'moving'
 * end.indices; // → [ 1 ]
 */
export function integrateFlow(problem: FlowProblem, times: Float64Array, options: FlowOptions = {}): FlowTrajectory {
  checkTimes(times);
  const { flow, moment, hidden } = problem;
  const tolerance = checkTolerance(options.tolerance);
  const start = flowState(flow, problem.start, moment.features, hidden);
  const observer = new FlowObserver(flow, moment, hidden, start.length);
  const watch = new PlateauWatch(observer, start, 0);
  const { untied, normalisation } = flowNamed(flow);
  const balance = untied ? observer.balanceMatrix(start).slice() : undefined;

  const solver = flowSolver(observer, start, tolerance, options.maxSteps);
  const { states, outcome } = follow(solver, start, times, () => { watch.afterStep(solver); });
  const coarse = follow(flowSolver(observer, start, COARSER * tolerance, options.maxSteps), start, times);
  const loss = Float64Array.from(states, (state) => observer.loss(state));
  return {
    flow,
    normalisation,
    times: times.slice(0, states.length),
    loss,
    lossError: coarse.states.reduce((most, state, t) => (t < loss.length ? Math.max(most, Math.abs(observer.loss(state) - loss[t]!)) : most), 0),
    speed: Float64Array.from(states, (state) => observer.speed(state)),
    ...(balance === undefined ? {} : { drift: Float64Array.from(states, (state) => distance(observer.balanceMatrix(state), balance)) }),
    states,
    plateaus: watch.finish(solver.time),
    end: describeEnd(observer, solver.state, solver.time, tolerance),
    outcome,
    steps: solver.steps,
    rejected: solver.rejected,
    evaluations: solver.evaluations,
  };
}

/** The states at the times reached, and what ended the integration. */
function follow(solver: DormandPrince, start: Float64Array, times: Float64Array, afterStep?: () => void): { readonly states: Float64Array[]; readonly outcome: StepOutcome } {
  const states: Float64Array[] = [];
  solver.start(0, start, times.at(-1)!);
  if (times[0] === 0) states.push(start.slice());
  while (!solver.done) {
    const outcome = solver.advance();
    if (outcome !== 'stepped') return { states, outcome };
    while (states.length < times.length && times[states.length]! <= solver.time) {
      const state = new Float64Array(start.length);
      solver.interpolateInto(state, times[states.length]!);
      states.push(state);
    }
    afterStep?.();
  }
  return { states, outcome: 'stepped' };
}

function distance(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let e = 0; e < a.length; e++) total += (a[e]! - b[e]!) * (a[e]! - b[e]!);
  return Math.sqrt(total);
}

function checkTimes(times: Float64Array): void {
  if (times.length === 0) throw new InputError('times', 'at least one time', 'none');
  times.forEach((time, t) => {
    if (!(time >= 0 && time < Infinity)) throw new InputError('times', 'finite times ≥ 0', String(time));
    if (t > 0 && !(time > times[t - 1]!)) throw new InputError('times', 'increasing times', `${time} after ${times[t - 1]}`);
  });
  if (!(times.at(-1)! > 0)) throw new InputError('times', 'a last time > 0', String(times.at(-1)));
}
