import type { CellStatus } from '../record.js';

/** Where a cell's record lies in the journal: about 160 bytes a cell, so that a million cells fit in memory. */
export interface JournalPlace {
  /** Byte at which its line starts. */
  readonly offset: number;
  /** Bytes of its line, without the line end. */
  readonly length: number;
  readonly status: CellStatus;
  /** CRC-32C of the record's text. */
  readonly digest: number;
}

/**
 * What a record of a cell that already has one means.
 *
 * A fault may pass, so a failed record gives way to any other. What was computed must not change: a second, different
 * answer means that the arithmetic was not deterministic, or that two runs were mixed.
 */
export function meetingOf(earlier: JournalPlace, later: Pick<JournalPlace, 'status' | 'digest'>): 'same' | 'supersedes' | 'outdated' | 'conflict' {
  if (earlier.digest === later.digest && earlier.status === later.status) return 'same';
  if (earlier.status === 'failed') return 'supersedes';
  return later.status === 'failed' ? 'outdated' : 'conflict';
}
