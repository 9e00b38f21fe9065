/**
 * @file Cuts a plan into shards of about equal work, for machines that share nothing but a folder.
 */
import { chmod } from 'node:fs/promises';
import { RunFolder, writeFileAtomically } from '@tegum/data-runs/node';
import type { Plan } from '@tegum/experiments';
import { newManifest } from '../run/manifest.js';
import { costOfCell } from '../run/plan-cost.js';
import { kubernetesJob } from './kubernetes-job.js';
import { shardPaths, type Shard, type ShardIndex } from './shard-index.js';
import { slurmScript } from './slurm-script.js';

const cellsPerWrite = 256;

/**
 * Makes a run folder with the plan, its shards, and scripts that compute them. Nothing is computed.
 *
 * @param count - Shards wanted, ≥ 1; a plan of fewer cells has as many shards as cells.
 */
export async function planShards(path: string, plan: Plan, count: number): Promise<ShardIndex> {
  const folder = await RunFolder.open(path, newManifest(plan, new Date()));
  try {
    const paths = shardPaths(path);
    const costs = new Float64Array(plan.cellCount);
    const ends = new Float64Array(plan.cellCount);
    await writeFileAtomically(paths.plan, planLines(plan, costs, ends));
    const index: ShardIndex = { format: 'tegum-shards@1', planDigest: plan.digest, shards: cutShards(costs, ends, Math.min(count, plan.cellCount)) };
    await writeFileAtomically(paths.slurm, [slurmScript(plan.spec.name, path, index.shards.length)]);
    await chmod(paths.slurm, 0o755);
    await writeFileAtomically(paths.kubernetes, [kubernetesJob(plan.spec.name, index.shards.length)]);
    await writeFileAtomically(paths.index, [`${JSON.stringify(index, null, 1)}\n`]);
    return index;
  } finally {
    await folder.close();
  }
}

/** A line a cell; notes on the way what each costs, and at which byte its line ends. */
function* planLines(plan: Plan, costs: Float64Array, ends: Float64Array): Generator<string, void, undefined> {
  let bytes = 0;
  let index = 0;
  let lines = '';
  for (const cell of plan.cells()) {
    // ASCII throughout, so that characters count bytes.
    const line = `${JSON.stringify(cell)}\n`;
    bytes += line.length;
    costs[index] = costOfCell(cell);
    ends[index] = bytes;
    lines += line;
    if (++index % cellsPerWrite !== 0) continue;
    yield lines;
    lines = '';
  }
  yield lines;
}

/**
 * Contiguous runs of cells whose costs are as equal as cells allow: shard i ends where the sum of costs passes
 * (i + 1)/count of the whole, and has at least one cell.
 *
 * @param ends - Byte at which the line of each cell ends.
 */
export function cutShards(costs: ArrayLike<number>, ends: ArrayLike<number>, count: number): Shard[] {
  const cells = costs.length;
  let total = 0;
  for (let index = 0; index < cells; index++) total += costs[index]!;
  const shards: Shard[] = [];
  let first = 0;
  let sum = 0;
  for (let shard = 0; shard < count; shard++) {
    const target = (total * (shard + 1)) / count;
    const latest = cells - (count - shard - 1);
    const before = sum;
    let next = first;
    while (next < latest && (next === first || shard === count - 1 || sum + costs[next]! / 2 < target)) sum += costs[next++]!;
    shards.push({ start: first === 0 ? 0 : ends[first - 1]!, end: ends[next - 1]!, cells: next - first, cost: sum - before });
    first = next;
  }
  return shards;
}
