/**
 * @file The server falls silent, and nothing says that it has: a run notices, ends when it is told to, and goes on when the server answers again.
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { RunHistory } from '../history.js';
import type { Server } from '../servers/server.js';
import { silentLine } from '../servers/silent-line.js';
import { startTegum, type TegumProcess } from '../tegum-process.js';
import { cleanRun } from './clean-run.js';

export interface SilenceOutcome {
  readonly cells: number;
  /** How the run ended that was interrupted in the silence, and how the one that went on. */
  readonly interrupted: number | NodeJS.Signals;
  readonly resumed: number | NodeJS.Signals;
}

/** @throws if a cell is lost, repeated or different. */
export async function silentServer(folder: string, server: Server): Promise<SilenceOutcome> {
  const clean = await cleanRun(folder, { densities: 20, importances: 20, starts: 16 });
  const history = new RunHistory(join(folder, 'run'), clean.planned);
  const line = await silentLine(server.url);
  const started: TegumProcess[] = [];
  const start = (args: readonly string[]): TegumProcess => {
    started.push(startTegum(args, folder));
    return started.at(-1)!;
  };
  try {
    const worker = start(['worker', '--engine', server.url, '--threads', '1']);
    const first = start(['run', 'spec.yaml', '--out', 'run', '--engine', line.url, '--progress', 'json']);
    await said(first, '"event":"progress"');
    line.hush();
    history.note('the server fell silent');
    await said(first, 'Lost');
    first.child.kill('SIGINT');
    const interrupted = await first.ended;
    history.look('interrupted');
    line.speak();
    const second = start(['resume', 'run', '--engine', line.url, '--progress', 'none']);
    const resumed = await second.ended;
    worker.child.kill('SIGTERM');
    await worker.ended;
    history.finish(clean.digest);
    return { cells: clean.planned.length, interrupted, resumed };
  } finally {
    for (const { child } of started) child.kill('SIGKILL');
    await line.close();
  }
}

async function said(process: TegumProcess, words: string): Promise<void> {
  while (!process.stderr().includes(words)) await sleep(50);
}
