import { journalFormat } from '../journal-line.js';
import { repairJournal, type JournalRepair } from './journal-repair.js';
import { acquireLock } from './lock.js';
import { accessing, exists, runPaths } from './run-paths.js';
import { readManifest } from './run-snapshot.js';

/**
 * Repairs the journal of a run, under its lock; see {@link repairJournal}.
 *
 * @throws {InputError} if the folder holds no run.
 * @throws {StoreLockedError} if another process has it open for writing.
 * @throws {DataFormatError} if the manifest is damaged: without it nobody knows what the journal should hold.
 */
export async function repairRun(path: string): Promise<JournalRepair> {
  const manifest = await readManifest(path);
  const { journal, quarantine, lock } = runPaths(path);
  const held = await accessing(path, () => acquireLock(lock));
  try {
    if (!(await exists(journal))) return { kept: 0, bad: [], newHeader: false, lostLineEnds: 0 };
    const header = { format: journalFormat, planDigest: manifest.planDigest, numerics: manifest.versions.numerics } as const;
    return await repairJournal(journal, quarantine, header);
  } finally {
    await held.release();
  }
}
