/** @file Where the eigenvalues of Σ come from: the settings, the bundled table, or a table of one's own. */
import { eigenspaces, InputError, linearSpectrum } from '@tegum/core';
import { usArrests, usArrestsColumns } from '@tegum/data-reference';
import { readTable, secondMoment, tableFormatOf, type Table } from '@tegum/data-tables';
import { MOST_ROWS } from '../../files/limits.js';
import { MOST_EIGENVALUES } from '../linear/eigenvalues.js';
import type { CriticalPointsState } from './view.js';

export interface Preparation {
  readonly centred: boolean;
  readonly standardised: boolean;
}

export type LandscapeSource = { readonly eigenvalues: readonly number[] } | ({ readonly data: 'us-arrests' } & Preparation);

export interface Spectrum {
  /** From the largest down; those that the arithmetic cannot tell apart are equal. */
  readonly eigenvalues: readonly number[];
  readonly rowCount: number;
  readonly columns: readonly string[];
}

export function sourceOf({ eigenvalues, data, centred, standardise }: CriticalPointsState): LandscapeSource {
  return data === 'none' ? { eigenvalues } : { data, centred, standardised: standardise };
}

export function eigenvaluesOf(source: LandscapeSource): readonly number[] {
  return 'eigenvalues' in source ? source.eigenvalues : spectrumOf(bundledTable(), source, 'USArrests').eigenvalues;
}

/**
 * The spectrum of a file's rows, as `tegum atlas --data` takes them.
 *
 * @throws {InputError} if the file is not such a table, or has too many rows or columns.
 */
export async function spectrumOfFile(name: string, bytes: Uint8Array, { columns, ...preparation }: Preparation & { readonly columns: readonly string[] }): Promise<Spectrum> {
  const content = tableFormatOf(name) === 'parquet' ? bytes : new TextDecoder().decode(bytes);
  return spectrumOf(await readTable(content, { name, mostRows: MOST_ROWS, ...(columns.length === 0 ? {} : { columns }) }), preparation, name);
}

function bundledTable(): Table {
  return { columns: usArrestsColumns, rowCount: usArrests.length, values: Float64Array.from(usArrests.flatMap(([, ...row]) => row)) };
}

function spectrumOf(table: Table, { centred, standardised }: Preparation, name: string): Spectrum {
  const { columns, rowCount } = table;
  if (columns.length < 2 || columns.length > MOST_EIGENVALUES) throw new InputError(name, `2 to ${String(MOST_EIGENVALUES)} columns`, String(columns.length), 'name those to take');
  const { eigenvalues, error } = linearSpectrum(secondMoment(table, { centred, standardised }), columns.length, name);
  const told = eigenspaces(eigenvalues, 2 * error).flatMap(({ eigenvalue, multiplicity }) => Array.from({ length: multiplicity }, () => eigenvalue));
  return { eigenvalues: told, rowCount, columns };
}
