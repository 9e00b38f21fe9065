/** @file What there is to say before a flow is integrated. */
import { InputError } from '../errors.js';
import { DormandPrince } from './dormand-prince.js';
import type { FlowObserver } from './flow-observer.js';
import type { FlowStart } from './flow-start.js';
import type { FlowName } from './flows.js';
import type { SecondMoment } from './second-moment.js';

/** One flow, the data it runs on, and where it starts. */
export interface FlowProblem {
  readonly flow: FlowName;
  readonly moment: SecondMoment;
  /** m, 1 ≤ m < n. */
  readonly hidden: number;
  readonly start: FlowStart;
}

/** How accurately, and for how long, a flow is integrated. */
export interface FlowOptions {
  /** Error of a step relative to each weight; and absolute, times the largest weight of the start if that is < 1. In [1e-13, 1e-3], default 1e-10. */
  readonly tolerance?: number;
  /** Default 200,000: enough for eigenvalues a factor 1000 apart. */
  readonly maxSteps?: number;
}

const DEFAULT_TOLERANCE = 1e-10;
const DEFAULT_MAX_STEPS = 200_000;

/** @throws {InputError} if it is out of range. */
export function checkTolerance(tolerance = DEFAULT_TOLERANCE): number {
  if (!(tolerance >= 1e-13 && tolerance <= 1e-3)) throw new InputError('tolerance', 'a number in [1e-13, 1e-3]', String(tolerance));
  return tolerance;
}

export function flowSolver(observer: FlowObserver, state: Float64Array, tolerance: number, maxSteps = DEFAULT_MAX_STEPS): DormandPrince {
  const largest = state.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return new DormandPrince(state.length, observer.rightHandSide, {
    relativeTolerance: tolerance,
    absoluteTolerance: tolerance * (largest > 0 ? Math.min(1, largest) : 1),
    maxSteps,
  });
}
