/** @file Flows of the linear autoencoder from a small random start: what `tegum flow` computes with the same settings. */
import {
  compareFlows, criticalLosses, diagonal, diagonalSecondMoment, flowsToDraw, flowSteps, leastLoss, randomFlowStart, secondMoment,
  type ComparedFlow, type CriticalLoss, type FlowName, type FlowPlan, type FlowTrajectory, type Plateau, type SecondMoment,
} from '@tegum/core';
import type { Steps } from '../../compute/job.protocol.js';

export interface FlowQuestion {
  readonly flows: readonly FlowName[];
  /** Σ = diag of these, the features numbered so. */
  readonly eigenvalues: readonly number[];
  readonly hidden: number;
  readonly seed: number;
  readonly scale: number;
  readonly basis: 'original' | 'eigen';
}

/** A flow as the page shows it. */
export interface ShownFlow {
  readonly flow: FlowName;
  readonly plateaus: readonly Plateau[];
  readonly end: Pick<FlowTrajectory['end'], 'kind' | 'time' | 'loss' | 'gap' | 'speed' | 'indices' | 'distance'>;
  readonly lossError: number;
  readonly steps: number;
  /** False if it ran out of steps. */
  readonly complete: boolean;
  /** Until a little after the last flow has found its end. */
  readonly times: Float64Array;
  readonly loss: Float64Array;
}

export interface ShownFlows {
  readonly flows: readonly ShownFlow[];
  /** The largest first. */
  readonly criticalLosses: readonly CriticalLoss[];
  /** What PCA reaches. */
  readonly minimum: number;
}

/** As `tegum flow` has them where nothing is said, but for the steps: nobody waits for more in a page. */
export const FLOW_OPTIONS = { points: 201, tolerance: 1e-10, maxSteps: 50_000 } as const;
/** More would take too long for a page. */
export const MOST_FLOW_FEATURES = 16;

export function* followFlows(question: FlowQuestion): Steps<ShownFlows> {
  const plan = planOf(question);
  const total = flowSteps(plan) + 1;
  const steps = compareFlows(plan);
  for (let done = 1; ; done++) {
    const step = steps.next();
    if (step.done === true) return shown(plan, step.value);
    yield { fraction: done / total };
  }
}

function planOf({ flows, eigenvalues, hidden, seed, scale, basis }: FlowQuestion): FlowPlan {
  const moment = momentOf(eigenvalues);
  return { flows, moment, hidden, start: randomFlowStart(moment.features, hidden, seed, scale), basis, ...FLOW_OPTIONS };
}

function momentOf(eigenvalues: readonly number[]): SecondMoment {
  const down = eigenvalues.every((value, i) => i === 0 || value <= eigenvalues[i - 1]!);
  return down ? diagonalSecondMoment(eigenvalues) : secondMoment(diagonal(Float64Array.from(eigenvalues)), eigenvalues.length);
}

function shown(plan: FlowPlan, computed: readonly ComparedFlow[]): ShownFlows {
  const drawn = flowsToDraw(plan, computed);
  return {
    flows: computed.map(({ flow, plateaus, end, lossError, steps, outcome }, index) => ({
      flow,
      plateaus,
      end: { kind: end.kind, time: end.time, loss: end.loss, gap: end.gap, speed: end.speed, indices: end.indices, distance: end.distance },
      lossError,
      steps,
      complete: outcome === 'stepped',
      times: drawn[index]!.times,
      loss: drawn[index]!.loss,
    })),
    criticalLosses: criticalLosses(plan, computed),
    minimum: leastLoss(plan.moment, plan.hidden),
  };
}
