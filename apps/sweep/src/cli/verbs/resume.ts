import { InputError } from '@tegum/core';
import { listSegments, readManifest, RunFolder } from '@tegum/data-runs/node';
import type { CellRecord } from '@tegum/data-runs';
import { Command } from 'commander';
import { abandonedError } from '../../engine/abandoned-record.js';
import { idleEngine } from '../../engine/idle-engine.js';
import { newManifest } from '../../run/manifest.js';
import { planOfManifest } from '../../run/stored-run.js';
import { chosenEngine, computeRun, withComputeOptions, type ComputeFlags } from '../compute-run.js';
import type { Context } from '../context.js';
import { wordValue } from '../option-values.js';
import { resumeCommand, shellWord } from '../run-report.js';
import { givenThreads } from './run.js';

const retries = ['failed', 'abandoned', 'all'] as const;
type Retry = (typeof retries)[number];

const isRetried: Readonly<Record<Retry, (record: CellRecord) => boolean>> = {
  failed: ({ error }) => error?.name !== abandonedError,
  abandoned: ({ error }) => error?.name === abandonedError,
  all: () => true,
};

interface ResumeFlags extends ComputeFlags {
  readonly retry?: Retry;
}

export function resumeVerb(context: Context): Command {
  const command = new Command('resume')
    .summary('go on with a run')
    .description('Computes the cells a run still lacks, then writes its table and figures. Finished cells are not computed again.')
    .argument('<dir>', 'the run folder')
    .option('--retry <which>', 'compute again: failed (an error was thrown), abandoned (the thread died), or all of these', wordValue('--retry', retries));
  return withComputeOptions(command).action(async (path: string, flags: ResumeFlags) => {
    const plan = planOfManifest(path, await readManifest(path));
    await refuseSegments(path);
    const folder = await RunFolder.open(path, newManifest(plan, new Date()));
    try {
      const retry = flags.retry === undefined ? new Set<string>() : await failedCells(folder, isRetried[flags.retry]);
      const isComplete = folder.places.size === plan.cellCount && retry.size === 0;
      const engine = isComplete ? idleEngine(flags.threads) : await chosenEngine(context, flags);
      try {
        await computeRun(context, { plan, folder, engine, retry, resumeCommand: resumeCommand(path, givenThreads(command, flags), flags) }, flags);
      } finally {
        await engine.terminate();
      }
    } finally {
      await folder.close();
    }
  });
}

/** Cells in segments have been computed, but the journal does not know it yet. */
async function refuseSegments(path: string): Promise<void> {
  const { length } = await listSegments(path);
  if (length > 0) throw new InputError(path, 'no segments of shards', String(length), `bring them together first: \`tegum merge ${shellWord(path)}\``);
}

async function failedCells(folder: RunFolder, accept: (record: CellRecord) => boolean): Promise<ReadonlySet<string>> {
  const failed = [...folder.places].filter(([, { status }]) => status === 'failed').map(([cell]) => cell);
  const chosen = new Set<string>();
  for await (const record of folder.records(failed)) if (accept(record)) chosen.add(record.cell);
  return chosen;
}
