/**
 * @file Segments: small journals beside the journal, one an attempt at a shard, so that many processes can write one run.
 *
 * A segment is `segments/<shard>.<attempt>.jsonl`, and ends in `.tmp` while it is written. Both are journals in form:
 * every line has its checksum and is synced, so what a killed attempt finished is not lost either. `merge` moves the
 * records of segments into the journal.
 */
import { open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { encodeJournalResult, type JournalHeader, type JournalResult } from '../journal-line.js';
import { makeInnerFolder, syncFolder } from './atomic-file.js';
import { readJournal, type JournalContent } from './journal-reader.js';
import { JournalWriter } from './journal-writer.js';
import { accessing, exists, runPaths } from './run-paths.js';
import { StoreIncompatibleError } from './store-errors.js';

/** A file in which one attempt at a shard keeps its results. */
export interface SegmentFile {
  readonly path: string;
  readonly shard: number;
  /** Counts from 1. */
  readonly attempt: number;
  /** False while its writer is at work, and for ever if the writer was killed. */
  readonly finished: boolean;
}

const segmentName = /^(\d+)\.(\d+)\.jsonl(\.tmp)?$/;
/** Keeps names in order in a listing. */
const shardDigits = 5;

/**
 * The segments of a run, by shard and attempt; none where there is no such folder.
 *
 * @example
 * import { mkdtemp, rm } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { journalFormat } from '@tegum/data-runs';
 *
 * const run = await mkdtemp(`${tmpdir()}/tegum-`);
 * const header = { format: journalFormat, planDigest: '00000000000000a1', numerics: '1' };
 * // Shard 3 is stopped, and tried again.
 * await (await SegmentWriter.open(run, 3, header)).abandon();
 * await (await SegmentWriter.open(run, 3, header)).finish();
 * const segments = await listSegments(run);
 * segments.map(({ shard, attempt, finished }) => `${shard}.${attempt} ${finished}`); // → ['3.1 false', '3.2 true']
 * await rm(run, { recursive: true });
 */
export async function listSegments(run: string): Promise<SegmentFile[]> {
  const { segments } = runPaths(run);
  if (!(await exists(segments))) return [];
  const names = await accessing(segments, () => readdir(segments));
  return names
    .flatMap((name) => {
      const match = segmentName.exec(name);
      if (match === null) return [];
      return [{ path: join(segments, name), shard: Number(match[1]), attempt: Number(match[2]), finished: match[3] === undefined }];
    })
    .sort((a, b) => a.shard - b.shard || a.attempt - b.attempt);
}

/**
 * A segment of a run, checked to belong to it.
 *
 * @throws {StoreCorruptError} if the segment is damaged elsewhere than at its end.
 * @throws {StoreIncompatibleError} if it is of another plan or other numerics.
 *
 * @example
 * import { mkdtemp, rm } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { journalFormat } from '@tegum/data-runs';
 *
 * const run = await mkdtemp(`${tmpdir()}/tegum-`);
 * const header = { format: journalFormat, planDigest: '00000000000000a1', numerics: '1' };
 * await (await SegmentWriter.open(run, 0, header)).finish();
 * // A segment belongs to one plan and one version of the numerics: the run's.
 * const [segment] = await listSegments(run);
 * const { results, tornBytes } = await readSegment(segment, header, ({ record }) => console.log(record.cell));
 * results; // → 0
 * tornBytes; // → 0
 * await rm(run, { recursive: true });
 */
export async function readSegment({ path }: SegmentFile, expected: JournalHeader, onResult?: (result: JournalResult) => void): Promise<JournalContent> {
  const content = await readJournal(path, onResult);
  const { header } = content;
  if (header !== null && header.planDigest !== expected.planDigest) {
    throw new StoreIncompatibleError(path, `plan ${expected.planDigest}`, `plan ${header.planDigest}`);
  }
  if (header !== null && header.numerics !== expected.numerics) {
    throw new StoreIncompatibleError(path, `numerics ${expected.numerics}`, `numerics ${header.numerics}`);
  }
  return content;
}

/**
 * One attempt's segment, open for appending.
 *
 * @example
 * import { mkdtemp, rm } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { journalFormat, type CellRecord } from '@tegum/data-runs';
 *
 * const record: CellRecord = {
 *   cell: '0123456789abcdef0123456789abcdef', status: 'failed', backend: 'core', result: null, error: { name: 'OutOfMemory', message: 'the thread died' },
 *   parameters: { features: 2, hidden: 1, density: [0.1, 0.1], importance: [1, 1], method: 'exact', seed: 0 },
 * };
 * const run = await mkdtemp(`${tmpdir()}/tegum-`);
 * const header = { format: journalFormat, planDigest: '00000000000000a1', numerics: '1' };
 * const segment = await SegmentWriter.open(run, 7, header);
 * await segment.append([{ record, timing: { milliseconds: 4.2, worker: 'node-12' } }]);
 * await segment.finish();
 * segment.path.slice(run.length); // → /segments/00007.1.jsonl
 * await rm(run, { recursive: true });
 */
export class SegmentWriter {
  readonly #path: string;
  readonly #journal: JournalWriter;

  private constructor(path: string, journal: JournalWriter) {
    this.#path = path;
    this.#journal = journal;
  }

  /** Begins the next attempt at a shard. Of two processes that begin at once, each gets an attempt of its own. */
  static async open(run: string, shard: number, header: JournalHeader): Promise<SegmentWriter> {
    const { segments } = runPaths(run);
    await accessing(segments, () => makeInnerFolder(resolve(segments)));
    const taken = (await listSegments(run)).filter((segment) => segment.shard === shard);
    for (let attempt = Math.max(0, ...taken.map((segment) => segment.attempt)) + 1; ; attempt++) {
      const path = join(segments, `${String(shard).padStart(shardDigits, '0')}.${attempt}.jsonl`);
      if (!(await claimed(path))) continue;
      return new SegmentWriter(path, await accessing(segments, () => JournalWriter.open(temporary(path), header, 0)));
    }
  }

  /** Where the segment will lie once finished. */
  get path(): string {
    return this.#path;
  }

  /** Stores results; resolves once they are on the disk. @throws {StoreWriteError} when writing failed, now or earlier. */
  async append(results: readonly JournalResult[]): Promise<void> {
    await this.#journal.append(results.map((result) => encodeJournalResult(result).line));
  }

  /** Waits for what was appended, closes the file and gives it its final name. */
  async finish(): Promise<void> {
    await this.#journal.close();
    await rename(temporary(this.#path), this.#path);
    await syncFolder(dirname(this.#path));
  }

  /** Closes the file and leaves it under its passing name: what it holds counts all the same. */
  async abandon(): Promise<void> {
    await this.#journal.close();
  }
}

function temporary(path: string): string {
  return `${path}.tmp`;
}

/** Makes the passing file, unless this attempt is another process's. */
async function claimed(path: string): Promise<boolean> {
  try {
    await (await open(temporary(path), 'wx')).close();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  // Its owner may have finished between our listing and our making the file.
  if (!(await exists(path))) return true;
  await rm(temporary(path), { force: true });
  return false;
}
