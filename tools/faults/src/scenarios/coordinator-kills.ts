/**
 * @file SIGKILL to the one process of a local run, at random moments of runs and of resumes, over repeated small sweeps.
 */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { RunHistory } from '../history.js';
import { Random } from '../random.js';
import { isRunning, startTegum } from '../tegum-process.js';
import { cleanRun } from './clean-run.js';

export interface CoordinatorKills {
  readonly kills: number;
  /** Kills that came while a run was being resumed, not begun. */
  readonly killsInResume: number;
  readonly sweeps: number;
  readonly cells: number;
}

/** A moment beyond this share of an undisturbed run's time mostly finds the process gone. */
const latest = 1.05;

/**
 * @param kills - How many processes are killed in all.
 * @throws on the first lost, repeated or different cell, with the history of its run.
 */
export async function killCoordinators(folder: string, seed: number, kills: number, say: (line: string) => void): Promise<CoordinatorKills> {
  const clean = await cleanRun(folder, { densities: 8, importances: 6, starts: 16 });
  const random = new Random(seed);
  const total = { kills: 0, killsInResume: 0, sweeps: 0, cells: 0 };
  while (total.kills < kills) {
    const run = join(folder, 'run');
    rmSync(run, { recursive: true, force: true });
    const history = new RunHistory(run, clean.planned);
    for (;;) {
      const begun = existsSync(join(run, 'manifest.json'));
      const args = begun ? ['resume', 'run'] : ['run', 'spec.yaml', '--out', 'run'];
      const tegum = startTegum([...args, '--progress', 'json'], folder);
      const moment = random.between(0, latest * clean.durationMs);
      if (total.kills < kills) await Promise.race([sleep(moment), tegum.ended]);
      else await tegum.ended;
      const killed = isRunning(tegum) && tegum.child.kill('SIGKILL');
      const end = await tegum.ended;
      history.look(`${args[0]} ${killed ? `killed after ${Math.round(moment)} ms` : `ended with ${String(end)}`}`, reportedCells(tegum.stderr()));
      if (killed) {
        total.kills += 1;
        if (begun) total.killsInResume += 1;
        continue;
      }
      if (end !== 0) throw new Error(`tegum ${args.join(' ')} ended with ${String(end)}: ${tegum.stderr()}`);
      break;
    }
    history.finish(clean.digest);
    total.sweeps += 1;
    total.cells += clean.planned.length;
    say(`${total.kills} of ${kills} kills, ${total.sweeps} sweeps complete and identical`);
  }
  return total;
}

/** What the process had said was safe. */
function reportedCells(stderr: string): number {
  return Math.max(0, ...[...stderr.matchAll(/"finished":(\d+)/g)].map((match) => Number(match[1])));
}
