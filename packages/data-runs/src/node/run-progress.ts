/**
 * @file How far a run is, as fast as its journal can be read: for looking at, not for relying on.
 */
import { stat } from 'node:fs/promises';
import type { CellStatus } from '../record.js';
import type { JournalTally, RunManifest } from '../manifest.js';
import { peekAt } from './journal-glance.js';
import { forEachLine } from './journal-reader.js';
import { exists, runPaths } from './run-paths.js';
import { readManifest, readRun } from './run-snapshot.js';

/** How far a run is, and how long its cells have taken. */
export interface RunProgress {
  readonly manifest: RunManifest;
  /** One entry a cell that has a record. */
  readonly cells: readonly { readonly status: CellStatus }[];
  /** Sum of the computing times of all results. */
  readonly computeMs: number;
  /** Bytes of a last line that is not whole, or being written. */
  readonly tornBytes: number;
}

/**
 * Reads a run without its lock, and without comparing checksums: damage is found when the run is opened, or verified.
 *
 * Cost       nothing where the last invocation ended and nobody has written since; otherwise one pass, about 2 µs a line
 *
 * @throws {InputError} if the folder holds no run; {@link DataFormatError} if the manifest is damaged.
 *
 * @example
 * import { mkdtemp, rm } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { manifestFormat, type CellRecord } from '@tegum/data-runs';
 *
 * const record: CellRecord = {
 *   cell: '0123456789abcdef0123456789abcdef', status: 'failed', backend: 'core', result: null, error: { name: 'OutOfMemory', message: 'the thread died' },
 *   parameters: { features: 2, hidden: 1, density: [0.1, 0.1], importance: [1, 1], method: 'exact', seed: 0 },
 * };
 * const path = await mkdtemp(`${tmpdir()}/tegum-`);
 * const run = await RunFolder.open(path, {
 *   format: manifestFormat, name: 'four cells', spec: {}, planDigest: '00000000000000a1', cellCount: 4, versions: { numerics: '1', packages: {} },
 *   gitCommit: null, node: 'v20.20.2', v8: '11.3', cpu: { model: 'any', cores: 2 }, createdAt: '2026-01-01T00:00:00Z', invocations: [],
 * });
 * await run.append([{ record, timing: { milliseconds: 4.2, worker: '0' } }]);
 * const { manifest, cells } = await readProgress(path);
 * `${cells.length} of ${manifest.cellCount}`; // → 1 of 4
 * await run.close();
 * await rm(path, { recursive: true });
 */
export async function readProgress(path: string): Promise<RunProgress> {
  const manifest = await readManifest(path);
  const { journal } = runPaths(path);
  if (!(await exists(journal))) return { manifest, cells: [], computeMs: 0, tornBytes: 0 };
  const { tally } = manifest;
  if (tally !== undefined && tally.journalBytes === (await stat(journal)).size) return { manifest, cells: tallied(tally), computeMs: tally.computeMs, tornBytes: 0 };
  const statuses = new Map<string, CellStatus>();
  let computeMs = 0;
  let line = 0;
  let odd = false;
  const rest = await forEachLine(journal, (bytes) => {
    line += 1;
    if (line === 1) return;
    const peek = peekAt(bytes);
    if (peek === null) odd = true;
    else {
      // A fault gives way to any other record, as when the journal is opened.
      if ((statuses.get(peek.cell) ?? 'failed') === 'failed') statuses.set(peek.cell, peek.status);
      computeMs += peek.milliseconds;
    }
  });
  if (!odd) return { manifest, cells: [...statuses.values()].map((status) => ({ status })), computeMs, tornBytes: rest.length };
  const content = (await readRun(path)).journal;
  return { manifest, cells: [...content.places.values()], computeMs: content.computeMs, tornBytes: content.tornBytes };
}

function tallied(tally: JournalTally): { readonly status: CellStatus }[] {
  return (['done', 'diverged', 'failed'] as const).flatMap((status) => new Array<{ status: CellStatus }>(tally[status]).fill({ status }));
}
