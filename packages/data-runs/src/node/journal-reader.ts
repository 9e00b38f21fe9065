/**
 * @file Reading a journal from its first byte to its last.
 *
 * A crash can cut the last line short, since lines are only acknowledged once synced; such a tail is reported, not an
 * error. Anything else that is not as written is damage.
 */
import { isUtf8 } from 'node:buffer';
import { open, type FileHandle } from 'node:fs/promises';
import { DataFormatError } from '../errors.js';
import { decodeJournalLine, lineStart, type JournalEntry, type JournalHeader, type JournalResult } from '../journal-line.js';
import { glanceAt, type Glance } from './journal-glance.js';
import { JournalIndex, meetingOf, type JournalPlace } from './journal-index.js';
import { StoreCorruptError } from './store-errors.js';

/** What a journal holds. */
export interface JournalContent {
  /** null when the file is empty or torn within its first line. */
  readonly header: JournalHeader | null;
  /** The record that counts of every cell, in order of first appearance. */
  readonly places: JournalIndex;
  /** Lines with results, those that count and those that do not. */
  readonly results: number;
  /** Results that repeated an earlier one exactly, or failed where an earlier one had not. */
  readonly duplicates: number;
  /** Sum of the computing times of all results. */
  readonly computeMs: number;
  /** Bytes up to the end of the last good line. */
  readonly validBytes: number;
  /** Bytes of the torn last line; 0 when the file ends as it should. */
  readonly tornBytes: number;
}

const chunkBytes = 1 << 20;
/** A line of a million weights takes 25 MB; beyond this it is no line of ours. */
const maxLineBytes = 256 << 20;

/**
 * Reads and checks every line, keeping a place a cell and no text.
 *
 * A line's checksum is compared, its form is checked at both ends; the record within is looked into when it is read.
 *
 * Cost       one pass; about 5 µs a line of a small model, 30 µs with `onResult`
 *
 * @param onResult - Called for each result in file order, before it is known whether a later one counts instead.
 * @throws {StoreCorruptError} for a bad line that is not the last, or two different answers for a cell.
 *
 * @example
 * import { appendFile, mkdtemp, rm } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { journalFormat } from '@tegum/data-runs';
 *
 * const folder = await mkdtemp(`${tmpdir()}/tegum-`);
 * const path = `${folder}/journal.jsonl`;
 * const header = { format: journalFormat, planDigest: '00000000000000a1', numerics: '1' };
 * await (await JournalWriter.open(path, header, 0)).close();
 * // What a crash in the middle of a line leaves is reported, and is no error.
 * await appendFile(path, '{"crc":"0123');
 * const { places, tornBytes } = await readJournal(path);
 * places.size; // → 0
 * tornBytes; // → 12
 * await rm(folder, { recursive: true });
 */
export async function readJournal(path: string, onResult?: (result: JournalResult) => void): Promise<JournalContent> {
  const places = new JournalIndex();
  let header = null as JournalHeader | null;
  let results = 0;
  let duplicates = 0;
  let computeMs = 0;
  let lineNumber = 0;
  let validBytes = 0;
  let badLine = null as { readonly error: unknown; readonly bytes: number } | null;

  const takeLine = (bytes: Buffer): void => {
    if (badLine !== null) throw new StoreCorruptError(path, lineNumber, validBytes, badLine.error);
    lineNumber += 1;
    const offset = validBytes;
    const glance = onResult === undefined && lineNumber > 1 ? glanceAt(bytes) : null;
    if (glance !== null) {
      takeResult(glance, offset, bytes.length);
      validBytes += bytes.length + 1;
      return;
    }
    let entry: JournalEntry;
    try {
      entry = decodeBytes(bytes, lineNumber);
    } catch (error) {
      if (holdsTwoLines(bytes)) throw new StoreCorruptError(path, lineNumber, offset, error);
      badLine = { error, bytes: bytes.length + 1 };
      return;
    }
    if (entry.kind === 'header') header = entry.header;
    else {
      const { record, timing } = entry.result;
      takeResult({ cell: record.cell, status: record.status, digest: entry.recordDigest, milliseconds: timing.milliseconds }, offset, bytes.length);
      onResult?.(entry.result);
    }
    validBytes += bytes.length + 1;
  };

  const takeResult = ({ cell, status, digest, milliseconds }: Glance, offset: number, length: number): void => {
    const place: JournalPlace = { offset, length, status, digest };
    const earlier = places.get(cell);
    const meeting = earlier === undefined ? 'supersedes' : meetingOf(earlier, place);
    if (meeting === 'conflict') {
      throw new StoreCorruptError(path, lineNumber, offset, `expected the record of cell ${cell} as at byte ${earlier?.offset}, got another`);
    }
    if (meeting === 'supersedes') places.set(cell, place);
    else duplicates += 1;
    results += 1;
    computeMs += milliseconds;
  };

  const rest = await forEachLine(path, takeLine);
  if (badLine !== null && rest.length > 0) throw new StoreCorruptError(path, lineNumber, validBytes, badLine.error);
  if (holdsTwoLines(rest)) throw new StoreCorruptError(path, lineNumber + 1, validBytes, 'expected a line end between two lines, got none');
  const tornBytes = badLine === null ? rest.length : badLine.bytes;
  return { header, places, results, duplicates, computeMs, validBytes, tornBytes };
}

/** What a crash leaves is the beginning of one line. Two beginnings mean that a line end was damaged. */
function holdsTwoLines(bytes: Buffer): boolean {
  return bytes.indexOf(lineStart, 1) >= 0;
}

/** @throws {DataFormatError} if a byte of the line is not as it was written, or it has no business in this place. */
export function decodeBytes(bytes: Buffer, lineNumber: number): JournalEntry {
  if (!isUtf8(bytes)) throw new DataFormatError('journal', 'UTF-8 text', 'other bytes');
  const entry = decodeJournalLine(bytes.toString('utf8'), 'journal');
  const expected = lineNumber === 1 ? 'header' : 'result';
  if (entry.kind !== expected) throw new DataFormatError('journal', `a ${expected}`, `a ${entry.kind}`);
  return entry;
}

/** Calls with every line that has a line end; returns what comes after the last one. */
export async function forEachLine(path: string, take: (line: Buffer) => void): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    let carry: Buffer[] = [];
    let carryBytes = 0;
    for await (const read of readAhead(file)) {
      let start = 0;
      for (let end = read.indexOf(0x0a); end >= 0; end = read.indexOf(0x0a, start)) {
        const piece = read.subarray(start, end);
        take(carryBytes === 0 ? piece : Buffer.concat([...carry, piece]));
        carry = [];
        carryBytes = 0;
        start = end + 1;
      }
      if (start < read.length && carryBytes <= maxLineBytes) carry.push(Buffer.from(read.subarray(start)));
      carryBytes += read.length - start;
    }
    return Buffer.concat(carry);
  } finally {
    await file.close();
  }
}

/** The file in chunks; while one is looked at, the next is read. A chunk is good until the one after it is asked for. */
async function* readAhead(file: FileHandle): AsyncGenerator<Buffer, void, undefined> {
  let [chunk, next] = [Buffer.allocUnsafe(chunkBytes), Buffer.allocUnsafe(chunkBytes)];
  let pending = file.read(chunk, 0, chunkBytes, null);
  try {
    for (;;) {
      const { bytesRead } = await pending;
      if (bytesRead === 0) return;
      pending = file.read(next, 0, chunkBytes, null);
      yield chunk.subarray(0, bytesRead);
      [chunk, next] = [next, chunk];
    }
  } finally {
    // Whoever stops early closes the file, which must not be while it is read.
    await pending.catch(() => undefined);
  }
}
