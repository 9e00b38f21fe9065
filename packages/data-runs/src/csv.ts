/**
 * @file Records as CSV (RFC 4180): a header line, CRLF line ends, lists as JSON arrays in one cell.
 *
 * An empty cell is null; an empty text is `""`. Numbers are the shortest decimals that read back to the same double.
 */
import { columns, columnValue, type Column, type ColumnValue } from './columns.js';
import { DataFormatError } from './errors.js';
import { recordIssue } from './record-schema.js';
import { recordOfRow } from './row.js';
import type { CellRecord } from './record.js';

/** The first line, with its line end; the columns are those of `columns`. */
export const csvHeader = `${columns.map(({ name }) => name).join(',')}\r\n`;

/**
 * One record's line, with its line end. Write `csvHeader` and then these to export more than fits in one string.
 *
 * @example
 * const record: CellRecord = {
 *   cell: '0123456789abcdef0123456789abcdef', status: 'failed', backend: 'core', result: null, error: { name: 'OutOfMemory', message: 'the thread died' },
 *   parameters: { features: 2, hidden: 1, density: [0.1, 0.1], importance: [1, 1], method: 'exact', seed: 0 },
 * };
 * // A line for each record, so that no more than one need be in memory.
 * csvHeader.startsWith('cell,status,backend,features'); // → true
 * csvRow(record).startsWith('0123456789abcdef0123456789abcdef,failed,core,2,1,0.1,"[0.1,0.1]"'); // → true
 */
export function csvRow(record: CellRecord): string {
  const issue = recordIssue(record);
  if (issue !== null) throw new DataFormatError('csvRow', 'a record', `${issue.path}: ${issue.message}`);
  return `${columns.map((column) => csvCell(columnValue(column, record))).join(',')}\r\n`;
}

/**
 * Records as CSV with a header line, RFC 4180, CRLF.
 *
 * @throws {DataFormatError} if a record does not fit its schema.
 *
 * @example
 * const record: CellRecord = {
 *   cell: '0123456789abcdef0123456789abcdef', status: 'failed', backend: 'core', result: null, error: { name: 'OutOfMemory', message: 'the thread died' },
 *   parameters: { features: 2, hidden: 1, density: [0.1, 0.1], importance: [1, 1], method: 'exact', seed: 0 },
 * };
 * const [header, row] = encodeCsv([record]).split('\r\n');
 * header.split(',').indexOf('error_message'); // → 32
 * row.endsWith(',OutOfMemory,the thread died'); // → true
 */
export function encodeCsv(records: Iterable<CellRecord>): string {
  let text = csvHeader;
  for (const record of records) text += csvRow(record);
  return text;
}

/**
 * The records of a table that `encodeCsv` wrote; LF line ends and columns in another order are read too.
 *
 * @param where - The file's name, for messages.
 * @throws {DataFormatError} naming row and column of the first cell at fault.
 *
 * @example
 * const record: CellRecord = {
 *   cell: '0123456789abcdef0123456789abcdef', status: 'failed', backend: 'core', result: null, error: { name: 'OutOfMemory', message: 'the thread died' },
 *   parameters: { features: 2, hidden: 1, density: [0.1, 0.1], importance: [1, 1], method: 'exact', seed: 0 },
 * };
 * const [again] = decodeCsv(encodeCsv([record]), 'results.csv');
 * again.parameters; // → { features: 2, hidden: 1, density: [0.1, 0.1], importance: [1, 1], method: 'exact', seed: 0 }
 */
export function decodeCsv(text: string, where = 'decodeCsv'): CellRecord[] {
  const [header, ...rows] = parseCsv(text, where);
  if (header === undefined) throw new DataFormatError(where, 'a header line', 'an empty file');
  const position = new Map(header.map(({ text: name }, index) => [name, index]));
  for (const { name, from } of columns) {
    if (typeof from === 'string' && !position.has(name)) {
      throw new DataFormatError(where, `a column named ${name}`, 'none', { column: name });
    }
  }
  return rows.map((cells, index) => {
    const row = index + 1;
    if (cells.length !== header.length) throw new DataFormatError(where, `${header.length} cells`, `${cells.length}`, { row });
    return recordOfRow(where, row, (column) => valueOf(column, cells[position.get(column.name) ?? -1], where, row));
  });
}

function csvCell(value: ColumnValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return value.length > 1 ? `"${JSON.stringify(value)}"` : JSON.stringify(value);
  return value === '' || /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

interface CsvCell {
  readonly text: string;
  readonly quoted: boolean;
}

function valueOf({ name, type }: Column, cell: CsvCell | undefined, where: string, row: number): ColumnValue {
  if (cell === undefined || (cell.text === '' && !cell.quoted)) return null;
  if (type === 'string') return cell.text;
  try {
    return JSON.parse(cell.text) as ColumnValue;
  } catch {
    throw new DataFormatError(where, type === 'doubles' ? 'a JSON array' : 'a number', cell.text, { row, column: name });
  }
}

/** One match a cell: its text, quoted or plain, and what ends it. */
const cellPattern = /(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n]*))(,|\r?\n|$)/y;

function parseCsv(text: string, where: string): CsvCell[][] {
  const rows: CsvCell[][] = [];
  let cells: CsvCell[] = [];
  cellPattern.lastIndex = 0;
  while (cellPattern.lastIndex < text.length || cells.length > 0) {
    const start = cellPattern.lastIndex;
    const match = cellPattern.exec(text);
    if (match === null) {
      const found = JSON.stringify(text.slice(start, start + 20));
      throw new DataFormatError(where, 'a cell, quoted if it holds a quote, comma or line end', found, { row: rows.length });
    }
    const [, quoted, plain, end] = match;
    cells.push({ text: quoted?.replaceAll('""', '"') ?? plain ?? '', quoted: quoted !== undefined });
    if (end !== ',') {
      rows.push(cells);
      cells = [];
    }
  }
  return rows;
}
