/**
 * @file `tegum run` begins runs and nothing else: a folder with a run in it is refused, with the command that goes on.
 */
import { checkRunPath, readManifest, readRun } from '@tegum/data-runs/node';
import { existsSync } from 'node:fs';
import { runPaths } from '@tegum/data-runs/node';
import type { Plan } from '@tegum/experiments';
import { RunExistsError } from '../errors/run-exists-error.js';
import { tally } from './tally.js';

/**
 * @param resume - The command that continues the run in this folder.
 * @throws {InputError} if a run cannot lie there.
 * @throws {RunExistsError} if the folder holds a run, of this plan or another, complete or not.
 */
export async function refuseExistingRun(path: string, plan: Plan, resume: string): Promise<void> {
  await checkRunPath(path);
  if (!existsSync(runPaths(path).manifest)) return;
  const manifest = await readManifest(path);
  if (manifest.planDigest !== plan.digest) {
    throw new RunExistsError(path, `run ${manifest.name} of another plan`, 'choose another folder with --out');
  }
  const { journal } = await readRun(path);
  const { unfinished, cells } = tally(manifest.cellCount, journal.places.values());
  const state = unfinished === 0 ? 'this very run, complete' : `this very run, ${String(cells - unfinished)} of ${String(cells)} cells computed`;
  throw new RunExistsError(path, state, `go on with \`${resume}\`, or choose another folder with --out`);
}
