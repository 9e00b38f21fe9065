import type { GridAxis, Plan } from '@tegum/experiments';
import { formatCount, formatDuration } from '../progress/duration.js';
import { costOfPlan } from '../run/plan-cost.js';

/** What a plan will compute, as data. */
export function planSummary(plan: Plan) {
  return {
    name: plan.spec.name,
    cells: plan.cellCount,
    digest: plan.digest,
    /** Of one core, within a factor of a few. */
    estimatedMs: estimatedMs(plan),
    axes: plan.axes.map((group) => group.map(({ path, values }) => ({ path, values: values.length }))),
    figures: plan.spec.figures,
    firstCells: [...plan.cells(0, Math.min(3, plan.cellCount))],
  };
}

/** The same for people. */
export function describePlan(plan: Plan): string {
  const { name, description, figures, train } = plan.spec;
  const lines = [
    `${name}${description === undefined ? '' : `: ${description}`}`,
    `  cells    ${formatCount(plan.cellCount)}`,
    ...plan.axes.map((group, index) => `${index === 0 ? '  axes     ' : '           '}${group.map(describeAxis).join(' with ')}`),
    `  work     about ${formatDuration(estimatedMs(plan))} of one core, within a factor of a few`,
    `  method   ${typeof train.method === 'string' ? train.method : train.method.list.join(', ')}`,
    `  figures  ${figures.length === 0 ? 'none' : figures.join(', ')}`,
    `  digest   ${plan.digest}`,
  ];
  const first = plan.cellAt(0);
  return [...lines, `  first    ${first.id} ${JSON.stringify(first.content)}`].join('\n');
}

/** The cost model counts microseconds. */
function estimatedMs(plan: Plan): number {
  return costOfPlan(plan, () => false).total / 1000;
}

function describeAxis({ path, values }: GridAxis): string {
  const ends = values.length > 4 ? [...values.slice(0, 2), '…', ...values.slice(-1)] : values;
  return `${path} × ${formatCount(values.length)} (${ends.map(show).join(', ')})`;
}

function show(value: number | string): string {
  return typeof value === 'number' ? String(Number(value.toPrecision(6))) : value;
}
