import { InputError } from '@tegum/core';
import { readManifest } from '@tegum/data-runs/node';
import { Command } from 'commander';
import { startEngine } from '../../engine/start-engine.js';
import { ExitCode } from '../../errors/exit-code.js';
import { createReporter, progressStyles, type ProgressStyle } from '../../progress/create-reporter.js';
import { formatCount } from '../../progress/duration.js';
import { planOfManifest } from '../../run/stored-run.js';
import { computeShard } from '../../shards/compute-shard.js';
import { readShardIndex } from '../../shards/shard-index.js';
import type { Context } from '../context.js';
import { listenForInterrupts } from '../interrupts.js';
import { durationValue, numberValue, threadsOption, wordValue } from '../option-values.js';

const examples = `
Examples:
  tegum worker runs/grid --shard 3         one task of a Slurm array or a Kubernetes Indexed Job
`;

interface WorkerFlags {
  readonly shard?: number;
  readonly threads: number;
  readonly progress: ProgressStyle;
  /** Milliseconds. */
  readonly grace: number;
  readonly json: boolean;
}

export function workerVerb(context: Context): Command {
  return new Command('worker')
    .summary('compute a share of a run, beside other workers')
    .description('Computes a shard of a run into a segment of its own; `tegum merge` brings segments together.')
    .argument('[dir]', 'the run folder, for --shard')
    .option('--shard <i>', 'the shard to compute, from 0', numberValue('--shard', { min: 0, integer: true }))
    .addOption(threadsOption())
    .option('--progress <style>', 'bar (plain lines where stderr is no terminal), json (one event a line) or none', wordValue('--progress', progressStyles), 'bar')
    .option('--grace <duration>', 'after SIGTERM, time for running cells to finish', durationValue('--grace'), 20_000)
    .option('--json', 'print the outcome as JSON', false)
    .addHelpText('after', examples)
    .action(async (path: string | undefined, flags: WorkerFlags) => {
      if (flags.shard === undefined) throw new InputError('tegum worker', '--shard and a run folder', 'no --shard', 'see --help');
      if (path === undefined) throw new InputError('tegum worker', 'the run folder whose shard is to be computed', 'none', 'write `tegum worker RUN --shard i`');
      await workOnShard(context, path, flags.shard, flags);
    });
}

async function workOnShard(context: Context, run: string, shard: number, flags: WorkerFlags): Promise<void> {
  const { terminal } = context;
  const manifest = await readManifest(run);
  planOfManifest(run, manifest);
  const { shards } = await readShardIndex(run);
  const range = shards[shard];
  if (range === undefined) throw new InputError('--shard', `a shard of this run, 0 to ${String(shards.length - 1)}`, String(shard));

  const interrupts = listenForInterrupts();
  const reporter = createReporter(flags.progress, terminal);
  try {
    const outcome = await computeShard({
      ...{ run, manifest, shard, range, reporter },
      startEngine: () => startEngine('local', flags.threads),
      ...{ stop: interrupts.stop, kill: interrupts.kill, graceMs: flags.grace },
    });
    const { complete, cells, computed, failed, segment } = outcome;
    if (flags.json) await terminal.print(`${JSON.stringify({ run, shard, ...outcome })}\n`);
    else await terminal.print(`shard ${String(shard)}: ${formatCount(computed)} of ${formatCount(cells)} cells computed, ${formatCount(failed)} failed${segment === null ? '' : `  ${segment}`}\n`);
    if (!complete) {
      terminal.say('Stopped: what was finished is stored. Start this worker again to go on.');
      context.exitCode = ExitCode.tryAgain;
    }
  } finally {
    interrupts.dispose();
  }
}
