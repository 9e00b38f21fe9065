import { InputError } from '@tegum/core';
import Papa from 'papaparse';
import type { RawTable } from './table.js';

/**
 * Cells of CSV text; commas, semicolons, tabs or bars between them. The first line is a header if any of its cells is no number.
 *
 * @throws {InputError} naming the row of a quote that is never closed.
 */
export function readCsv(text: string, name: string): RawTable {
  const { data, errors } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { skipEmptyLines: 'greedy', delimitersToGuess: [',', ';', '\t', '|'] });
  const broken = errors.find(({ type }) => type === 'Quotes');
  if (broken !== undefined) throw new InputError(`${name}: line ${String((broken.row ?? 0) + 1)}`, 'well-formed quotes', broken.message);
  const [first, ...rest] = data;
  if (first === undefined) return { header: null, rows: [] };
  const isHeader = first.some((cell) => cell.trim() === '' || !Number.isFinite(Number(cell)));
  return isHeader ? { header: first.map((cell) => cell.trim()), rows: rest } : { header: null, rows: data };
}
