/**
 * @file Several flows from one start, over one stretch of time: for the command line and the page alike.
 */
import { criticalSets } from '../linear/critical-sets.js';
import { linspace } from '../numerics/linspace.js';
import { alignedLoss } from './aligned-loss.js';
import { startInEigenbasis, type FlowStart } from './flow-start.js';
import type { FlowName } from './flows.js';
import { integrateFlow, type FlowTrajectory } from './integrate-flow.js';
import { diagonalSecondMoment, lossOfSet, type SecondMoment } from './second-moment.js';
import { settlingTime } from './settling-time.js';

/** Which flows are drawn, and up to what time. */
export interface FlowPlan {
  readonly flows: readonly FlowName[];
  readonly moment: SecondMoment;
  readonly hidden: number;
  readonly start: FlowStart;
  /** `eigen`: moment and start are taken to the eigenbasis of Σ first. */
  readonly basis: 'original' | 'eigen';
  /** undefined: until all are at rest. */
  readonly time?: number;
  /** Times reported, evenly spaced from 0; ≥ 2. */
  readonly points: number;
  readonly tolerance: number;
  /** Of the solver, a flow. */
  readonly maxSteps: number;
}

/** One of the flows compared, and where it ended. */
export interface ComparedFlow extends FlowTrajectory {
  /** Largest |loss − closed form|, where the start is aligned with eigenvectors. */
  readonly closedFormError?: number;
}

/** The loss of a critical set, to be drawn as a line. */
export interface CriticalLoss {
  readonly indices: readonly number[];
  readonly loss: number;
}

/** Critical losses listed, the lowest; those visited besides. */
const MOST_LISTED = 1000;

/**
 * How often `compareFlows` yields.
 *
 * @example
 * const plan: FlowPlan = {
 *   flows: ['tied', 'oja'], moment: diagonalSecondMoment([2, 1]), hidden: 1, start: { W: Float64Array.of(0.1, 0.01) },
 *   basis: 'original', points: 50, tolerance: 1e-8, maxSteps: 10_000,
 * };
 * // Two flows, each settled first and then integrated:
 * flowSteps(plan); // → 4
 * flowSteps({ ...plan, time: 10 }); // → 2
 */
export function flowSteps({ flows, time }: FlowPlan): number {
  return flows.length * (time === undefined ? 2 : 1);
}

/**
 * Integrates the flows of a plan; yields, after each is settled and after each is integrated, those computed so far.
 *
 * Cost       that of `settlingTime`, if no time is given, and of `integrateFlow` a flow
 *
 * @example
 * const plan: FlowPlan = {
 *   flows: ['tied', 'oja'], moment: diagonalSecondMoment([2, 1]), hidden: 1, start: { W: Float64Array.of(0.1, 0.01) },
 *   basis: 'original', points: 50, tolerance: 1e-8, maxSteps: 10_000,
 * };
 * let computed: readonly ComparedFlow[] = [];
 * for (const soFar of compareFlows(plan)) computed = soFar;
 * computed.map(({ flow, end }) => [flow, end.kind]); // → [['tied', 'minimum'], ['oja', 'minimum']]
 */
export function* compareFlows(given: FlowPlan): Generator<readonly ComparedFlow[], readonly ComparedFlow[], void> {
  const plan = given.basis === 'eigen' ? inEigenbasis(given) : given;
  const computed: ComparedFlow[] = [];
  let { time } = plan;
  if (time === undefined) {
    time = 0;
    for (const flow of plan.flows) {
      time = Math.max(time, settlingTime({ ...plan, flow }, plan));
      yield computed;
    }
    time = roundedUp(time);
  }
  const times = linspace(0, time, plan.points);
  for (const flow of plan.flows) {
    computed.push(compareWithClosedForm(plan, integrateFlow({ ...plan, flow }, times, plan)));
    yield [...computed];
  }
  return computed;
}

/**
 * The same flows on as many points as a figure shows, up to when the last of them has found its end.
 *
 * @example
 * const plan: FlowPlan = {
 *   flows: ['tied'], moment: diagonalSecondMoment([2, 1]), hidden: 1, start: { W: Float64Array.of(0.1, 0.01) },
 *   basis: 'original', points: 50, tolerance: 1e-8, maxSteps: 10_000,
 * };
 * const computed = [...compareFlows(plan)].at(-1) ?? [];
 * // A flow takes long to come to rest exactly, and looks at rest long before.
 * const [drawn] = flowsToDraw(plan, computed);
 * drawn!.times.length; // → 601
 * drawn!.times.at(-1)! < computed[0]!.times.at(-1)!; // → true
 */
export function flowsToDraw(plan: FlowPlan, computed: readonly ComparedFlow[]): readonly FlowTrajectory[] {
  const end = drawnTime(plan, computed);
  const times = linspace(0, end, FIGURE_POINTS);
  return plan.flows.map((flow) => integrateFlow({ ...plan, flow }, times, plan));
}

const FIGURE_POINTS = 601;

/** Until when flows are worth drawing: when the last has found its end, and a fifth more. */
function drawnTime(plan: FlowPlan, computed: readonly ComparedFlow[]): number {
  return plan.time ?? Math.min(...computed.map(({ end: { time } }) => time), roundedUp(1.2 * Math.max(...computed.map(arrivalOf))));
}

/**
 * Σ_{i∉I} λ_i of the critical sets, the largest first: all, or of very many the lowest and those visited.
 *
 * @example
 * const plan: FlowPlan = {
 *   flows: ['tied'], moment: diagonalSecondMoment([2, 1]), hidden: 1, start: { W: Float64Array.of(0.1, 0.01) },
 *   basis: 'original', points: 50, tolerance: 1e-8, maxSteps: 10_000,
 * };
 * criticalLosses(plan, []); // → [{ indices: [], loss: 3 }, { indices: [2], loss: 2 }, { indices: [1], loss: 1 }]
 */
export function criticalLosses({ moment, hidden }: FlowPlan, computed: readonly FlowTrajectory[]): readonly CriticalLoss[] {
  const losses: CriticalLoss[] = [];
  const listed = new Set<string>();
  const list = (indices: readonly number[]): void => {
    if (listed.has(indices.join())) return;
    listed.add(indices.join());
    losses.push({ indices, loss: lossOfSet(moment, indices) });
  };
  const { eigenvalues } = moment;
  for (const { indices } of criticalSets({ eigenvalues, hidden, tolerance: 1e-9 * (eigenvalues[0] ?? 0) })) {
    if (losses.length === MOST_LISTED) break;
    list(indices);
  }
  for (const { plateaus } of computed) for (const { indices } of plateaus) list(indices);
  return losses.sort((a, b) => b.loss - a.loss);
}

function compareWithClosedForm({ moment, start }: FlowPlan, trajectory: FlowTrajectory): ComparedFlow {
  const closed = alignedLoss(trajectory.flow, moment, start, trajectory.times);
  if (closed === undefined) return trajectory;
  return { ...trajectory, closedFormError: closed.reduce((most, loss, t) => Math.max(most, Math.abs(loss - (trajectory.loss[t] ?? NaN))), 0) };
}

/** When a flow is near its end for good: its loss within 2 %, and at the last critical set if it comes to one. */
function arrivalOf({ times, loss, plateaus, end }: FlowTrajectory): number {
  const close = 0.02 * ((loss[0] ?? 0) - end.loss);
  const last = loss.findLastIndex((value) => Math.abs(value - end.loss) > close);
  const plateau = plateaus.at(-1);
  return Math.max(times[last + 1] ?? end.time, plateau !== undefined && plateau.to === end.time ? plateau.from : 0);
}

function inEigenbasis(plan: FlowPlan): FlowPlan {
  return { ...plan, moment: diagonalSecondMoment(plan.moment.eigenvalues), start: startInEigenbasis(plan.start, plan.moment) };
}

/** Up to two significant digits. */
function roundedUp(time: number): number {
  const exponent = Number(time.toExponential().split('e')[1]);
  const unit = Number(`1e${String(exponent - 1)}`);
  return Number((Math.ceil(time / unit - 1e-9) * unit).toPrecision(12));
}
