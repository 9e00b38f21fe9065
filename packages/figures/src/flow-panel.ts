/**
 * @file Integrated flows → the panels of their figure, and where they end in words.
 */
import { flowNamed, type FlowTrajectory, type Plateau } from '@tegum/core';
import type { FlowPanel } from './flow-comparison.js';

/** What there is to draw and say of a flow. */
export interface EndedFlow {
  readonly flow: FlowTrajectory['flow'];
  readonly times: ArrayLike<number>;
  /** Below 0 by no more than rounding. Shape as times. */
  readonly loss: Float64Array;
  readonly plateaus: readonly Plateau[];
  readonly end: Pick<FlowTrajectory['end'], 'kind' | 'gap' | 'indices'>;
}

/**
 * A flow as `flowComparison` draws it.
 *
 * @example
 * const end = { kind: 'minimum', gap: 0, indices: [1] };
 * const panel = flowPanel({ flow: 'oja', times: [0, 1], loss: Float64Array.of(2, 1), plateaus: [], end });
 * panel.end; // → 'at the PCA minimum'
 */
export function flowPanel({ flow, times, loss, plateaus, end }: EndedFlow): FlowPanel {
  const { title, equation, normalisation } = flowNamed(flow);
  return { title, equation, normalisation, times, losses: loss.map((value) => Math.max(0, value)), plateaus, end: flowEnd(end) };
}

/**
 * Where a flow ends, in a few words.
 *
 * @param nameOf - Of a critical set, from the indices (1-based) it keeps; default `{1,2}`, as in the figure.
 *
 * @example
 * flowEnd({ kind: 'saddle', gap: 1, indices: [1, 3] }); // → 'at the saddle {1,3}, 1.00 above PCA'
 */
export function flowEnd({ kind, gap, indices }: EndedFlow['end'], nameOf: (indices: readonly number[]) => string = flowSetName): string {
  if (kind === 'minimum') return 'at the PCA minimum';
  const above = `${gap.toPrecision(3)} above PCA`;
  if (kind === 'saddle') return `at the saddle ${nameOf(indices)}, ${above}`;
  return kind === 'moving' ? `still moving, ${above}` : `at a partial isometry, ${above}`;
}

/**
 * The critical set that keeps these eigenvectors (1-based), as figures name it; `{}` is the origin.
 *
 * @example
 * flowSetName([1, 2]); // → '{1,2}'
 */
export function flowSetName(indices: readonly number[]): string {
  return `{${indices.join(',')}}`;
}
