import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { crc32c } from '@tegum/data-runs';
import { describe, expect, it } from 'vitest';
import { filesUnder, finishedCells, startTegum, tegum, temporaryFolder } from '../testing/spawn-tegum.js';

const spec = `format: tegum-spec@1
name: small
model:
  features: 2
  hidden: 1
  density: {logspace: [0.05, 0.8, 24]}
  importance: {last: {logspace: [0.2, 5, 8]}}
train: {starts: 16, tolerance: 1.0e-9}
`;

const folder = temporaryFolder();
writeFileSync(join(folder, 'spec.yaml'), spec);
const segments = (run: string): readonly string[] => readdirSync(join(folder, run, 'segments')).sort();

describe('a run in shards', () => {
  it('is planned, computed by workers that are stopped and killed, and merged to the bytes of a run on one machine', { timeout: 120_000 }, async () => {
    const whole = await tegum(['run', 'spec.yaml', '--out', 'whole', '--progress', 'none'], folder);
    expect(whole.code).toBe(0);
    const planned = await tegum(['plan', 'spec.yaml', '--shards', '3', '--out', 'parts', '--json'], folder);
    expect(planned).toMatchObject({ code: 0, stderr: '' });
    const { shards } = JSON.parse(planned.stdout) as { readonly shards: readonly { readonly cells: number; readonly cost: number }[] };
    expect(shards.reduce((sum, { cells }) => sum + cells, 0)).toBe(192);
    expect(filesUnder(join(folder, 'parts'))).toEqual(['job.yaml', 'journal.jsonl', 'manifest.json', 'plan.jsonl', 'shards.json', 'submit.sh']);

    // Shard 0 is stopped politely, shard 1 is killed: both go on where they were.
    const stopped = startTegum(['worker', 'parts', '--shard', '0', '--threads', '1', '--progress', 'json'], folder);
    await stopped.until((stderr) => finishedCells(stderr) >= 1);
    stopped.child.kill('SIGTERM');
    expect((await stopped.finished).code).toBe(75);
    const killed = startTegum(['worker', 'parts', '--shard', '1', '--threads', '1', '--progress', 'json'], folder);
    await killed.until((stderr) => finishedCells(stderr) >= 1);
    killed.child.kill('SIGKILL');
    await killed.finished;
    expect(segments('parts')).toEqual(['00000.1.jsonl', '00001.1.jsonl.tmp']);

    const early = await tegum(['merge', 'parts', '--json'], folder);
    expect(JSON.parse(early.stdout)).toMatchObject({ complete: false, lacking: [0, 1, 2], disagreements: [], strangers: [] });
    const again = await tegum(['merge', 'parts', '--json'], folder);
    expect(JSON.parse(again.stdout)).toMatchObject({ merged: 0, segments: 1 });
    const resumed = await tegum(['resume', 'parts'], folder);
    expect(resumed).toMatchObject({ code: 2 });
    expect(resumed.stderr).toMatch(/expected no segments of shards, got 1 \(bring them together first: `tegum merge parts`\)/);

    const rest = await Promise.all([0, 1, 2].map((shard) => tegum(['worker', 'parts', '--shard', String(shard), '--threads', '1', '--progress', 'none', '--json'], folder)));
    expect(rest.map(({ code }) => code)).toEqual([0, 0, 0]);
    const computed = rest.map(({ stdout }) => (JSON.parse(stdout) as { readonly computed: number }).computed);
    expect(computed[0]).toBeLessThan(shards[0]!.cells);
    expect(computed[1]).toBeLessThan(shards[1]!.cells);
    expect(computed[2]).toBe(shards[2]!.cells);
    const merged = await tegum(['merge', 'parts', '--json'], folder);
    expect(merged.code).toBe(0);
    expect(JSON.parse(merged.stdout)).toMatchObject({ complete: true, done: 192, failed: 0, lacking: [] });
    expect(readFileSync(join(folder, 'parts', 'results.parquet')).equals(readFileSync(join(folder, 'whole', 'results.parquet')))).toBe(true);
    expect(existsSync(join(folder, 'parts', 'segments'))).toBe(false);
    expect(JSON.parse((await tegum(['merge', 'parts', '--json'], folder)).stdout)).toMatchObject({ complete: true, merged: 0, segments: 0 });
  });

  it('reports records that disagree and keeps the journal as it is', { timeout: 60_000 }, async () => {
    await tegum(['plan', 'spec.yaml', '--shards', '1', '--out', 'one', '--set', 'train.starts=1'], folder);
    await tegum(['worker', 'one', '--shard', '0', '--progress', 'none'], folder);
    const segment = join(folder, 'one', 'segments', '00000.1.jsonl');
    const honest = readFileSync(segment, 'utf8');
    expect((await tegum(['merge', 'one', '--json'], folder)).code).toBe(0);
    const journal = readFileSync(join(folder, 'one', 'journal.jsonl'));
    const [header, line, ...others] = honest.split('\n');
    const entry = line!.slice(line!.indexOf('"entry":') + 8, -1).replace('"backend":"', '"backend":"un');
    mkdirSync(join(folder, 'one', 'segments'));
    writeFileSync(segment, [header, `{"crc":"${crc32c(entry).toString(16).padStart(8, '0')}","entry":${entry}}`, ...others].join('\n'));
    const merged = await tegum(['merge', 'one', '--json'], folder);
    expect(merged.code).toBe(5);
    expect(JSON.parse(merged.stdout)).toMatchObject({ complete: true, merged: 0, disagreements: [{ segment: join('one', 'segments', '00000.1.jsonl') }] });
    expect(readFileSync(join(folder, 'one', 'journal.jsonl')).equals(journal)).toBe(true);
    expect(segments('one')).toEqual(['00000.1.jsonl']);
  });

  it('runs from its Slurm script, which queues a stopped task again', { timeout: 60_000 }, async () => {
    await tegum(['plan', 'spec.yaml', '--shards', '2', '--out', 'slurm'], folder);
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'scontrol'), `#!/bin/sh\necho "$@" > '${join(folder, 'requeued')}'\n`);
    writeFileSync(join(bin, 'tegum'), `#!/bin/sh\nexec '${process.execPath}' '${fileURLToPath(new URL('../../dist/main.js', import.meta.url))}' "$@" --progress json\n`);
    for (const name of ['scontrol', 'tegum']) chmodSync(join(bin, name), 0o755);
    const env = { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`, SLURM_ARRAY_JOB_ID: '7', SLURM_ARRAY_TASK_ID: '1', SLURM_CPUS_PER_TASK: '1' };
    const start = () => spawn('bash', [join(folder, 'slurm', 'submit.sh')], { cwd: '/', env, stdio: ['ignore', 'ignore', 'pipe'] });

    const first = start();
    let stderr = '';
    let told = false;
    for await (const text of first.stderr.setEncoding('utf8')) {
      stderr += String(text);
      // Once: a second signal ends the threads at once, with another code.
      if (finishedCells(stderr) >= 1 && !told) told = first.kill('SIGTERM');
    }
    if (first.exitCode === null) await once(first, 'exit');
    expect(first.exitCode).toBe(75);
    expect(readFileSync(join(folder, 'requeued'), 'utf8')).toBe('requeue 7_1\n');
    renameSync(join(folder, 'requeued'), join(folder, 'seen'));
    const second = start();
    second.stderr.resume();
    await once(second, 'exit');
    expect(second.exitCode).toBe(0);
    expect(existsSync(join(folder, 'requeued'))).toBe(false);
    expect(segments('slurm')).toEqual(['00001.1.jsonl', '00001.2.jsonl']);
  });

  it('has clear errors for shards that are not there', async () => {
    await tegum(['plan', 'spec.yaml', '--shards', '2', '--out', 'two'], folder);
    expect((await tegum(['worker', 'two', '--shard', '2'], folder)).stderr).toMatch(/^tegum: --shard: expected a shard of this run, 0 to 1, got 2\n$/);
    expect((await tegum(['worker', 'whole', '--shard', '0'], folder)).stderr).toMatch(/expected a run with shards, got no shards\.json in it \(make one with `tegum plan SPEC --shards N`\)/);
    const plan = join(folder, 'two', 'plan.jsonl');
    writeFileSync(plan, readFileSync(plan, 'utf8').replace('"seed":0', '"seed":9'));
    const damaged = await tegum(['worker', 'two', '--shard', '0'], folder);
    expect(damaged.code).toBe(5);
    expect(damaged.stderr).toMatch(/plan\.jsonl \(cell 0 of the shard\): expected a cell of this plan, got .*the identity of its content/);
  });
});
