/** @file Flows as the data of their figure for files, and their ends in the page's words. */
import type { FlowComparisonData } from '@tegum/figures';
import { flowEnd, flowPanel } from '@tegum/figures/live';
import type { ShownFlow, ShownFlows } from './follow-flows.js';
import { setName } from './set-name.js';

export function flowFigure({ flows, criticalLosses, minimum }: ShownFlows, subtitle: string): FlowComparisonData {
  return {
    title: flows.length === 1 ? 'A flow of the linear autoencoder' : 'Flows of the linear autoencoder from one start',
    subtitle,
    panels: flows.map(flowPanel),
    criticalLosses,
    minimum,
  };
}

export function endOf({ end }: Pick<ShownFlow, 'end'>): string {
  return flowEnd(end, setName);
}
