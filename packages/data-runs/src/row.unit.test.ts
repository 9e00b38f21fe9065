import { describe, expect, it } from 'vitest';
import { columnValue, type ColumnValue } from './columns.js';
import { recordOfRow } from './row.js';
import { failedRecord, smallRecord } from './record.arbitrary.test.js';
import type { CellRecord } from './record.js';

const read = (record: CellRecord, change: Record<string, ColumnValue> = {}): CellRecord =>
  recordOfRow('t', 3, (column) => (column.name in change ? (change[column.name] as ColumnValue) : columnValue(column, record)));

describe('recordOfRow', () => {
  it('undoes the columns', () => {
    for (const record of [smallRecord(), failedRecord()]) expect(read(record)).toEqual(record);
  });

  it('names row, column and entry of what does not fit', () => {
    expect(() => read(smallRecord(), { densities: [0.1, 2] })).toThrow(/^t row 3, column densities: expected a record, got .* at \[1\]$/);
    expect(() => read(smallRecord(), { loss: null })).toThrow('row 3, column loss: ');
    expect(() => read(smallRecord(), { cell: 'x' })).toThrow('row 3, column cell: ');
    expect(() => read(smallRecord(), { status: 'failed' })).toThrow('row 3, column result: ');
  });
});
