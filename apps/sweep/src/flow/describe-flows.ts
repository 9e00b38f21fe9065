/**
 * @file Integrated flows → JSON, tables, and the data of their figure.
 */
import { criticalLosses, flowNamed, leastLoss, plateauDistance, type ComparedFlow, type FlowPlan, type FlowTrajectory } from '@tegum/core';
import type { FlowComparisonData, flowPanel } from '@tegum/figures';
import { textTable } from '../cli/text-table.js';
import { rowsOf } from '../model/model-file.js';

export function flowsAsJson(plan: FlowPlan, computed: readonly ComparedFlow[], weights: boolean) {
  const { moment, hidden, basis, tolerance } = plan;
  return {
    eigenvalues: Array.from(moment.eigenvalues),
    hidden,
    basis,
    tolerance,
    minimum: leastLoss(moment, hidden),
    flows: computed.map(({ flow, normalisation, times, loss, lossError, speed, drift, states, plateaus, end: { state, ...end }, outcome, steps, rejected, evaluations, closedFormError }) => ({
      flow,
      normalisation,
      equation: flowNamed(flow).equation,
      times: Array.from(times),
      loss: Array.from(loss),
      lossError,
      speed: Array.from(speed),
      ...(drift === undefined ? {} : { drift: Array.from(drift) }),
      ...(closedFormError === undefined ? {} : { closedFormError }),
      ...(weights ? { weights: states.map((each) => weightsOf(plan, flow, each)) } : {}),
      plateaus,
      end: { ...end, ...weightsOf(plan, flow, state) },
      outcome: outcome === 'stepped' ? 'done' : outcome,
      steps,
      rejected,
      evaluations,
    })),
    criticalLosses: criticalLosses(plan, computed),
  };
}

function weightsOf({ moment: { features }, hidden }: FlowPlan, flow: FlowTrajectory['flow'], state: Float64Array) {
  const size = features * hidden;
  return flowNamed(flow).untied ? { A: rowsOf(state.subarray(0, size), hidden), W: rowsOf(state.subarray(size), features) } : { W: rowsOf(state, features) };
}

export function describeFlows(plan: FlowPlan, computed: readonly ComparedFlow[], start: string): string {
  const { moment, hidden } = plan;
  const minimum = leastLoss(moment, hidden);
  const aligned = computed.some(({ closedFormError }) => closedFormError !== undefined);
  const ends = textTable(
    ['flow', 'clock', 'ends at', 'nearest', 'distance', 'loss', '± at most', 'above PCA', 'drift', 'steps', ...(aligned ? ['|loss − closed form|'] : [])],
    computed.map(({ flow, normalisation, lossError, drift, end, steps, closedFormError }) => [
      flow,
      normalisation,
      endName(end),
      setName(end.indices),
      end.distance.toExponential(1),
      end.loss.toPrecision(9),
      lossError.toExponential(0),
      Math.abs(end.gap) < lossError ? '0' : end.gap.toPrecision(3),
      drift === undefined ? '–' : Math.max(...drift).toExponential(0),
      String(steps),
      ...(aligned ? [closedFormError?.toExponential(1) ?? '–'] : []),
    ]),
  );
  const visits = textTable(
    ['flow', 'at', 'from', 'to', 'critical loss', 'loss', 'nearest', 'least speed'],
    computed.flatMap(({ flow, plateaus }) =>
      plateaus.map(({ indices, from, to, criticalLoss, loss, distance, speed }, index) => [
        index === 0 ? flow : '',
        setName(indices),
        from.toFixed(3),
        to.toFixed(3),
        String(short(criticalLoss)),
        String(short(loss)),
        distance.toExponential(1),
        speed.toExponential(1),
      ]),
    ),
  );
  return [
    `Eigenvalues ${Array.from(moment.eigenvalues, short).join(', ')}; ${String(hidden)} hidden ${hidden === 1 ? 'unit' : 'units'}; ${start}`,
    `Time 0 to ${String(short(computed[0]?.end.time ?? 0))}; PCA minimum ${String(short(minimum))} at ${setName(Array.from({ length: hidden }, (_, i) => i + 1))}`,
    '',
    ends,
    '',
    `Lingering within ${String(plateauDistance)} of a critical projection:`,
    computed.every(({ plateaus }) => plateaus.length === 0) ? 'nowhere' : visits,
  ].join('\n');
}

/** @param figures - Loaded only when something is drawn. */
export function flowFigure(figures: { readonly flowPanel: typeof flowPanel }, plan: FlowPlan, drawn: readonly FlowTrajectory[], computed: readonly ComparedFlow[], start: string): FlowComparisonData {
  const { moment, hidden } = plan;
  const endOf = new Map(computed.map(({ flow, end }) => [flow, end]));
  return {
    title: drawn.length === 1 ? 'A flow of the linear autoencoder' : 'Flows of the linear autoencoder from one start',
    subtitle: `${eigenvalueList(moment.eigenvalues)}; ${String(hidden)} hidden ${hidden === 1 ? 'unit' : 'units'}; ${start}`,
    caption: 'L = tr (I − M)Σ(I − M)ᵀ with M = AB or G = WᵀW. {1,2} is the critical point that keeps eigenvectors 1 and 2, 1 having the largest eigenvalue; {} is the origin.',
    panels: drawn.map((trajectory) => figures.flowPanel({ ...trajectory, end: endOf.get(trajectory.flow)! })),
    criticalLosses: criticalLosses(plan, computed),
    minimum: leastLoss(moment, hidden),
  };
}

function endName({ kind }: FlowTrajectory['end']): string {
  return kind === 'minimum' ? 'PCA minimum' : kind === 'moving' ? 'still moving' : kind;
}

function eigenvalueList(values: Float64Array): string {
  const shown = Array.from(values.subarray(0, 8), short).join(', ');
  return `eigenvalues ${shown}${values.length > 8 ? `, … (${String(values.length)})` : ''}`;
}

function setName(indices: readonly number[]): string {
  return `{${indices.join(',')}}`;
}

/** Six significant digits. */
function short(value: number): number {
  return Number(value.toPrecision(6));
}
