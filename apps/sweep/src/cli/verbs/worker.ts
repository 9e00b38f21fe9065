import { InputError } from '@tegum/core';
import { readManifest } from '@tegum/data-runs/node';
import { Command } from 'commander';
import { startPool } from '../../engine/pool.client.js';
import { EngineError } from '../../errors/engine-error.js';
import { ExitCode } from '../../errors/exit-code.js';
import { createReporter, progressStyles, type ProgressStyle } from '../../progress/create-reporter.js';
import { formatCount } from '../../progress/duration.js';
import { planOfManifest } from '../../run/stored-run.js';
import { computeShard } from '../../shards/compute-shard.js';
import { readShardIndex } from '../../shards/shard-index.js';
import { cellLimits, withCellLimits } from '../compute-run.js';
import type { Context } from '../context.js';
import { listenForInterrupts } from '../interrupts.js';
import { durationValue, numberValue, threadsOption, wordValue } from '../option-values.js';

const examples = `
Examples:
  tegum worker --engine redis://127.0.0.1:6379       computes for every run that uses this server, until stopped
  tegum worker runs/grid --shard 3                   one task of a Slurm array or a Kubernetes Indexed Job
`;

interface WorkerFlags {
  readonly shard?: number;
  readonly engine?: string;
  readonly insecure: boolean;
  readonly lock: number;
  readonly idle?: number;
  readonly cellTime?: number;
  readonly cellMemory?: number;
  readonly threads: number;
  readonly progress: ProgressStyle;
  /** Milliseconds. */
  readonly grace: number;
  readonly json: boolean;
}

export function workerVerb(context: Context): Command {
  const command = new Command('worker')
    .summary('compute a share of a run, beside other workers')
    .description('Computes batches that runs with the same --engine put into its queue; or a shard of a run into a segment of its own, which `tegum merge` brings together.')
    .argument('[dir]', 'the run folder, for --shard')
    .option('--shard <i>', 'the shard to compute, from 0', numberValue('--shard', { min: 0, integer: true }))
    .option('--engine <url>', 'the server whose queue to work on: redis://host:port or postgres://host:port/database')
    .option('--insecure', 'use a server elsewhere also without TLS or password', false)
    .option('--lock <duration>', 'with --engine: a worker silent for so long loses its batches to others', durationValue('--lock'), 60_000)
    .option('--idle <duration>', 'with --engine: end after so long without work (default: never)', durationValue('--idle'))
    .addOption(threadsOption())
    .option('--progress <style>', 'bar (plain lines where stderr is no terminal), json (one event a line) or none', wordValue('--progress', progressStyles), 'bar')
    .option('--grace <duration>', 'after SIGTERM, time for running cells to finish', durationValue('--grace'), 20_000)
    .option('--json', 'print the outcome as JSON', false)
    .addHelpText('after', examples);
  return withCellLimits(command).action(async (path: string | undefined, flags: WorkerFlags) => {
      if (flags.engine !== undefined && (flags.shard !== undefined || path !== undefined)) {
        throw new InputError('tegum worker', 'either --engine, or --shard and a run folder', 'both', 'see --help');
      }
      if (flags.engine !== undefined) return workOnServer(context, flags.engine, flags);
      if (flags.shard === undefined) throw new InputError('tegum worker', '--engine, or --shard and a run folder', 'neither', 'see --help');
      if (path === undefined) throw new InputError('tegum worker', 'the run folder whose shard is to be computed', 'none', 'write `tegum worker RUN --shard i`');
      return workOnShard(context, path, flags.shard, flags);
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
      startEngine: () => startPool(flags.threads, cellLimits(flags)),
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

/** From the worker's end to the end of its process, whatever still waits. */
const lastResortMs = 1000;

async function workOnServer(context: Context, address: string, flags: WorkerFlags): Promise<void> {
  const { terminal } = context;
  const { parseEngineUrl } = await import('../../queue/engine-url.js');
  const { connectServer } = await import('../../queue/connect.js');
  const { describeStranger, workOnQueue } = await import('../../queue/queue-worker.js');
  const server = await connectServer(parseEngineUrl(address, flags.insecure));
  const interrupts = listenForInterrupts();
  const pool = await startPool(flags.threads, cellLimits(flags));
  try {
    terminal.say(`Working for ${server.shown} with ${pool.title}. Ctrl-C finishes what is at work and ends.`);
    const outcome = await workOnQueue({
      ...{ server, pool, lockMs: flags.lock, graceMs: flags.grace, idleMs: flags.idle ?? null },
      ...{ stop: interrupts.stop, kill: interrupts.kill, note: (message) => terminal.say(message) },
    });
    const { batches, cells, failed, loopLag, stranger } = outcome;
    if (flags.json) await terminal.print(`${JSON.stringify(outcome)}\n`);
    else terminal.say(`Computed ${formatCount(cells)} cells in ${formatCount(batches)} batches, ${formatCount(failed)} failed; main thread late by at most ${loopLag.p99.toFixed(1)} ms (99 %).`);
    if (stranger !== null) {
      const [expected, actual] = describeStranger(stranger);
      throw new EngineError(server.shown, expected, actual, 'install the same version everywhere; the batch went back to the queue');
    }
  } finally {
    interrupts.dispose();
    await pool.terminate();
    // A connection that still looks for its server would keep the process; unreferenced, this ends nothing else.
    setTimeout(() => process.exit(), lastResortMs).unref();
  }
}
