/**
 * @file The server falls silent, and nothing says that it has. A run says so and outlives it; one that is stopped ends, and goes on later.
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { RunHistory } from '../history.js';
import type { Server } from '../servers/server.js';
import { silentLine } from '../servers/silent-line.js';
import { isRunning, startTegum, type TegumProcess } from '../tegum-process.js';
import { cleanRun } from './clean-run.js';

export interface SilenceOutcome {
  readonly cells: number;
  /** How the run ended that was interrupted in the silence, the one that was started in it, and the one that went on. */
  readonly interrupted: number | NodeJS.Signals;
  readonly startedInSilence: number | NodeJS.Signals;
  readonly resumed: number | NodeJS.Signals;
  /** From the interrupt to the end. */
  readonly endedAfterMs: number;
}

/** So long that a run which waits for it shows. */
const grace = ['--grace', '5min'];

/** @throws if a cell is lost, repeated or different, or a run ends before it should. */
export async function silentServer(folder: string, server: Server): Promise<SilenceOutcome> {
  const clean = await cleanRun(folder, { densities: 20, importances: 20, starts: 16 });
  const history = new RunHistory(join(folder, 'run'), clean.planned);
  const line = await silentLine(server.url);
  const started: TegumProcess[] = [];
  const start = (args: readonly string[]): TegumProcess => {
    started.push(startTegum(args, folder));
    return started.at(-1)!;
  };
  const resume = (): TegumProcess => start(['resume', 'run', '--engine', line.url, '--progress', 'none']);
  try {
    const worker = start(['worker', '--engine', server.url, '--threads', '1']);
    const first = start(['run', 'spec.yaml', '--out', 'run', '--engine', line.url, '--progress', 'json', ...grace]);
    await said(first, /"event":"progress"/);
    line.hush();
    history.note('the server fell silent');
    await said(first, /Lost/);
    line.speak();
    await said(first, /answers again/);
    line.hush();
    history.note('it answered, and fell silent again');
    await said(first, /Lost[^]*answers again[^]*Lost/);
    const interruptedAt = performance.now();
    first.child.kill('SIGINT');
    const interrupted = await first.ended;
    const endedAfterMs = performance.now() - interruptedAt;
    history.look('interrupted');
    const startedInSilence = await resume().ended;
    line.speak();
    const resumed = await resume().ended;
    worker.child.kill('SIGTERM');
    await worker.ended;
    history.finish(clean.digest);
    return { cells: clean.planned.length, interrupted, startedInSilence, resumed, endedAfterMs };
  } finally {
    for (const { child } of started) child.kill('SIGKILL');
    await line.close();
  }
}

async function said(process: TegumProcess, words: RegExp): Promise<void> {
  while (!words.test(process.stderr())) {
    if (!isRunning(process)) throw new Error(`expected to hear ${String(words)}, got the end: ${process.stderr()}`);
    await sleep(50);
  }
}
