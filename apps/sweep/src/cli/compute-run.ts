/**
 * @file What `run` and `resume` have in common: flags, interrupts, progress, and the work itself.
 */
import { CellCache, type RunFolder } from '@tegum/data-runs/node';
import type { Plan } from '@tegum/experiments';
import type { Command } from 'commander';
import type { Engine } from '../engine/engine.js';
import type { CellLimits } from '../engine/pool.client.js';
import { startEngine } from '../engine/start-engine.js';
import { createReporter, progressStyles, type ProgressStyle } from '../progress/create-reporter.js';
import { executeRun } from '../run/execute-run.js';
import type { Context } from './context.js';
import { listenForInterrupts } from './interrupts.js';
import { durationValue, numberValue, threadsOption, wordValue } from './option-values.js';
import { interruptCode, reportRun } from './run-report.js';

/** Insisting ends the process even while a table or figure is being written: both are replaced whole or not at all. */
const lastResortMs = 3000;

export interface ComputeFlags {
  readonly threads: number;
  readonly engine: string;
  readonly insecure: boolean;
  readonly cache?: string;
  readonly cellTime?: number;
  readonly cellMemory?: number;
  readonly progress: ProgressStyle;
  /** Milliseconds. */
  readonly grace: number;
  readonly json: boolean;
}

export function withComputeOptions(command: Command): Command {
  return withCellLimits(command)
    .addOption(threadsOption())
    .option('--engine <url>', 'where to compute: local, redis://host:port or postgres://host:port/database, whose `tegum worker` processes compute', 'local')
    .option('--cache <dir>', 'take cells that other runs have computed from this folder, and add those computed now')
    .option('--insecure', 'use a server elsewhere also without TLS or password', false)
    .option('--progress <style>', 'bar (plain lines where stderr is no terminal), json (one event a line) or none', wordValue('--progress', progressStyles), 'bar')
    .option('--grace <duration>', 'after Ctrl-C, time for running cells to finish', durationValue('--grace'), 10_000)
    .option('--json', 'print the outcome as JSON', false);
}

/** What one cell may take; also for `worker`. */
export function withCellLimits(command: Command): Command {
  return command
    .option('--cell-time <duration>', 'give up a cell that takes longer (default: never)', durationValue('--cell-time'))
    .option('--cell-memory <MiB>', 'heap of a thread; a cell that needs more is given up', numberValue('--cell-memory', { min: 64, integer: true }));
}

export function cellLimits({ cellTime, cellMemory }: Pick<ComputeFlags, 'cellTime' | 'cellMemory'>): CellLimits {
  return { ...(cellTime === undefined ? {} : { timeMs: cellTime }), ...(cellMemory === undefined ? {} : { memoryMb: cellMemory }) };
}

/** The engine the flags ask for. */
export function chosenEngine({ terminal }: Context, flags: ComputeFlags): Promise<Engine> {
  return startEngine({ engine: flags.engine, threads: flags.threads, insecure: flags.insecure, limits: cellLimits(flags), note: (message) => terminal.say(message) });
}

export interface Computation {
  readonly plan: Plan;
  readonly folder: RunFolder;
  readonly engine: Engine;
  /** Cells with a record that are computed again. */
  readonly retry: ReadonlySet<string>;
  /** What to type to go on after an interrupt. */
  readonly resumeCommand: string;
}

/** Computes what the folder lacks, closes it, and reports; an interrupt ends it early, with the journal whole. */
export async function computeRun(context: Context, { plan, folder, engine, retry, resumeCommand }: Computation, flags: ComputeFlags): Promise<void> {
  const { terminal } = context;
  const cache = flags.cache === undefined ? null : await CellCache.open(flags.cache);
  const interrupts = listenForInterrupts();
  const reporter = createReporter(flags.progress, terminal);
  const { tornBytes, tookOver } = folder.recovery;
  if (tookOver !== null) reporter.note(`Took over the lock of process ${String(tookOver.pid)}, which has ended.`);
  if (tornBytes > 0) reporter.note(`Cut off ${String(tornBytes)} bytes of a journal line that was being written when the run ended.`);
  interrupts.kill.addEventListener('abort', () => {
    setTimeout(() => {
      terminal.say(`Stopped. Go on with:\n  ${resumeCommand}`);
      process.exit(interruptCode(interrupts.received()));
    }, lastResortMs).unref();
  });
  try {
    const outcome = await executeRun({ plan, folder, engine, retry, cache, reporter, stop: interrupts.stop, kill: interrupts.kill, graceMs: flags.grace });
    await folder.close();
    await reportRun(context, folder.path, outcome, { json: flags.json, signal: interrupts.received(), resumeCommand });
  } finally {
    interrupts.dispose();
    await cache?.close();
    await folder.close();
  }
}
