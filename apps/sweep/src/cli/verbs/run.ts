import { join } from 'node:path';
import { InputError } from '@tegum/core';
import { checkRunPath, RunFolder } from '@tegum/data-runs/node';
import type { Plan } from '@tegum/experiments';
import { Command } from 'commander';
import { refuseExistingRun } from '../../run/existing-run.js';
import { newManifest } from '../../run/manifest.js';
import { loadPlan } from '../../spec/load-spec.js';
import { chosenEngine, computeRun, withComputeOptions, type ComputeFlags } from '../compute-run.js';
import type { Context } from '../context.js';
import { describePlan, planSummary } from '../plan-summary.js';
import { resumeCommand } from '../run-report.js';
import { specChanges, withSpecOptions, type SpecFlags } from '../spec-options.js';

/** Grids beyond this are mostly slips in an axis; they need a yes. */
const maxUnconfirmedCells = 10_000_000;

const examples = `
Examples:
  tegum run phase-diagram-2x1
  tegum run spec.yaml --out runs/try --threads 4 --set train.starts=32
  tegum run spec.yaml --dry-run
`;

interface RunFlags extends SpecFlags, ComputeFlags {
  readonly out?: string;
  readonly dryRun: boolean;
  readonly yes: boolean;
}

export function runVerb(context: Context): Command {
  const command = new Command('run')
    .summary('compute every cell of a spec or preset')
    .description('Computes every cell of a spec or preset into a new run folder: journal, results.parquet, figures.')
    .argument('<spec>', 'a .yaml, .json or .mjs file, or the name of a preset')
    .option('--out <dir>', 'the run folder (default: runs/<name of the spec>)')
    .option('--dry-run', 'say what would be computed, and write nothing', false)
    .option('--yes', 'compute also more than 10⁷ cells', false);
  return withComputeOptions(withSpecOptions(command))
    .addHelpText('after', examples)
    .action(async (spec: string, flags: RunFlags) => {
      const plan = await loadPlan(spec, specChanges(flags));
      refuseHugePlan(spec, plan, flags.yes || flags.dryRun);
      const path = flags.out ?? join('runs', plan.spec.name);
      await checkRunPath(path);
      if (flags.dryRun) await printDryRun(context, plan, path, flags.json);
      else await beginRun(context, plan, path, flags, givenThreads(command, flags));
    });
}

async function beginRun(context: Context, plan: Plan, path: string, flags: RunFlags, threads: number | undefined): Promise<void> {
  const resume = resumeCommand(path, threads, flags);
  await refuseExistingRun(path, plan, resume);
  const engine = await chosenEngine(context, flags);
  try {
    const folder = await RunFolder.open(path, newManifest(plan, new Date()));
    await computeRun(context, { plan, folder, engine, retry: new Set(), resumeCommand: resume }, flags);
  } finally {
    await engine.terminate();
  }
}

function refuseHugePlan(spec: string, plan: Plan, confirmed: boolean): void {
  if (plan.cellCount <= maxUnconfirmedCells || confirmed) return;
  throw new InputError(spec, `at most ${String(maxUnconfirmedCells)} cells`, String(plan.cellCount), 'shorten an axis, or pass --yes if you mean it');
}

async function printDryRun({ terminal }: Context, plan: Plan, path: string, json: boolean): Promise<void> {
  const text = json ? JSON.stringify({ run: path, ...planSummary(plan) }) : `${describePlan(plan)}\n  run      ${path} (nothing written)`;
  await terminal.print(`${text}\n`);
}

/** The number of threads the user asked for, to be asked for again on resuming. */
export function givenThreads(command: Command, { threads }: ComputeFlags): number | undefined {
  return command.getOptionValueSource('threads') === 'default' ? undefined : threads;
}
