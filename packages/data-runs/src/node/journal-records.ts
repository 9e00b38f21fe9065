import { open } from 'node:fs/promises';
import { decodeJournalLine, type JournalResult } from '../journal-line.js';
import type { CellRecord } from '../record.js';
import type { JournalPlace } from './journal-index.js';
import { StoreCorruptError } from './store-errors.js';

/** Neighbours in the plan were mostly computed together, so one read serves many records. */
const windowBytes = 1 << 16;

/**
 * The records at some places of a journal; as {@link readResults}.
 *
 * @example
 * import { mkdtemp, rm } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { encodeJournalResult, journalFormat, type CellRecord } from '@tegum/data-runs';
 *
 * const record: CellRecord = {
 *   cell: '0123456789abcdef0123456789abcdef', status: 'failed', backend: 'core', result: null, error: { name: 'OutOfMemory', message: 'the thread died' },
 *   parameters: { features: 2, hidden: 1, density: [0.1, 0.1], importance: [1, 1], method: 'exact', seed: 0 },
 * };
 * const folder = await mkdtemp(`${tmpdir()}/tegum-`);
 * const path = `${folder}/journal.jsonl`;
 * const journal = await JournalWriter.open(path, { format: journalFormat, planDigest: '00000000000000a1', numerics: '1' }, 0);
 * await journal.append([encodeJournalResult({ record, timing: { milliseconds: 4.2, worker: '0' } }).line]);
 * await journal.close();
 *
 * // One pass keeps where each record lies; then those that are wanted are read, in any order.
 * const { places } = await readJournal(path);
 * const messages = [];
 * for await (const { error } of readRecords(path, places.values())) messages.push(error?.message);
 * messages; // → ['the thread died']
 * await rm(folder, { recursive: true });
 */
export async function* readRecords(path: string, places: Iterable<JournalPlace>): AsyncGenerator<CellRecord, void, undefined> {
  for await (const { record } of readResults(path, places)) yield record;
}

/**
 * The results at some places of a journal, in the order of the places, one at a time in memory.
 *
 * @throws {StoreCorruptError} if a line is not as it was when its place was noted.
 *
 * @example
 * import { mkdtemp, rm } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { encodeJournalResult, journalFormat, type CellRecord } from '@tegum/data-runs';
 *
 * const record: CellRecord = {
 *   cell: '0123456789abcdef0123456789abcdef', status: 'failed', backend: 'core', result: null, error: { name: 'OutOfMemory', message: 'the thread died' },
 *   parameters: { features: 2, hidden: 1, density: [0.1, 0.1], importance: [1, 1], method: 'exact', seed: 0 },
 * };
 * const folder = await mkdtemp(`${tmpdir()}/tegum-`);
 * const path = `${folder}/journal.jsonl`;
 * const journal = await JournalWriter.open(path, { format: journalFormat, planDigest: '00000000000000a1', numerics: '1' }, 0);
 * await journal.append([encodeJournalResult({ record, timing: { milliseconds: 4.2, worker: '0' } }).line]);
 * await journal.close();
 *
 * // Which thread computed what, and in which time:
 * const { places } = await readJournal(path);
 * const timings = [];
 * for await (const { timing } of readResults(path, places.values())) timings.push(timing);
 * timings; // → [{ milliseconds: 4.2, worker: '0' }]
 * await rm(folder, { recursive: true });
 */
export async function* readResults(path: string, places: Iterable<JournalPlace>): AsyncGenerator<JournalResult, void, undefined> {
  const file = await open(path, 'r');
  try {
    let room = Buffer.alloc(windowBytes);
    let window = room.subarray(0, 0);
    let windowStart = 0;
    for (const { offset, length } of places) {
      if (offset < windowStart || offset + length > windowStart + window.length) {
        if (room.length < length) room = Buffer.alloc(length);
        const { bytesRead } = await file.read(room, 0, Math.max(windowBytes, length), offset);
        window = room.subarray(0, bytesRead);
        windowStart = offset;
      }
      const line = window.toString('utf8', offset - windowStart, offset - windowStart + length);
      yield decodeResult(path, offset, line);
    }
  } finally {
    await file.close();
  }
}

function decodeResult(path: string, offset: number, line: string): JournalResult {
  try {
    const entry = decodeJournalLine(line, 'journal');
    if (entry.kind === 'result') return entry.result;
  } catch (cause) {
    throw new StoreCorruptError(path, null, offset, cause);
  }
  throw new StoreCorruptError(path, null, offset, 'expected a result, got the header');
}
