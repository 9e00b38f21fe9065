import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32c, encodeJournalHeader } from '@tegum/data-runs';
import { beforeEach, describe, expect, it } from 'vitest';
import { digestOf, journalledCells, RunHistory } from './history.js';

const cell = (number: number): string => number.toString(16).padStart(32, '0');
const record = (number: number): object => ({
  cell: cell(number),
  status: 'failed',
  backend: 'core',
  parameters: { features: 2, hidden: 1, density: [0.1, 0.1], importance: [1, 1], method: 'exact', seed: 0 },
  result: null,
  error: { name: 'Error', message: '' },
});
function line(number: number): string {
  const entry = JSON.stringify({ record: record(number), timing: { milliseconds: 1, worker: '0' } });
  return `{"crc":"${crc32c(entry).toString(16).padStart(8, '0')}","entry":${entry}}\n`;
}
const header = `${encodeJournalHeader({ format: 'tegum-journal@1', planDigest: 'a'.repeat(32), numerics: '1' })}\n`;

let run: string;
beforeEach(() => {
  run = mkdtempSync(join(tmpdir(), 'tegum-history-'));
});
const write = (...lines: string[]): void => writeFileSync(join(run, 'journal.jsonl'), header + lines.join(''));

describe('RunHistory', () => {
  it('is content when every planned cell is there once and the table is right', () => {
    const history = new RunHistory(run, [cell(1), cell(2)]);
    write(line(1), line(2).slice(0, 20));
    history.look('killed', 1);
    write(line(1), line(2));
    writeFileSync(join(run, 'results.parquet'), 'table');
    history.finish(digestOf(join(run, 'results.parquet')));
    expect(history.events.map(({ what, stored }) => [what, stored])).toEqual([['killed', 1], ['end', 2]]);
  });

  it.each<readonly [string, () => void, RegExp]>([
    ['a cell that was there is gone', () => write(line(2)), /lost 1 cells that were in the journal/],
    ['a cell is there twice', () => write(line(1), line(1)), /has 1 cells twice/],
    ['a cell was never planned', () => write(line(1), line(3)), /has cell 0+3, which was not planned/],
    ['a line in the middle is damaged', () => write(line(1).replace('core', 'cure'), line(2)), /expected checksum/],
  ])('complains when %s, with what happened before', (_, spoil, message) => {
    const history = new RunHistory(run, [cell(1), cell(2)]);
    write(line(1));
    history.look('killed once', 1);
    spoil();
    expect(() => history.look('killed again')).toThrow(message);
  });

  it('complains of reported cells that are missing, of an incomplete end, and of other bytes', () => {
    const history = new RunHistory(run, [cell(1), cell(2)]);
    write(line(1));
    expect(() => history.look('killed', 2)).toThrow(/has 1 cells, but 2 were reported as safe\. What happened:\n {2}\d+ ms {2}killed \(1 cells\)/);
    expect(() => history.finish('x')).toThrow(/has 1 of 2 planned cells/);
    write(line(1), line(2));
    writeFileSync(join(run, 'results.parquet'), 'table');
    expect(() => history.finish('x')).toThrow(/results\.parquet has digest [0-9a-f]{64}, not x/);
    expect(journalledCells(run)).toEqual([cell(1), cell(2)]);
  });
});
