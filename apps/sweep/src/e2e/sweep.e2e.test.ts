import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeParquet } from '@tegum/data-runs';
import { filesUnder, finishedCells, startTegum, tegum, temporaryFolder } from '../testing/spawn-tegum.js';

const spec = `format: tegum-spec@1
name: small
model:
  features: 2
  hidden: 1
  density: {logspace: [0.05, 0.8, 24]}
  importance: {last: {logspace: [0.2, 5, 16]}}
train: {starts: 16, tolerance: 1.0e-9}
`;

const folder = temporaryFolder();
writeFileSync(join(folder, 'spec.yaml'), spec);

function results(run: string): Buffer {
  return readFileSync(join(folder, run, 'results.parquet'));
}

function journalLines(run: string): number {
  return readFileSync(join(folder, run, 'journal.jsonl'), 'utf8').split('\n').length - 2;
}

/** A run on one thread, stopped by a signal after a few cells. */
async function interrupted(run: string, signal: NodeJS.Signals) {
  const started = startTegum(['run', 'spec.yaml', '--out', run, '--threads', '1', '--progress', 'json'], folder);
  await started.until((stderr) => finishedCells(stderr) >= 1);
  started.child.kill(signal);
  return started.finished;
}

describe('tegum run', () => {
  it('writes the same table whatever the number of threads, and whether it was killed and resumed', { timeout: 120_000 }, async () => {
    const one = await tegum(['run', 'spec.yaml', '--out', 'one', '--threads', '1', '--json', '--set', 'figures=["phase-diagram"]'], folder);
    expect(one.code).toBe(0);
    expect(JSON.parse(one.stdout)).toMatchObject({ run: 'one', complete: true, cells: 384, done: 384, failed: 0, unfinished: 0, computed: 384 });
    const two = await tegum(['run', 'spec.yaml', '--out', 'two', '--threads', '2', '--progress', 'none'], folder);
    expect(two).toMatchObject({ code: 0, stderr: '' });
    expect(two.stdout).toContain(join('two', 'results.parquet'));
    expect(results('two').equals(results('one'))).toBe(true);

    const killed = await interrupted('killed', 'SIGKILL');
    expect(killed.code).toBeNull();
    expect(existsSync(join(folder, 'killed', 'results.parquet'))).toBe(false);
    const stored = journalLines('killed');
    expect(stored).toBeLessThan(384);
    const resumed = await tegum(['resume', 'killed', '--threads', '2', '--json'], folder);
    expect(resumed.code).toBe(0);
    expect(resumed.stderr).toMatch(/Took over the lock of process \d+, which has ended/);
    expect(JSON.parse(resumed.stdout)).toMatchObject({ complete: true, computed: 384 - stored });
    expect(results('killed').equals(results('one'))).toBe(true);

    const rows = await decodeParquet(results('one'));
    expect(rows).toHaveLength(384);
    expect(rows.every(({ status, result }) => status === 'done' && result !== null && result.errorBound <= 1e-9 * result.loss)).toBe(true);
    expect(filesUnder(join(folder, 'killed'))).toEqual(['journal.jsonl', 'manifest.json', 'results.parquet']);
    expect(filesUnder(join(folder, 'one'))).toEqual(['figures', 'figures/phase-diagram.png', 'figures/phase-diagram.svg', 'journal.jsonl', 'manifest.json', 'results.parquet']);
  });

  it('stops at Ctrl-C with exit code 130 and the command that goes on', { timeout: 60_000 }, async () => {
    const stopped = await interrupted('stopped', 'SIGINT');
    expect(stopped.code).toBe(130);
    expect(stopped.stderr).toMatch(/Interrupted: \d+ of 384 cells are safe\. Go on with:\n {2}tegum resume stopped --threads 1\n$/);
    const safe = Number(/Interrupted: (\d+) of/.exec(stopped.stderr)?.[1]);
    expect(journalLines('stopped')).toBe(safe);

    const again = await tegum(['run', 'spec.yaml', '--out', 'stopped'], folder);
    expect(again.code).toBe(4);
    expect(again.stderr).toMatch(/^tegum: stopped: expected no run in this folder, got this very run, \d+ of 384 cells computed \(go on with `tegum resume stopped`, .*\)\n$/);

    const status = await tegum(['status', 'stopped', '--json'], folder);
    expect(JSON.parse(status.stdout)).toMatchObject({ cells: 384, done: safe, failed: 0, unfinished: 384 - safe });
    const resumed = await tegum(['resume', 'stopped', '--json'], folder);
    expect(JSON.parse(resumed.stdout)).toMatchObject({ complete: true, computed: 384 - safe });
    const once = await tegum(['resume', 'stopped', '--json'], folder);
    expect(JSON.parse(once.stdout)).toMatchObject({ complete: true, computed: 0 });

    const other = await tegum(['run', 'spec.yaml', '--set', 'train.starts=5', '--out', 'stopped'], folder);
    expect(other.code).toBe(4);
    expect(other.stderr).toMatch(/got run small of another plan \(choose another folder with --out\)/);
    const path = join(folder, 'stopped', 'journal.jsonl');
    writeFileSync(path, readFileSync(path, 'utf8').replace('"status":"done"', '"status":"dome"'));
    const damaged = await tegum(['resume', 'stopped'], folder);
    expect(damaged.code).toBe(5);
    expect(damaged.stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it('stops at SIGTERM with exit code 143', { timeout: 60_000 }, async () => {
    expect((await interrupted('terminated', 'SIGTERM')).code).toBe(143);
  });

  it('shares a folder with no second writer, and its status with anyone', { timeout: 60_000 }, async () => {
    const first = startTegum(['run', 'spec.yaml', '--out', 'shared', '--threads', '1', '--progress', 'json'], folder);
    await first.until((stderr) => finishedCells(stderr) >= 1);
    first.child.kill('SIGSTOP');
    const [second, status] = await Promise.all([tegum(['resume', 'shared'], folder), tegum(['status', 'shared', '--json'], folder)]);
    first.child.kill('SIGKILL');
    await first.finished;
    expect(second.code).toBe(4);
    expect(second.stderr).toMatch(/^tegum: .*lock: expected no other writer, got process \d+/);
    expect(JSON.parse(status.stdout)).toMatchObject({ cells: 384, failed: 0 });
  });

  it('plans without writing', async () => {
    const planned = await tegum(['run', 'spec.yaml', '--dry-run', '--out', 'dry'], folder);
    expect(planned).toMatchObject({ code: 0, stderr: '' });
    expect(planned.stdout).toMatch(/cells +384/);
    expect(existsSync(join(folder, 'dry'))).toBe(false);
    const cells = await tegum(['plan', 'spec.yaml', '--json'], folder);
    expect(cells.stdout.trimEnd().split('\n')).toHaveLength(384);
  });
});
