/** @file Settings of Σ that several views have: its eigenvalues, from the largest down. */
import { numbers, type Parameter } from '../../state/parameter.js';

export const MOST_EIGENVALUES = 64;
const RANGE = { min: 1e-9, max: 1e9 };

export function eigenvalues(initial: readonly number[]): Parameter<readonly number[]> {
  return numbers({ initial, ...RANGE, most: MOST_EIGENVALUES });
}

/** Longer lists go on by halving, so that adding an eigenvalue leaves the others alone. */
export function withCount(values: readonly number[], count: number): readonly number[] {
  const given = values.slice(0, count);
  while (given.length < count) given.push(Math.max(RANGE.min, Number(((given.at(-1) ?? 2) / 2).toPrecision(3))));
  return given;
}

export function sortedDown(values: readonly number[]): readonly number[] {
  return values.every((value, i) => i === 0 || value <= values[i - 1]!) ? values : [...values].sort((a, b) => b - a);
}
