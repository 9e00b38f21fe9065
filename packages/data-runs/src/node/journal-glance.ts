/**
 * @file What opening a journal asks of a line, read from its bytes: nothing is parsed. Lines whose form is not exactly the writer's are left to the parser.
 */
import { crc32c } from '../crc32c.js';
import { crc32cBytes, crc32cJoin } from '../crc32c-bytes.js';
import type { CellStatus } from '../record.js';

export interface Glance {
  readonly cell: string;
  readonly status: CellStatus;
  /** CRC-32C of the record's text. */
  readonly digest: number;
  readonly milliseconds: number;
}

/** `{"crc":"xxxxxxxx","entry":{"record":{"cell":"`, the identity, and the status after it. */
const beginning = /^\{"crc":"([0-9a-f]{8})","entry":\{"record":\{"cell":"([0-9a-f]{32})","status":"(done|diverged|failed)","/;
const ending = /\},"timing":\{"milliseconds":(\d+(?:\.\d+)?(?:e[+-]\d+)?),"worker":"[^"\\]*"\}\}\}$/;
const entryAt = 26;
const entryStart = '{"record":';
const entryStartCrc = crc32c(entryStart);
const recordAt = entryAt + entryStart.length;
const cellAt = recordAt + 9;
const headBytes = 120;
const tailBytes = 400;

/** null for a line that is damaged, or that only looking closer can judge. */
export function glanceAt(line: Buffer): Glance | null {
  const head = beginning.exec(line.toString('latin1', 0, headBytes));
  if (head === null) return null;
  const tail = ending.exec(line.toString('latin1', Math.max(recordAt, line.length - tailBytes)));
  if (tail === null) return null;
  const recordEnd = line.length - tail[0].length + 1;
  const digest = crc32cBytes(line, recordAt, recordEnd);
  const upToRecord = crc32cJoin(entryStartCrc, digest, recordEnd - recordAt);
  if (crc32cBytes(line, recordEnd, line.length - 1, upToRecord) !== Number.parseInt(head[1]!, 16)) return null;
  return { cell: cellOf(line), status: head[3] as CellStatus, digest, milliseconds: Number(tail[1]) };
}

/** The status and identity alone, without looking whether the line is as it was written. */
export function peekAt(line: Buffer): Pick<Glance, 'cell' | 'status' | 'milliseconds'> | null {
  const head = beginning.exec(line.toString('latin1', 0, headBytes));
  const tail = head === null ? null : ending.exec(line.toString('latin1', Math.max(recordAt, line.length - tailBytes)));
  return head === null || tail === null ? null : { cell: cellOf(line), status: head[3] as CellStatus, milliseconds: Number(tail[1]) };
}

/** Read anew: what an expression found would keep the whole beginning of its line in memory. */
function cellOf(line: Buffer): string {
  return line.toString('latin1', cellAt, cellAt + 32);
}
