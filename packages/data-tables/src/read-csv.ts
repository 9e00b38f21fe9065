import { InputError } from '@tegum/core';
import Papa from 'papaparse';
import type { RawTable } from './table.js';

/** How programs write a number that is not there, besides nothing at all. */
const missing = /^([+-]?(nan|inf|infinity)|na|n\/a|null|none|-|\?)$/i;

/**
 * Cells of CSV text; commas, semicolons, tabs or bars between them.
 *
 * The first line is a header if any of its cells is a word. A missing value is no word: a first row of data that lacks one must not pass for names.
 *
 * @throws {InputError} naming the row of a quote that is never closed.
 */
export function readCsv(text: string, name: string): RawTable {
  const { data, errors } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { skipEmptyLines: 'greedy', delimitersToGuess: [',', ';', '\t', '|'] });
  const broken = errors.find(({ type }) => type === 'Quotes');
  if (broken !== undefined) throw new InputError(`${name}: line ${String((broken.row ?? 0) + 1)}`, 'well-formed quotes', broken.message);
  const [first, ...rest] = data;
  if (first === undefined) return { header: null, rows: [] };
  const isHeader = first.some((cell) => Number.isNaN(Number(cell)) && !missing.test(cell.trim()));
  return isHeader ? { header: first.map((cell) => cell.trim()), rows: rest } : { header: null, rows: data };
}
