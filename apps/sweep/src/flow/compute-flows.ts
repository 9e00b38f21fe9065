/**
 * @file The flows from one start, over one stretch of time.
 */
import { alignedLoss, criticalSets, diagonalSecondMoment, integrateFlow, linspace, lossOfSet, settlingTime, startInEigenbasis, type FlowName, type FlowStart, type FlowTrajectory, type SecondMoment } from '@tegum/core';

export interface FlowPlan {
  readonly flows: readonly FlowName[];
  readonly moment: SecondMoment;
  readonly hidden: number;
  readonly start: FlowStart;
  readonly basis: 'original' | 'eigen';
  /** undefined: until all are at rest. */
  readonly time?: number;
  readonly points: number;
  readonly tolerance: number;
  /** Of the solver, a flow. */
  readonly maxSteps: number;
}

export interface ComputedFlow extends FlowTrajectory {
  /** Largest |loss − closed form|, where the start is aligned with eigenvectors. */
  readonly closedFormError?: number;
}

export interface CriticalLoss {
  readonly indices: readonly number[];
  readonly loss: number;
}

/** Critical losses listed, the lowest; those visited besides. */
const mostListed = 1000;

/** Steps of progress in `computeFlows`. */
export function flowSteps({ flows, time }: FlowPlan): number {
  return flows.length * (time === undefined ? 2 : 1);
}

/** @param advance - Called after each flow is settled, and after each is integrated. */
export async function computeFlows(given: FlowPlan, advance: () => void): Promise<readonly ComputedFlow[]> {
  const plan = given.basis === 'eigen' ? inEigenbasis(given) : given;
  const step = async (): Promise<void> => {
    advance();
    await new Promise((resolve) => setImmediate(resolve));
  };
  let { time } = plan;
  if (time === undefined) {
    time = 0;
    for (const flow of plan.flows) {
      time = Math.max(time, settlingTime({ ...plan, flow }, plan));
      await step();
    }
    time = roundedUp(time);
  }
  const times = linspace(0, time, plan.points);
  const computed: ComputedFlow[] = [];
  for (const flow of plan.flows) {
    computed.push(computeFlow(plan, flow, times));
    await step();
  }
  return computed;
}

function computeFlow(plan: FlowPlan, flow: FlowName, times: Float64Array): ComputedFlow {
  const trajectory = integrateFlow({ ...plan, flow }, times, plan);
  const closed = alignedLoss(flow, plan.moment, plan.start, trajectory.times);
  if (closed === undefined) return trajectory;
  return { ...trajectory, closedFormError: closed.reduce((most, loss, t) => Math.max(most, Math.abs(loss - (trajectory.loss[t] ?? NaN))), 0) };
}

/** The same flows on as many points as a figure shows, up to when the last of them has found its end. */
export function flowsToDraw(plan: FlowPlan, computed: readonly ComputedFlow[]): readonly FlowTrajectory[] {
  const end = plan.time ?? Math.min(...computed.map(({ end: { time } }) => time), roundedUp(1.2 * Math.max(...computed.map(arrivalOf))));
  const times = linspace(0, end, figurePoints);
  return plan.flows.map((flow) => integrateFlow({ ...plan, flow }, times, plan));
}

const figurePoints = 601;

/** When a flow is near its end for good: its loss within 2 %, and at the last critical set if it comes to one. */
function arrivalOf({ times, loss, plateaus, end }: FlowTrajectory): number {
  const close = 0.02 * ((loss[0] ?? 0) - end.loss);
  const last = loss.findLastIndex((value) => Math.abs(value - end.loss) > close);
  const plateau = plateaus.at(-1);
  return Math.max(times[last + 1] ?? end.time, plateau !== undefined && plateau.to === end.time ? plateau.from : 0);
}

/** Σ_{i∉I} λ_i of the critical sets, the largest first: all, or of very many the lowest and those visited. */
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
    if (losses.length === mostListed) break;
    list(indices);
  }
  for (const { plateaus } of computed) for (const { indices } of plateaus) list(indices);
  return losses.sort((a, b) => b.loss - a.loss);
}

function inEigenbasis(plan: FlowPlan): FlowPlan {
  return { ...plan, moment: diagonalSecondMoment(plan.moment.eigenvalues), start: startInEigenbasis(plan.start, plan.moment) };
}

/** Up to two significant digits. */
function roundedUp(time: number): number {
  const unit = 10 ** (Math.floor(Math.log10(time)) - 1);
  return Number((Math.ceil(time / unit - 1e-9) * unit).toPrecision(12));
}
