/**
 * @file A run read without locking or repairing it.
 */
import { readFile } from 'node:fs/promises';
import { InputError } from '@tegum/core';
import type { JournalResult } from '../journal-line.js';
import { decodeManifest, type RunManifest } from '../manifest.js';
import type { CellRecord } from '../record.js';
import { JournalIndex, type JournalPlace, type JournalPlaces } from './journal-index.js';
import { readJournal, type JournalContent } from './journal-reader.js';
import { readRecords } from './journal-records.js';
import { accessing, exists, holdsRun, runPaths } from './run-paths.js';
import { StoreIncompatibleError } from './store-errors.js';

/** A run at one moment; its writer may be at work. */
export interface RunSnapshot {
  readonly path: string;
  readonly manifest: RunManifest;
  readonly journal: JournalContent;
  /** Records of the cells given that have one, in the order given. */
  records(cells: Iterable<string>): AsyncGenerator<CellRecord, void, undefined>;
}

/**
 * A run as it stands, at any moment, without its lock.
 *
 * @param onResult - Called for each result in the journal's order, for timings.
 * @throws {InputError} if the folder holds no run.
 * @throws {StoreCorruptError} if the journal is damaged.
 * @throws {DataFormatError} if the manifest is damaged.
 *
 * @example
 * import { mkdtemp, rm } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { manifestFormat, type CellRecord, type RunManifest } from '@tegum/data-runs';
 *
 * const manifest: RunManifest = {
 *   format: manifestFormat, name: 'one cell', spec: {}, planDigest: '00000000000000a1', cellCount: 1, versions: { numerics: '1', packages: {} },
 *   gitCommit: null, node: 'v20.20.2', v8: '11.3', cpu: { model: 'any', cores: 2 }, createdAt: '2026-01-01T00:00:00Z', invocations: [],
 * };
 * const record: CellRecord = {
 *   cell: '0123456789abcdef0123456789abcdef', status: 'failed', backend: 'core', result: null, error: { name: 'OutOfMemory', message: 'the thread died' },
 *   parameters: { features: 2, hidden: 1, density: [0.1, 0.1], importance: [1, 1], method: 'exact', seed: 0 },
 * };
 * const path = await mkdtemp(`${tmpdir()}/tegum-`);
 * const run = await RunFolder.open(path, manifest);
 * await run.append([{ record, timing: { milliseconds: 4.2, worker: '0' } }]);
 *
 * // Its writer still holds the lock, and is not disturbed.
 * const { journal, records } = await readRun(path);
 * journal.places.size; // → 1
 * for await (const { cell, status } of records([record.cell])) console.log(cell, status);
 * await run.close();
 * await rm(path, { recursive: true });
 */
export async function readRun(path: string, onResult?: (result: JournalResult) => void): Promise<RunSnapshot> {
  const manifest = await readManifest(path);
  const journal = await readRunJournal(path, manifest, onResult);
  return { path, manifest, journal, records: (cells) => readRecords(runPaths(path).journal, placesOf(journal.places, cells)) };
}

/**
 * The manifest of a run folder, without its lock.
 *
 * @throws {InputError} if the folder holds no run; {@link DataFormatError} if the manifest is damaged.
 *
 * @example
 * import { mkdtemp, rm } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { manifestFormat } from '@tegum/data-runs';
 *
 * const path = await mkdtemp(`${tmpdir()}/tegum-`);
 * const run = await RunFolder.open(path, {
 *   format: manifestFormat, name: 'one cell', spec: {}, planDigest: '00000000000000a1', cellCount: 1, versions: { numerics: '1', packages: {} },
 *   gitCommit: null, node: 'v20.20.2', v8: '11.3', cpu: { model: 'any', cores: 2 }, createdAt: '2026-01-01T00:00:00Z', invocations: [],
 * });
 * (await readManifest(path)).name; // → 'one cell'
 * await run.close();
 * await rm(path, { recursive: true });
 */
export async function readManifest(path: string): Promise<RunManifest> {
  if (!(await holdsRun(path))) throw new InputError(path, 'a run folder', 'no manifest.json in it', 'give the folder that a run was written to');
  const { manifest } = runPaths(path);
  return decodeManifest(await accessing(path, () => readFile(manifest, 'utf8')), manifest);
}

/**
 * The journal of a run; empty where a crash came before it was made.
 *
 * @throws {StoreIncompatibleError} if the journal is another plan's than the manifest's.
 */
export async function readRunJournal(path: string, manifest: RunManifest, onResult?: (result: JournalResult) => void): Promise<JournalContent> {
  const { journal } = runPaths(path);
  if (!(await exists(journal))) {
    return { header: null, places: new JournalIndex(), results: 0, duplicates: 0, computeMs: 0, validBytes: 0, tornBytes: 0 };
  }
  const content = await readJournal(journal, onResult);
  if (content.header !== null && content.header.planDigest !== manifest.planDigest) {
    throw new StoreIncompatibleError(journal, `plan ${manifest.planDigest} as in manifest.json`, `plan ${content.header.planDigest}`);
  }
  if (content.header !== null && content.header.numerics !== manifest.versions.numerics) {
    throw new StoreIncompatibleError(journal, `numerics ${manifest.versions.numerics} as in manifest.json`, content.header.numerics);
  }
  return content;
}

/** The places of those cells that have one, in the order of the cells. */
export function* placesOf(places: JournalPlaces, cells: Iterable<string>): Generator<JournalPlace, void, undefined> {
  for (const cell of cells) {
    const place = places.get(cell);
    if (place !== undefined) yield place;
  }
}
