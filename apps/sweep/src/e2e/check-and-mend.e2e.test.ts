import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { crc32c } from '@tegum/data-runs';
import { filesUnder, tegum, temporaryFolder } from '../testing/spawn-tegum.js';

const folder = temporaryFolder();
writeFileSync(
  join(folder, 'spec.yaml'),
  `format: tegum-spec@1
name: small
model:
  features: 2
  hidden: 1
  density: {logspace: [0.05, 0.8, 12]}
  importance: {last: {list: [0.5, 2]}}
train: {starts: 2}
`,
);
const journal = (run: string): string => join(folder, run, 'journal.jsonl');
const lines = (run: string): string[] => readFileSync(journal(run), 'utf8').split('\n');
const json = async (...args: string[]): Promise<unknown> => JSON.parse((await tegum([...args, '--json'], folder)).stdout);

/** A line whose checksum is right and whose content is not what was computed. */
function forged(line: string): string {
  const entry = line.slice(line.indexOf('"entry":') + 8, -1).replace(/"loss":[\d.e-]+/, '"loss":0.125');
  return `{"crc":"${crc32c(entry).toString(16).padStart(8, '0')}","entry":${entry}}`;
}

describe('a run that is looked at and mended', () => {
  it('is verified, damaged, repaired, resumed and verified again', { timeout: 120_000 }, async () => {
    expect((await tegum(['run', 'spec.yaml', '--out', 'run', '--cache', 'cache', '--progress', 'none'], folder)).code).toBe(0);
    const table = readFileSync(join(folder, 'run', 'results.parquet'));
    expect(await json('verify', 'run', '--sample', '10')).toMatchObject({ results: 24, strangers: [], table: 'same', compared: 10, different: [] });

    const good = lines('run');
    const [, second] = good;
    writeFileSync(journal('run'), good.map((line, index) => (index === 2 ? line.replace('"status":"done"', '"status":"dome"') : line)).join('\n'));
    const refused = await tegum(['resume', 'run'], folder);
    expect(refused).toMatchObject({ code: 5, stdout: '' });
    expect(refused.stderr).toMatch(/journal\.jsonl line 3 .*\(take the damage out with `tegum repair`, or restore the file from a copy\)\n$/);
    const repaired = await tegum(['repair', 'run'], folder);
    expect(repaired.stdout).toMatch(/^23 results kept, 1 moved to run\/quarantine\.jsonl\.\n {2}line 3 \(byte \d+\): .*\nCompute what is lacking with:\n {2}tegum resume run\n$/);
    expect(await json('repair', 'run')).toMatchObject({ kept: 23, bad: [], quarantine: null });
    expect(await json('resume', 'run')).toMatchObject({ complete: true, computed: 1, cached: 0 });
    expect(readFileSync(join(folder, 'run', 'results.parquet')).equals(table)).toBe(true);

    writeFileSync(journal('run'), lines('run').map((line) => (line === second ? forged(line) : line)).join('\n'));
    const doubted = await tegum(['verify', 'run', '--sample', '24', '--json'], folder);
    expect(doubted.code).toBe(5);
    expect(JSON.parse(doubted.stdout)).toMatchObject({ table: 'differs', compared: 24, different: [/[0-9a-f]{32}/.exec(second!)?.[0]] });
  });

  it('takes from a cache what another run has computed, to the same bytes', { timeout: 60_000 }, async () => {
    const more = ['--set', 'model.density={"logspace":[0.05,0.8,12]}', '--set', 'model.importance={"last":{"list":[0.5,1,2]}}'];
    const cached = await tegum(['run', 'spec.yaml', ...more, '--out', 'more', '--cache', 'cache', '--json'], folder);
    expect(JSON.parse(cached.stdout)).toMatchObject({ complete: true, cells: 36, computed: 12, cached: 24 });
    expect(cached.stderr).toMatch(/Found 24 cells in the cache\./);
    await tegum(['run', 'spec.yaml', ...more, '--out', 'alone', '--progress', 'none'], folder);
    const bytes = (run: string): Buffer => readFileSync(join(folder, run, 'results.parquet'));
    expect(bytes('more').equals(bytes('alone'))).toBe(true);
    expect(filesUnder(join(folder, 'cache'))).toHaveLength(2);
    expect(await json('run', 'spec.yaml', ...more, '--out', 'again', '--cache', 'cache')).toMatchObject({ computed: 0, cached: 36 });
  });

  it('explains a cell by place and by identity, in a run, in a spec and in a cache', { timeout: 60_000 }, async () => {
    const byPlace = (await json('explain', '#7', 'alone', '--cache', 'cache')) as { readonly cell: string };
    expect(byPlace).toMatchObject({ index: 7, cells: 36, state: 'done', cached: true, axes: { 'model.importance.last': 1 } });
    expect(await json('explain', byPlace.cell.slice(0, 10), 'alone')).toMatchObject({ index: 7, cell: byPlace.cell, cached: null });
    expect(await json('explain', '#3', 'spec.yaml')).toMatchObject({ index: 3, cells: 24, state: 'planned', result: null });
    const text = (await tegum(['explain', '#7', 'alone'], folder)).stdout;
    expect(text).toMatch(/ {2}place {5}#7 of 36 in small\n {2}axes {6}model\.density = 0\.0\d+, model\.importance\.last = 1\n {2}state {5}done, computed in .* by .*thread-\d+; its record is at byte \d+ of the journal\n/);
    for (const [cell, message] of [['#36', /cell: expected a place in the plan, #0 to #35, got #36/], ['zz', /expected #place, or at least 4 hex digits/], ['0123456789abcdef', /expected a cell of this plan, got 0123456789abcdef/]] as const) {
      const wrong = await tegum(['explain', cell, 'alone'], folder);
      expect(wrong.code).toBe(2);
      expect(wrong.stderr).toMatch(message);
    }
  });
});
