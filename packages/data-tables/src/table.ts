/** @file A table of numbers with named columns, and the one place where its cells are checked. */
import { InputError } from '@tegum/core';

/** Rows of finite numbers. */
export interface Table {
  readonly columns: readonly string[];
  readonly rowCount: number;
  /** [rowCount, columns] row-major. */
  readonly values: Float64Array;
}

/** What a reader found: names, and cells as they stand in the file. */
export interface RawTable {
  /** null where the file names no columns. */
  readonly header: readonly string[] | null;
  readonly rows: readonly (readonly unknown[])[];
}

/** An eigen-decomposition of more takes minutes. */
export const MOST_COLUMNS = 1000;

/**
 * Chosen columns of a raw table as numbers. Rows are counted from 1, the header not among them.
 *
 * @param chosen - Names of columns, in the order wanted; all of them if undefined.
 * @throws {InputError} naming file, row and column: ragged rows, cells that are not finite numbers, a column named twice or not there, fewer than
 *   two rows, more than 1,000 columns.
 */
export function checkedTable({ header, rows }: RawTable, name: string, chosen?: readonly string[]): Table {
  const width = header?.length ?? rows[0]?.length ?? 0;
  if (width === 0) throw new InputError(name, 'rows of numbers', 'an empty table');
  const names = header ?? Array.from({ length: width }, (_, index) => `column ${String(index + 1)}`);
  const twice = names.find((column, index) => names.indexOf(column) !== index);
  if (twice !== undefined) throw new InputError(name, 'columns of different names', `${JSON.stringify(twice)} twice`);
  const columns = chosen ?? names;
  const positions = columns.map((column) => {
    const position = names.indexOf(column);
    if (position === -1) throw new InputError(name, `a column ${JSON.stringify(column)}`, `the columns ${shorten(names)}`);
    return position;
  });
  if (columns.length > MOST_COLUMNS) throw new InputError(name, `at most ${String(MOST_COLUMNS)} columns`, String(columns.length), 'choose some of them');
  if (rows.length < 2) throw new InputError(name, 'at least two rows', String(rows.length));
  const values = new Float64Array(rows.length * columns.length);
  rows.forEach((row, index) => {
    const where = `${name}: row ${String(index + 1)}`;
    if (row.length !== width) throw new InputError(where, `${String(width)} cells, like the first row`, String(row.length));
    positions.forEach((position, column) => {
      values[index * columns.length + column] = numberOf(row[position], `${where}, column ${JSON.stringify(names[position])}`);
    });
  });
  return { columns, rowCount: rows.length, values };
}

export function tooManyRows(name: string, most: number, rows: number): InputError {
  return new InputError(name, `at most ${String(most)} rows`, String(rows), 'take a sample of them');
}

function numberOf(cell: unknown, where: string): number {
  const value = typeof cell === 'string' && cell.trim() !== '' ? Number(cell) : typeof cell === 'bigint' ? Number(cell) : cell;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new InputError(where, 'a finite number', describe(cell), 'choose columns of numbers, or mend the cell');
}

function describe(cell: unknown): string {
  if (cell === null || cell === undefined) return 'nothing';
  if (typeof cell === 'string') return JSON.stringify(cell.slice(0, 40));
  return typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : Array.isArray(cell) ? 'a list' : 'a value of another type';
}

function shorten(names: readonly string[]): string {
  const shown = names.slice(0, 12).map((name) => JSON.stringify(name)).join(', ');
  return names.length > 12 ? `${shown}, … (${String(names.length)})` : shown;
}
