/** @file A cell of a run as settings of the playground, if it has settings for such a model. */
import { importancesOf } from '../playground/question.js';
import { playground, type PlaygroundState } from '../playground/view.js';
import { initialState } from '../../state/schema.js';

export interface CellModel {
  readonly features: number;
  readonly hidden: number;
  readonly seed: number;
  readonly starts: number;
  readonly density: readonly number[];
  readonly importance: readonly number[];
}

/** @returns settings, or why there are none, in words that end a sentence. */
export function playgroundModel({ features, hidden, seed, starts, density, importance }: CellModel): PlaygroundState | string {
  const [p, first] = [density[0]!, importance[0]!];
  if (density.some((value) => value !== p)) return 'its features differ in density';
  if (!(first > 0)) return 'its first importance is 0';
  const relative = importance.map((value) => value / first);
  const decay = features > 2 ? Number(relative[1]!.toPrecision(6)) : 1;
  const last = Number((relative.at(-1)! / decay ** (features - 1)).toPrecision(12));
  const wanted: Record<string, number> = { features, hidden, density: p, decay, last, starts: Math.min(64, Math.max(1, starts)), seed };
  const state: Record<string, unknown> = { ...initialState(playground.schema) };
  for (const [name, { parse }] of Object.entries(playground.schema)) {
    try {
      if (name in wanted) state[name] = parse(String(wanted[name]), name);
    } catch {
      return `the playground has no ${name} of ${String(wanted[name])}`;
    }
  }
  const made = importancesOf(state as unknown as PlaygroundState);
  const close = made.every((value, i) => Math.abs(value - relative[i]!) <= 1e-5 * Math.max(value, relative[i]!));
  return close ? (state as unknown as PlaygroundState) : 'its importances are none that the playground has settings for';
}
