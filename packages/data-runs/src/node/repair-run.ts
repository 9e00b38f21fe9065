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
 *
 * @example
 * import { appendFile, mkdtemp, rm } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { manifestFormat } from '@tegum/data-runs';
 *
 * const path = await mkdtemp(`${tmpdir()}/tegum-`);
 * const run = await RunFolder.open(path, {
 *   format: manifestFormat, name: 'one cell', spec: {}, planDigest: '00000000000000a1', cellCount: 1, versions: { numerics: '1', packages: {} },
 *   gitCommit: null, node: 'v20.20.2', v8: '11.3', cpu: { model: 'any', cores: 2 }, createdAt: '2026-01-01T00:00:00Z', invocations: [],
 * });
 * await run.close();
 * await appendFile(runPaths(path).journal, 'written over\nby something\n');
 * // Both lines now lie in quarantine.jsonl, and the run can be opened again.
 * (await repairRun(path)).bad.length; // → 2
 * await rm(path, { recursive: true });
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
