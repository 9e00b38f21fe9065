/**
 * @file What `run` and `resume` say at their end.
 */
import { runPaths } from '@tegum/data-runs/node';
import { ExitCode } from '../errors/exit-code.js';
import { redact } from '../errors/redact.js';
import { formatCount } from '../progress/duration.js';
import type { RunOutcome } from '../run/execute-run.js';
import type { Tally } from '../run/tally.js';
import type { Context } from './context.js';

/** Prints the outcome of a complete run, or how to go on with an interrupted one, and sets the exit code. */
export async function reportRun(
  context: Context,
  path: string,
  { complete, tally, computed, cached, figures }: RunOutcome,
  options: { readonly json: boolean; readonly signal: 'SIGINT' | 'SIGTERM' | undefined; readonly resumeCommand: string },
): Promise<void> {
  const { terminal } = context;
  const results = complete ? runPaths(path).results : null;
  if (options.json) {
    const resume = complete ? null : options.resumeCommand;
    await terminal.print(`${JSON.stringify({ run: path, complete, ...tally, computed, cached, results, figures, resume })}\n`);
  } else if (complete) {
    await terminal.print(`${[describeTally(tally), `  results  ${results ?? ''}`, ...figures.map((figure) => `  figure   ${figure}`)].join('\n')}\n`);
  }
  if (!complete) {
    const safe = tally.cells - tally.unfinished;
    terminal.say(`Interrupted: ${formatCount(safe)} of ${formatCount(tally.cells)} cells are safe. Go on with:\n  ${options.resumeCommand}`);
    context.exitCode = interruptCode(options.signal);
    return;
  }
  if (tally.failed > 0) {
    if (!options.json) terminal.say(`${formatCount(tally.failed)} cells failed. Compute them again with:\n  tegum resume ${shellWord(path)} --retry failed`);
    context.exitCode = ExitCode.someCellsFailed;
  }
}

export function interruptCode(signal: 'SIGINT' | 'SIGTERM' | undefined): ExitCode {
  return signal === 'SIGTERM' ? ExitCode.terminated : ExitCode.interrupted;
}

/** `4 096 cells: 4 090 done, 4 diverged, 2 failed`. */
export function describeTally({ cells, done, diverged, failed, unfinished }: Tally): string {
  const parts: readonly (readonly [number, string])[] = [[done, 'done'], [diverged, 'diverged'], [failed, 'failed'], [unfinished, 'unfinished']];
  const shown = parts.filter(([count, word]) => count > 0 || word === 'done');
  return `${formatCount(cells)} ${cells === 1 ? 'cell' : 'cells'}: ${shown.map(([count, word]) => `${formatCount(count)} ${word}`).join(', ')}`;
}

/** The command that continues a run, ready to paste; without the password of its engine. */
export function resumeCommand(path: string, threads?: number, { engine = 'local', insecure = false, cache }: { readonly engine?: string; readonly insecure?: boolean; readonly cache?: string } = {}): string {
  const flags = [
    threads === undefined ? '' : ` --threads ${String(threads)}`,
    engine === 'local' ? '' : ` --engine ${shellWord(redact(engine))}`,
    insecure ? ' --insecure' : '',
    cache === undefined ? '' : ` --cache ${shellWord(cache)}`,
  ];
  return `tegum resume ${shellWord(path)}${flags.join('')}`;
}

export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) && !text.startsWith('-') ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
