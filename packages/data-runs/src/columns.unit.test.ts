import { describe, expect, it } from 'vitest';
import { columns, columnValue, type Column } from './columns.js';
import { failedRecord, smallRecord } from './record.arbitrary.test.js';
import type { CellRecord } from './record.js';

const column = (name: string): Column => columns.find((candidate) => candidate.name === name) as Column;
const withParameters = (change: Partial<CellRecord['parameters']>): CellRecord => {
  const record = smallRecord();
  return { ...record, parameters: { ...record.parameters, ...change } };
};

/** Every leaf of a record, as a path. */
function leaves(value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [path];
  return Object.entries(value).flatMap(([key, child]) => leaves(child, path === '' ? key : `${path}.${key}`));
}

describe('columns', () => {
  it('takes every field of a record once, under a snake_case name of its own', () => {
    const full: CellRecord = { ...smallRecord(), status: 'diverged', error: { name: 'Diverged', message: 'step 3' } };
    expect(columns.flatMap(({ from }) => (typeof from === 'string' ? [from] : [])).sort()).toEqual(leaves(full, '').sort());
    expect(new Set(columns.map(({ name }) => name)).size).toBe(columns.length);
    expect(columns.filter(({ name }) => !/^[a-z]+(_[a-z]+)*$/.test(name))).toEqual([]);
  });

  it('gives null only where it says what null means', () => {
    for (const record of [smallRecord(), failedRecord()]) {
      expect(columns.filter((each) => columnValue(each, record) === null && each.nullMeans === null)).toEqual([]);
    }
  });

  it('gives one density only where features share it', () => {
    expect(columnValue(column('density'), smallRecord())).toBe(0.1);
    expect(columnValue(column('density'), withParameters({ density: [0.1, 0.2] }))).toBeNull();
  });

  it('gives the last importance relative to the first', () => {
    expect(columnValue(column('last_importance'), withParameters({ importance: [4, 1] }))).toBe(0.25);
    expect(columnValue(column('last_importance'), withParameters({ importance: [0, 1] }))).toBeNull();
  });

  it('adds the dimensionality up, and has no result for a failed cell', () => {
    expect(columnValue(column('total_dimensionality'), smallRecord())).toBe(1);
    expect(columnValue(column('total_dimensionality'), failedRecord())).toBeNull();
    expect(columnValue(column('weights'), failedRecord())).toBeNull();
    expect(columnValue(column('error_message'), failedRecord(1, 'why'))).toBe('why');
  });
});
