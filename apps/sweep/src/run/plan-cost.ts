/**
 * @file How much work a plan is, and how much of it is done, without visiting a million cells.
 */
import { estimateCost, type Cell, type Plan } from '@tegum/experiments';

export interface PlanCost {
  readonly total: number;
  /** Of the cells that `isFinished` accepts. */
  readonly finished: number;
}

const sampleSize = 4096;

/** Fractional part of the golden ratio: its multiples fill [0, 1) evenly, and in step with no axis of the grid. */
const goldenFraction = (Math.sqrt(5) - 1) / 2;

export function costOfCell(cell: Cell): number {
  return estimateCost(cell.content);
}

/** Exact for plans of up to 4096 cells; of larger ones an estimate from as many cells spread over the plan. */
export function costOfPlan(plan: Plan, isFinished: (cell: Cell) => boolean): PlanCost {
  const sampled = Math.min(plan.cellCount, sampleSize);
  let total = 0;
  let finished = 0;
  for (let i = 0; i < sampled; i++) {
    const index = sampled === plan.cellCount ? i : Math.floor(((i * goldenFraction) % 1) * plan.cellCount);
    const cell = plan.cellAt(index);
    const cost = costOfCell(cell);
    total += cost;
    if (isFinished(cell)) finished += cost;
  }
  const scale = plan.cellCount / sampled;
  return { total: total * scale, finished: finished * scale };
}
