/**
 * @file What `run` and `resume` have in common: flags, interrupts, progress, and the work itself.
 */
import type { RunFolder } from '@tegum/data-runs/node';
import type { Plan } from '@tegum/experiments';
import type { Command } from 'commander';
import type { Engine } from '../engine/engine.js';
import { createReporter, progressStyles, type ProgressStyle } from '../progress/create-reporter.js';
import { executeRun } from '../run/execute-run.js';
import type { Context } from './context.js';
import { listenForInterrupts } from './interrupts.js';
import { durationValue, threadsOption, wordValue } from './option-values.js';
import { interruptCode, reportRun } from './run-report.js';

/** Insisting ends the process even while a table or figure is being written: both are replaced whole or not at all. */
const lastResortMs = 3000;

export interface ComputeFlags {
  readonly threads: number;
  readonly engine: string;
  readonly progress: ProgressStyle;
  /** Milliseconds. */
  readonly grace: number;
  readonly json: boolean;
}

export function withComputeOptions(command: Command): Command {
  return command
    .addOption(threadsOption())
    .option('--engine <url>', 'where to compute: local', 'local')
    .option('--progress <style>', 'bar (plain lines where stderr is no terminal), json (one event a line) or none', wordValue('--progress', progressStyles), 'bar')
    .option('--grace <duration>', 'after Ctrl-C, time for running cells to finish', durationValue('--grace'), 10_000)
    .option('--json', 'print the outcome as JSON', false);
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
    const outcome = await executeRun({ plan, folder, engine, retry, reporter, stop: interrupts.stop, kill: interrupts.kill, graceMs: flags.grace });
    await folder.close();
    await reportRun(context, folder.path, outcome, { json: flags.json, signal: interrupts.received(), resumeCommand });
  } finally {
    interrupts.dispose();
    await folder.close();
  }
}
