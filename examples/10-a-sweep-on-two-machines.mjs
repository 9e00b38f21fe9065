/**
 * @file A sweep on two machines: the plan is cut into shards, each machine computes its own, and the merge gives the bytes that one
 * machine alone would have given.
 *
 * The two machines are two processes here. On real ones only the folder is shared, and each `tegum worker` line is typed on another;
 * `tegum plan --shards` also writes an array job for Slurm and one for Kubernetes.
 */
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const manifest = createRequire(import.meta.url).resolve('tegum/package.json');
const command = join(dirname(manifest), JSON.parse(readFileSync(manifest, 'utf8')).bin.tegum);
const folder = mkdtempSync(join(tmpdir(), 'tegum-'));
const shared = join(folder, 'shared');
const alone = join(folder, 'alone');
const spec = join(folder, 'spec.json');
writeFileSync(spec, JSON.stringify({ format: 'tegum-spec@1', name: 'polygons', model: { features: 5, hidden: 2, density: { logspace: [0.01, 0.5, 8] } } }));

const tegum = (...args) => execFileSync(process.execPath, [command, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
const machine = (shard) => promisify(execFile)(process.execPath, [command, 'worker', shared, '--shard', String(shard), '--threads', '1']);

const { cells, shards } = JSON.parse(tegum('plan', spec, '--shards', '2', '--out', shared, '--json'));
console.log(`${cells} cells in ${shards.length} shards`);
await Promise.all([machine(0), machine(1)]);
tegum('merge', shared);

tegum('run', spec, '--out', alone);
const [together, single] = [shared, alone].map((run) => readFileSync(join(run, 'results.parquet')));
console.log(together.equals(single) ? 'two machines and one gave the same bytes' : 'the results DIFFER');
for (const { parameters, result } of JSON.parse(tegum('export', shared, '--json')).records) {
  console.log(`density ${parameters.density[0].toFixed(4)}  loss ${result.loss.toFixed(7)}  ${result.phase}`);
}
rmSync(folder, { recursive: true });
