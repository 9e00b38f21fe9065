import { columns, columnValue, decodeParquet, type CellRecord } from '@tegum/data-runs';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { colourOf } from '../phase/palette.js';
import { colouring } from './colouring.js';
import { axes, measures, numberColumns } from './columns.js';
import { gridOf } from './grid.js';
import { readRun, type RunTable } from './read-run.js';

const bytes = new Uint8Array(readFileSync(new URL('./example.parquet', import.meta.url)));
let table: RunTable;
let records: CellRecord[];
beforeAll(async () => {
  table = await readRun('example.parquet', bytes);
  records = await decodeParquet(bytes);
});

describe('the example run', () => {
  it('has every number of its file where the view looks for it', () => {
    expect(table.rowCount).toBe(records.length);
    for (const name of numberColumns) {
      const column = columns.find((candidate) => candidate.name === name);
      expect(column, name).toBeDefined();
      records.forEach((record, row) => { expect(table.numbers[name][row]).toBe(columnValue(column!, record) ?? Number.NaN); });
    }
    expect(Array.from(table.phases, (phase) => table.phaseNames[phase])).toEqual(records.map(({ result }) => result!.phase));
    expect(Array.from(table.perFeature.importance.subarray(table.perFeature.starts[5], table.perFeature.starts[6]))).toEqual(records[5]!.parameters.importance);
  });

  it('fills its grid, each place once', () => {
    const { xs, ys, rows, counts, left } = gridOf(table, 'density', 'last_importance');
    expect([xs.length, ys.length, left]).toEqual([9, 9, 0]);
    expect(new Set(rows).size).toBe(81);
    expect(counts.every((count) => count === 1)).toBe(true);
  });

  it('has a colour for each phase, the most frequent first, and a ramp for each number', () => {
    const phases = colouring(table, 'phase', 'light');
    if (phases.kind !== 'phase') throw new Error('expected phases');
    expect(phases.keys.map(({ label }) => label).slice(0, 1)).toEqual(['antipodal']);
    expect(new Set(phases.keys.map(({ colour }) => colour)).size).toBe(phases.keys.length);
    expect(phases.keys[0]!.colour).toBe(colourOf('antipodal'));
    const loss = colouring(table, 'loss', 'dark');
    expect(loss).toMatchObject({ kind: 'number', scale: 'log', low: Math.min(...table.numbers.loss), missing: 0 });
    const least = table.numbers.loss.indexOf(Math.min(...table.numbers.loss));
    expect(loss.colourOf(least)).toBe('rgb(0 34 78)');
    for (const name of [...axes, ...measures]) expect(name in table.numbers).toBe(true);
  });
});
