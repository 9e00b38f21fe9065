/**
 * @file A run on the disk: manifest.json, journal.jsonl (the truth), results.parquet, figures/ and a lock.
 *
 * The manifest and the table are replaced whole or not at all; the journal only grows. So a run can be read at any moment,
 * also while it is written and after its writer was killed.
 */
import { join, resolve } from 'node:path';
import { InputError } from '@tegum/core';
import { encodeJournalResult, journalFormat, type JournalResult } from '../journal-line.js';
import { encodeManifest, type JournalTally, type RunManifest } from '../manifest.js';
import { ParquetEncoder } from '../parquet-encode.js';
import type { CellRecord } from '../record.js';
import { makeFolder, makeInnerFolder, writeFileAtomically } from './atomic-file.js';
import { meetingOf, type JournalIndex, type JournalPlace, type JournalPlaces } from './journal-index.js';
import type { JournalContent } from './journal-reader.js';
import { readRecords } from './journal-records.js';
import { JournalWriter } from './journal-writer.js';
import { acquireLock, type FolderLock, type LockHolder } from './lock.js';
import { accessing, holdsRun, refuseForeign, runPaths } from './run-paths.js';
import { placesOf, readManifest, readRunJournal } from './run-snapshot.js';
import { StoreCorruptError, StoreIncompatibleError } from './store-errors.js';

/** What opening found to put right; worth a line to the user. */
export interface Recovery {
  /** The folder held no run. */
  readonly created: boolean;
  /** Bytes of a torn last journal line that were cut off; its cell is computed again. */
  readonly tornBytes: number;
  /** The dead process whose lock was taken over. */
  readonly tookOver: LockHolder | null;
}

/**
 * A run opened for writing; the lock is held until `close`.
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
 * run.tally.failed; // → 1
 * // The table, in plan order: rows written.
 * await run.writeResults([record.cell]); // → 1
 * await run.close();
 * await rm(path, { recursive: true });
 */
export class RunFolder {
  readonly path: string;
  readonly recovery: Recovery;
  #manifest: RunManifest;
  readonly #places: JournalIndex;
  readonly #journal: JournalWriter;
  readonly #lock: FolderLock;
  #computeMs: number;

  private constructor(path: string, manifest: RunManifest, content: JournalContent, journal: JournalWriter, lock: FolderLock, recovery: Recovery) {
    this.path = path;
    this.recovery = recovery;
    this.#manifest = manifest;
    this.#places = content.places;
    this.#journal = journal;
    this.#lock = lock;
    this.#computeMs = content.computeMs;
  }

  /**
   * Opens the run of `manifest` in a folder, making folder and run where they are not.
   *
   * A run that is there keeps its own manifest, but must be of the same plan and numerics. A torn journal tail is cut off.
   *
   * @throws {InputError} if the folder holds other things, or cannot be written.
   * @throws {StoreIncompatibleError} if it holds the run of another plan or of other numerics.
   * @throws {StoreLockedError} if another process has it open for writing.
   * @throws {StoreCorruptError} if the journal is damaged.
   * @throws {DataFormatError} if the manifest is damaged.
   */
  static async open(path: string, manifest: RunManifest): Promise<RunFolder> {
    await accessing(path, () => makeFolder(resolve(path)));
    if (!(await holdsRun(path))) await refuseForeign(path);
    const paths = runPaths(path);
    const lock = await accessing(path, () => acquireLock(paths.lock));
    try {
      const created = !(await holdsRun(path));
      if (created) await accessing(path, () => writeFileAtomically(paths.manifest, [encodeManifest(manifest)]));
      const stored = created ? manifest : await readManifest(path);
      checkCompatible(paths.manifest, manifest, stored);

      const content = await readRunJournal(path, stored);
      const header = { format: journalFormat, planDigest: stored.planDigest, numerics: stored.versions.numerics } as const;
      const journal = await accessing(path, () => JournalWriter.open(paths.journal, header, content.validBytes));
      return new RunFolder(path, stored, content, journal, lock, { created, tornBytes: content.tornBytes, tookOver: lock.tookOver });
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  get manifest(): RunManifest {
    return this.#manifest;
  }

  /** Every cell that has a record, with its status and place; those being written are among them. */
  get places(): JournalPlaces {
    return this.#places;
  }

  /** What the journal holds once all that was appended is written. */
  get tally(): JournalTally {
    const tally = { journalBytes: this.#journal.size, done: 0, diverged: 0, failed: 0, computeMs: this.#computeMs };
    for (const { status } of this.#places.values()) tally[status]++;
    return tally;
  }

  /**
   * Stores results; resolves once they are on the disk. What repeats a stored record, or failed where one did not, is
   * not written.
   *
   * @throws {StoreCorruptError} if a cell that is not `failed` already has another record: determinism is broken.
   * @throws {StoreWriteError} when writing failed, now or earlier.
   * @throws {DataFormatError} for a record that does not fit its schema. In each case none of the batch is stored.
   */
  async append(results: readonly JournalResult[]): Promise<void> {
    const lines: string[] = [];
    const added = new Map<string, JournalPlace>();
    let offset = this.#journal.size;
    for (const result of results) {
      const { cell, status } = result.record;
      const { line, recordDigest } = encodeJournalResult(result);
      const place = { offset, length: Buffer.byteLength(line), status, digest: recordDigest };
      const earlier = added.get(cell) ?? this.#places.get(cell);
      const meeting = earlier === undefined ? 'supersedes' : meetingOf(earlier, place);
      if (meeting === 'conflict') {
        const other = `expected the record of cell ${cell} as at byte ${earlier?.offset}, got another`;
        throw new StoreCorruptError(runPaths(this.path).journal, null, offset, other);
      }
      if (meeting !== 'supersedes') continue;
      added.set(cell, place);
      this.#computeMs += result.timing.milliseconds;
      lines.push(line);
      offset += place.length + 1;
    }
    const stored = this.#journal.append(lines);
    for (const [cell, place] of added) this.#places.set(cell, place);
    await stored;
  }

  /** Records of the cells given that have one, in the order given; holds one at a time. */
  async *records(cells: Iterable<string>): AsyncGenerator<CellRecord, void, undefined> {
    await this.#journal.settled();
    yield* readRecords(runPaths(this.path).journal, placesOf(this.#places, cells));
  }

  /**
   * Replaces results.parquet by the records of these cells, in this order: pass the plan's cells in plan order, and the
   * bytes depend on nothing else.
   *
   * @returns Rows written: cells without a record have none.
   */
  async writeResults(cells: Iterable<string>): Promise<number> {
    let rows = 0;
    const records = this.records(cells);
    await writeFileAtomically(
      runPaths(this.path).results,
      (async function* () {
        const encoder = new ParquetEncoder();
        for await (const record of records) {
          rows += 1;
          const bytes = encoder.add(record);
          if (bytes !== null) yield bytes;
        }
        yield encoder.finish();
      })(),
    );
    return rows;
  }

  /** Replaces the manifest by a changed one; plan and numerics must stay. */
  async updateManifest(change: (manifest: RunManifest) => RunManifest): Promise<void> {
    const { manifest: path } = runPaths(this.path);
    const changed = change(this.#manifest);
    checkCompatible(path, changed, this.#manifest);
    await writeFileAtomically(path, [encodeManifest(changed)]);
    this.#manifest = changed;
  }

  /** @param name - Like `phase-diagram.svg`: lower-case letters, digits, dots and dashes, ending in .svg or .png. */
  async writeFigure(name: string, content: string | Uint8Array): Promise<string> {
    if (!/^[a-z0-9][a-z0-9.-]{0,99}\.(svg|png)$/.test(name)) {
      throw new InputError('writeFigure', 'a name of lower-case letters, digits, dots and dashes ending in .svg or .png', JSON.stringify(name));
    }
    const { figures } = runPaths(this.path);
    await makeInnerFolder(resolve(figures));
    const path = join(figures, name);
    await writeFileAtomically(path, [content]);
    return path;
  }

  /** Waits for what was appended and gives the lock back. */
  async close(): Promise<void> {
    try {
      await this.#journal.close();
    } finally {
      await this.#lock.release();
    }
  }
}

function checkCompatible(path: string, expected: RunManifest, stored: RunManifest): void {
  if (stored.versions.numerics !== expected.versions.numerics) {
    throw new StoreIncompatibleError(path, `numerics ${expected.versions.numerics}`, stored.versions.numerics);
  }
  if (stored.planDigest !== expected.planDigest) {
    throw new StoreIncompatibleError(path, `plan ${expected.planDigest}`, `plan ${stored.planDigest} (${stored.name})`);
  }
}
