/**
 * @file A row of the flat table read back into a record.
 */
import { columns, splitPath, type Column, type ColumnValue } from './columns.js';
import { DataFormatError } from './errors.js';
import { recordIssue } from './record-schema.js';
import type { CellRecord } from './record.js';

const columnOfPath = new Map<string, string>(
  columns.flatMap(({ name, from }) => (typeof from === 'string' ? [[from, name] as const] : [])),
);

/**
 * The record a row was taken from.
 *
 * @param where - What is read, for the message: a file name.
 * @param row - Counts from 1.
 * @param value - The row's value of a column; derived columns are not asked for.
 * @throws {DataFormatError} naming row and column if the row is not that of a record.
 */
export function recordOfRow(where: string, row: number, value: (column: Column) => ColumnValue): CellRecord {
  const record: Record<string, unknown> = {};
  const groups = { parameters: {}, result: {}, error: {} } as Record<'parameters' | 'result' | 'error', Record<string, unknown>>;
  for (const column of columns) {
    if (typeof column.from !== 'string') continue;
    const [group, field] = splitPath(column.from);
    (group === null ? record : groups[group])[field] = value(column);
  }
  record['parameters'] = groups.parameters;
  record['result'] = nullIfEmpty(groups.result);
  record['error'] = nullIfEmpty(groups.error);

  const issue = recordIssue(record);
  if (issue !== null) throw rowError(where, row, issue.path, issue.message);
  return record as unknown as CellRecord;
}

function nullIfEmpty(group: Record<string, unknown>): Record<string, unknown> | null {
  return Object.values(group).every((value) => value === null) ? null : group;
}

function rowError(where: string, row: number, path: string, message: string): DataFormatError {
  const parts = path.split('.');
  const column = columnOfPath.get(path) ?? columnOfPath.get(parts.slice(0, 2).join('.')) ?? columnOfPath.get(parts[0] ?? '');
  const index = parts.length > 2 ? ` at [${parts.slice(2).join('.')}]` : '';
  return new DataFormatError(where, 'a record', `${message}${index}`, { row, column: column ?? path });
}
