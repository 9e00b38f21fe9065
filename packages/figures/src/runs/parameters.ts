/**
 * @file Reading the axes of a figure off the parameters of cells.
 */
import { InputError } from '@tegum/core';
import type { CellParameters, CellRecord } from '@tegum/data-runs';
import { formatCount, formatNumber } from '../layout/axis-ticks.js';

/** The one density of all features; features of different density have no place on a density axis. */
export function uniformDensity(where: string, { density }: CellParameters): number {
  const [first] = density;
  if (first === undefined || density.some((value) => value !== first)) {
    throw new InputError(where, 'cells with one density for all features', `[${density.join(', ')}]`, 'choose another figure');
  }
  return first;
}

/** Importance of the last feature relative to the others, which must agree. */
export function lastImportance(where: string, { importance }: CellParameters): number {
  const others = importance.slice(0, -1);
  const [first] = others;
  if (first === undefined || !(first > 0) || others.some((value) => value !== first)) {
    throw new InputError(
      where,
      'cells in which all features but the last have one importance > 0',
      `[${importance.join(', ')}]`,
      'choose another figure',
    );
  }
  return importance.at(-1)! / first;
}

/** `model` in words, where all records agree on it. */
export function commonModel(where: string, records: readonly CellRecord[]): { readonly features: number; readonly hidden: number } {
  const { features, hidden } = records[0]!.parameters;
  const other = records.find(({ parameters }) => parameters.features !== features || parameters.hidden !== hidden);
  if (other !== undefined) {
    const { parameters } = other;
    throw new InputError(
      where,
      'models of one size',
      `(${features}, ${hidden}) and (${parameters.features}, ${parameters.hidden})`,
      'filter the records first',
    );
  }
  return { features, hidden };
}

/** Of all records with the same key, the finished one with the lowest loss; any other only where none finished. */
export function bestBy(records: readonly CellRecord[], key: (record: CellRecord) => string): CellRecord[] {
  const best = new Map<string, CellRecord>();
  for (const record of records) {
    const name = key(record);
    const previous = best.get(name);
    if (previous === undefined || isBetter(record, previous)) best.set(name, record);
  }
  return [...best.values()];
}

function isBetter(record: CellRecord, previous: CellRecord): boolean {
  if (record.status !== 'done') return false;
  return previous.status !== 'done' || record.result!.loss < previous.result!.loss;
}

/** "exact population loss, 4096 cells, best of 8 starts", as far as the records agree. */
export function computedHow(records: readonly CellRecord[]): string {
  const methods = [...new Set(records.map(({ parameters }) => parameters.method))];
  const starts = [...new Set(records.flatMap(({ result }) => (result === null ? [] : [result.starts])))];
  const seeds = new Set(records.map(({ parameters }) => parameters.seed));
  return [
    methods.length === 1 && methods[0] === 'exact'
      ? 'exact population loss'
      : `exact population loss of models trained by ${methods.join(', ')}`,
    `${formatCount(records.length)} ${records.length === 1 ? 'cell' : 'cells'}`,
    ...(starts.length === 1 && starts[0]! > 1 ? [`best of ${starts[0]!} starts`] : []),
    ...(seeds.size > 1 ? [`${seeds.size} seeds`] : []),
  ].join(', ');
}

/** A name for each record made of the parameters in which the records differ: "n = 5, p = 0.1". */
export function namesByDifference(records: readonly CellRecord[]): string[] {
  const parts = records.map(({ parameters }) => [
    `n = ${parameters.features}`,
    `m = ${parameters.hidden}`,
    `p = ${list(parameters.density)}`,
    `I = ${list(parameters.importance)}`,
    parameters.method,
    `seed ${parameters.seed}`,
  ]);
  const differing = [0, 1, 2, 3, 4, 5].filter((part) => new Set(parts.map((names) => names[part])).size > 1);
  return parts.map((names) => differing.map((part) => names[part]!).join(', '));
}

/** One number where all agree; else the first and the last of them. */
function list(values: readonly number[]): string {
  const first = formatNumber(values[0]!);
  return values.every((value) => value === values[0]) ? first : `${first}…${formatNumber(values.at(-1)!)}`;
}
