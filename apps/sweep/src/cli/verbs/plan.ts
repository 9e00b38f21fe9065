import { join } from 'node:path';
import { InputError } from '@tegum/core';
import { specJsonSchema, type Plan } from '@tegum/experiments';
import { Command } from 'commander';
import { loadPlan } from '../../spec/load-spec.js';
import { formatCount, formatDuration } from '../../progress/duration.js';
import { refuseExistingRun } from '../../run/existing-run.js';
import { planShards } from '../../shards/plan-shards.js';
import { shardPaths } from '../../shards/shard-index.js';
import type { Context } from '../context.js';
import { numberValue } from '../option-values.js';
import { describePlan } from '../plan-summary.js';
import { resumeCommand, shellWord } from '../run-report.js';
import { specChanges, withSpecOptions, type SpecFlags } from '../spec-options.js';

const cellsPerWrite = 256;

interface PlanFlags extends SpecFlags {
  readonly json: boolean;
  readonly schema: boolean;
  readonly shards?: number;
  readonly out?: string;
}

export function planVerb(context: Context): Command {
  const command = new Command('plan')
    .summary('show what a spec asks for')
    .description('Shows what a spec asks for: its axes and cells. Nothing is computed; with --shards, a run folder is made for many machines to compute.')
    .argument('[spec]', 'a .yaml, .json or .mjs file, or the name of a preset')
    .option('--json', 'print every cell as one line of JSON, in plan order', false)
    .option('--schema', 'print the JSON Schema of specs instead, for editors', false)
    .option('--shards <n>', 'make a run folder with plan.jsonl, a Slurm array script and a Kubernetes job of n shards', numberValue('--shards', { min: 1, max: 100_000, integer: true }))
    .option('--out <dir>', 'with --shards, the run folder (default: runs/<name of the spec>)');
  return withSpecOptions(command).action(async (spec: string | undefined, flags: PlanFlags) => {
    const { terminal } = context;
    if (flags.schema) return terminal.print(`${JSON.stringify(specJsonSchema(), null, 2)}\n`);
    if (spec === undefined) throw new InputError('tegum plan', 'a spec or the name of a preset', 'nothing', '`tegum presets` lists the presets');
    const plan = await loadPlan(spec, specChanges(flags));
    if (flags.shards !== undefined) return makeShards(context, plan, flags.shards, flags.out ?? join('runs', plan.spec.name), flags.json);
    if (flags.out !== undefined) throw new InputError('--out', '--shards beside it', 'none', 'a plan without shards is only shown');
    if (!flags.json) return terminal.print(`${describePlan(plan)}\n`);
    return printCells(context, plan);
  });
}

async function printCells({ terminal }: Context, plan: Plan): Promise<void> {
  for (let start = 0; start < plan.cellCount; start += cellsPerWrite) {
    const cells = [...plan.cells(start, Math.min(start + cellsPerWrite, plan.cellCount))];
    await terminal.print(cells.map(({ id, content }) => `${JSON.stringify({ cell: id, ...content })}\n`).join(''));
  }
}

async function makeShards({ terminal }: Context, plan: Plan, count: number, path: string, json: boolean): Promise<void> {
  await refuseExistingRun(path, plan, resumeCommand(path));
  const { shards } = await planShards(path, plan, count);
  const { slurm, kubernetes } = shardPaths(path);
  if (json) return terminal.print(`${JSON.stringify({ run: path, cells: plan.cellCount, shards, slurm, kubernetes })}\n`);
  const longest = Math.max(...shards.map(({ cost }) => cost));
  return terminal.print(
    [
      `${plan.spec.name}: ${formatCount(plan.cellCount)} cells in ${formatCount(shards.length)} shards, each about ${formatDuration(longest / 1000)} of one core`,
      `  Slurm       sbatch ${shellWord(slurm)}`,
      `  Kubernetes  kubectl apply -f ${shellWord(kubernetes)}`,
      `  by hand     tegum worker ${shellWord(path)} --shard 0 … ${String(shards.length - 1)}`,
      `  then        tegum merge ${shellWord(path)}`,
      '',
    ].join('\n'),
  );
}
