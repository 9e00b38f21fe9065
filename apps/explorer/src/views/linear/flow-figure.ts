/** @file Flows as the data of their figure for files. */
import { flowNamed } from '@tegum/core';
import type { FlowComparisonData } from '@tegum/figures';
import type { ShownFlow, ShownFlows } from './follow-flows.js';
import { setName } from './set-name.js';

export function flowFigure({ flows, criticalLosses, minimum }: ShownFlows, subtitle: string): FlowComparisonData {
  return {
    title: flows.length === 1 ? 'A flow of the linear autoencoder' : 'Flows of the linear autoencoder from one start',
    subtitle,
    panels: flows.map((shown) => {
      const { title, equation, normalisation } = flowNamed(shown.flow);
      return { title, equation, normalisation, times: shown.times, losses: shown.loss.map((loss) => Math.max(0, loss)), plateaus: shown.plateaus, end: endOf(shown) };
    }),
    criticalLosses,
    minimum,
  };
}

/** In a few words: "at the PCA minimum". */
export function endOf({ end: { kind, gap, indices } }: Pick<ShownFlow, 'end'>): string {
  if (kind === 'minimum') return 'at the PCA minimum';
  const above = `${gap.toPrecision(3)} above PCA`;
  if (kind === 'saddle') return `at the saddle ${setName(indices)}, ${above}`;
  return kind === 'moving' ? `still moving, ${above}` : `at a partial isometry, ${above}`;
}
