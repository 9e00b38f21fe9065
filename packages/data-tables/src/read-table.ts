import { InputError } from '@tegum/core';
import { readCsv } from './read-csv.js';
import { readJson } from './read-json.js';
import { readParquet } from './read-parquet.js';
import { checkedTable, tooManyRows, type RawTable, type Table } from './table.js';

/** The formats that can be read. */
export const tableFormats = ['csv', 'parquet', 'json'] as const;
/** A format that can be read. */
export type TableFormat = (typeof tableFormats)[number];

/** What a table is called, how it is written, and which of its columns are wanted. */
export interface ReadTableOptions {
  /** Default: by the end of `name`. */
  readonly format?: TableFormat;
  /** What to call the file in errors, usually its path. */
  readonly name: string;
  /** Names of the columns wanted, in this order; default all. */
  readonly columns?: readonly string[];
  /** More rows are an error, told before they are read where the format says how many there are (Parquet). Default: no limit. */
  readonly mostRows?: number;
}

/**
 * The format of a file, by the end of its name. @throws {InputError} if it has another end.
 *
 * @example
 * tableFormatOf('rows.parquet'); // → 'parquet'
 */
export function tableFormatOf(name: string): TableFormat {
  const format = tableFormats.find((known) => name.toLowerCase().endsWith(`.${known}`));
  if (format === undefined) throw new InputError('table', 'a file that ends in .csv, .parquet or .json', JSON.stringify(name));
  return format;
}

/**
 * A table of numbers from the text of a CSV or JSON file, or the bytes of a Parquet file.
 *
 * CSV        `,` `;` tab or `|` between cells; a first line with a cell that is a word is the header; NA, NaN, null and their like are none
 * JSON       [[…], …] or [{…}, …]
 * Parquet    flat columns of numbers, uncompressed or Snappy
 *
 * @throws {InputError} naming file, row (from 1, the header not counted) and column; or the number of rows, if there are more than `mostRows`.
 *
 * @example
 * await readTable('height,width\n1,2\n3,5', { name: 'boxes.csv' }); // → { columns: ['height', 'width'], rowCount: 2, values: [1, 2, 3, 5] }
 */
export async function readTable(content: string | Uint8Array, { format, name, columns, mostRows = Infinity }: ReadTableOptions): Promise<Table> {
  const kind = format ?? tableFormatOf(name);
  const raw = await readCells(content, kind, name, mostRows);
  if (raw.rows.length > mostRows) throw tooManyRows(name, mostRows, raw.rows.length);
  return checkedTable(raw, name, columns);
}

async function readCells(content: string | Uint8Array, kind: TableFormat, name: string, mostRows: number): Promise<RawTable> {
  if (kind === 'parquet') {
    if (typeof content === 'string') throw new InputError(name, 'the bytes of a Parquet file', 'text');
    return readParquet(content, name, mostRows);
  }
  if (typeof content !== 'string') throw new InputError(name, `the text of a ${kind.toUpperCase()} file`, 'bytes', 'decode them as UTF-8');
  return kind === 'csv' ? readCsv(content, name) : readJson(content, name);
}
