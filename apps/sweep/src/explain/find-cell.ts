import { InputError } from '@tegum/core';
import type { Cell, Plan } from '@tegum/experiments';

export interface FoundCell {
  readonly index: number;
  readonly cell: Cell;
}

/** Shorter beginnings of an identity match by chance. */
const fewestDigits = 4;

/**
 * The cell that is meant: `#17` by its place in the plan, from 0, or by the first digits of its identity.
 *
 * Cost       for an identity, about 15 µs a cell of the plan
 */
export function findCell(plan: Plan, text: string): FoundCell {
  const place = /^#?(\d{1,15})$/.exec(text);
  if (text.startsWith('#') || (place !== null && text.length < fewestDigits)) {
    const index = Number(place?.[1] ?? Number.NaN);
    if (!(index < plan.cellCount)) throw new InputError('cell', `a place in the plan, #0 to #${String(plan.cellCount - 1)}`, text);
    return { index, cell: plan.cellAt(index) };
  }
  if (!new RegExp(`^[0-9a-f]{${String(fewestDigits)},32}$`).test(text)) {
    throw new InputError('cell', `#place, or at least ${String(fewestDigits)} hex digits of an identity`, JSON.stringify(text));
  }
  const found: FoundCell[] = [];
  let index = 0;
  for (const cell of plan.cells()) {
    if (cell.id.startsWith(text)) found.push({ index, cell });
    if (found.length > 1) throw new InputError('cell', 'an identity that begins so of one cell alone', `${found.map(({ cell: { id } }) => id).join(' and ')}`, 'give more digits');
    index += 1;
  }
  if (found[0] === undefined) throw new InputError('cell', 'a cell of this plan', text, '`tegum plan SPEC --json` lists them');
  return found[0];
}

/** The values of the axes at a place in the plan, by path. */
export function axisValues(plan: Plan, index: number): Record<string, number | string> {
  const values: Record<string, number | string> = {};
  let rest = index;
  for (const group of [...plan.axes].reverse()) {
    const { length } = group[0]!.values;
    const digit = rest % length;
    rest = (rest - digit) / length;
    for (const { path, values: all } of group) values[path] = all[digit]!;
  }
  return Object.fromEntries(Object.entries(values).reverse());
}
