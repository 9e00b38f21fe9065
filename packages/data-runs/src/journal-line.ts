/**
 * @file One line of the journal: `{"crc":"xxxxxxxx","entry":{…}}`, itself valid JSON, without its line end.
 *
 * `crc` is the CRC-32C of the entry's exact UTF-8 text in lower-case hex. The first line's entry is the header, every
 * other line's a result.
 */
import * as z from 'zod';
import { crc32c } from './crc32c.js';
import { DataFormatError } from './errors.js';
import { cellRecordSchema } from './record-schema.js';
import { firstIssue } from './schema-issue.js';
import type { CellRecord } from './record.js';

/** Names the form of journals; the first entry says it. */
export const journalFormat = 'tegum-journal@1';

/** Which run a journal belongs to. */
export interface JournalHeader {
  readonly format: typeof journalFormat;
  /** Digest of the plan whose cells are stored here, lower-case hex. */
  readonly planDigest: string;
  /** Version of the numerics the cells were computed with. */
  readonly numerics: string;
}

/** What a computation took: beside the record, never in it, since it differs from run to run. */
export interface CellTiming {
  /** Wall-clock time of the computation, ≥ 0. */
  readonly milliseconds: number;
  /** Which thread or process computed it, as its engine names it. */
  readonly worker: string;
}

/** A record, and how long it took. */
export interface JournalResult {
  readonly record: CellRecord;
  readonly timing: CellTiming;
}

/** What a line of a journal holds. */
export type JournalEntry =
  | { readonly kind: 'header'; readonly header: JournalHeader }
  | {
      readonly kind: 'result';
      readonly result: JournalResult;
      /** CRC-32C of the record's text: equal for records of equal content. */
      readonly recordDigest: number;
    };

const headerSchema = z.strictObject({
  format: z.literal(journalFormat),
  planDigest: z.string().regex(/^[0-9a-f]{16,128}$/, 'expected lower-case hex digits'),
  numerics: z.string().min(1),
}) satisfies z.ZodType<JournalHeader>;

const resultSchema = z.strictObject({
  record: cellRecordSchema,
  timing: z.strictObject({ milliseconds: z.number().nonnegative(), worker: z.string() }),
}) satisfies z.ZodType<JournalResult>;

/** Never inside a line: JSON escapes the quotes in its strings. */
export const lineStart = '{"crc":"';
const entryStart = '","entry":';
const recordStart = '{"record":';
const timingStart = ',"timing":';
const entryAt = lineStart.length + 8 + entryStart.length;

/**
 * The first line of a journal, without its line end.
 *
 * @throws {DataFormatError} if the header does not fit its schema.
 *
 * @example
 * const header: JournalHeader = { format: journalFormat, planDigest: '00000000000000a1', numerics: '1' };
 * encodeJournalHeader(header); // → {"crc":"95fe9320","entry":{"format":"tegum-journal@1","planDigest":"00000000000000a1","numerics":"1"}}
 */
export function encodeJournalHeader(header: JournalHeader): string {
  return sealed(JSON.stringify(checked(headerSchema, header, 'journal header')));
}

/** A result as it is stored, with what is asked about it without reading it again. */
export interface EncodedResult {
  readonly line: string;
  /** As `decodeJournalLine` returns it. */
  readonly recordDigest: number;
}

/**
 * Keys are written in the schema's order, so equal records give equal text however they were built.
 *
 * Cost       dominated by printing decimals: about 0.1 µs a number
 *
 * @throws {DataFormatError} if the record or its timing does not fit its schema, a NaN for instance.
 *
 * @example
 * const record: CellRecord = {
 *   cell: '0123456789abcdef0123456789abcdef', status: 'failed', backend: 'core', result: null, error: { name: 'OutOfMemory', message: 'the thread died' },
 *   parameters: { features: 2, hidden: 1, density: [0.1, 0.1], importance: [1, 1], method: 'exact', seed: 0 },
 * };
 * // Who computed it and how long it took are beside the record, not in its digest.
 * const fast = encodeJournalResult({ record, timing: { milliseconds: 4.2, worker: 'thread 0' } });
 * const slow = encodeJournalResult({ record, timing: { milliseconds: 900, worker: 'thread 1' } });
 * fast.line === slow.line; // → false
 * fast.recordDigest === slow.recordDigest; // → true
 */
export function encodeJournalResult(result: JournalResult): EncodedResult {
  const { record, timing } = checked(resultSchema, result, `record of cell ${result.record.cell}`);
  const recordText = JSON.stringify(record);
  return {
    line: sealed(`${recordStart}${recordText}${timingStart}${JSON.stringify(timing)}}`),
    recordDigest: crc32c(recordText),
  };
}

/**
 * One line of a journal, its checksum verified and its content checked.
 *
 * @param line - Without its line end.
 * @param where - Names the line in messages, like `journal.jsonl line 7`.
 * @throws {DataFormatError} if a single byte of the line is not as it was written, or it was written by another version.
 *
 * @example
 * const line = encodeJournalHeader({ format: journalFormat, planDigest: '00000000000000a1', numerics: '1' });
 * decodeJournalLine(line).kind; // → 'header'
 * // One byte changed is one byte too many.
 * let fault = '';
 * try {
 *   decodeJournalLine(line.replace('a1', 'a2'), 'journal.jsonl line 1');
 * } catch (error) {
 *   fault = error.message;
 * }
 * fault.startsWith('journal.jsonl line 1: expected checksum'); // → true
 */
export function decodeJournalLine(line: string, where = 'decodeJournalLine'): JournalEntry {
  const end = line.length - 1;
  const framed = line.startsWith(lineStart) && line.startsWith(entryStart, lineStart.length + 8) && line.endsWith('}') && end > entryAt;
  if (!framed) throw new DataFormatError(where, 'a line {"crc":"…","entry":{…}}', JSON.stringify(line.slice(0, 40)));
  const stored = line.slice(lineStart.length, lineStart.length + 8);
  const actual = hex(crc32c(line, entryAt, end));
  if (stored !== actual) throw new DataFormatError(where, `checksum ${stored}`, actual);

  const entry: unknown = JSON.parse(line.slice(entryAt, end));
  if (!line.startsWith(recordStart, entryAt)) return { kind: 'header', header: checked(headerSchema, entry, where) };
  const result = checked(resultSchema, entry, where);
  const recordDigest = crc32c(line, entryAt + recordStart.length, line.lastIndexOf(timingStart));
  return { kind: 'result', result, recordDigest };
}

function sealed(entry: string): string {
  return `${lineStart}${hex(crc32c(entry))}${entryStart}${entry}}`;
}

function hex(crc: number): string {
  return crc.toString(16).padStart(8, '0');
}

function checked<Schema extends z.ZodType>(schema: Schema, value: unknown, where: string): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const { path, message } = firstIssue(parsed.error);
  throw new DataFormatError(where, `a valid ${path === '' ? 'entry' : path}`, message, path === '' ? {} : { column: path });
}
