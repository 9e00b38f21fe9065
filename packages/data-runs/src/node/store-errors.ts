/**
 * @file What can be wrong with a store, by what a caller does about it.
 */
/**
 * The journal is damaged where a crash cannot have damaged it, or holds two answers for one cell.
 *
 * @example
 * import { mkdtemp, rm, writeFile } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { encodeJournalHeader, journalFormat } from '@tegum/data-runs';
 *
 * const folder = await mkdtemp(`${tmpdir()}/tegum-`);
 * const journal = `${folder}/journal.jsonl`;
 * const header = encodeJournalHeader({ format: journalFormat, planDigest: '00000000000000a1', numerics: '1' });
 * await writeFile(journal, `${header}\nwritten over\nby something\n`);
 * const fault = await readJournal(journal).catch((error) => error);
 * fault instanceof StoreCorruptError && fault.line; // → 2
 * await rm(folder, { recursive: true });
 */
export class StoreCorruptError extends Error {
  override readonly name = 'StoreCorruptError';

  /**
   * @param line - Counts from 1; null where only the byte is known.
   * @param offset - Byte at which that line starts.
   */
  constructor(
    readonly path: string,
    readonly line: number | null,
    readonly offset: number,
    cause: unknown,
  ) {
    const fault = cause instanceof Error ? cause.message : String(cause);
    super(
      `${path}${line === null ? '' : ` line ${line}`} (byte ${offset}): ${fault} ` +
        '(take the damage out with `tegum repair`, or restore the file from a copy)',
      { cause },
    );
  }
}

/**
 * The store belongs to another plan or to other numerics.
 *
 * @example
 * import { mkdtemp, rm } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { journalFormat } from '@tegum/data-runs';
 *
 * const run = await mkdtemp(`${tmpdir()}/tegum-`);
 * const header = { format: journalFormat, planDigest: '00000000000000a1', numerics: '1' };
 * await (await SegmentWriter.open(run, 0, header)).finish();
 * const [segment] = await listSegments(run);
 * const fault = await readSegment(segment, { ...header, numerics: '2' }).catch((error) => error);
 * fault instanceof StoreIncompatibleError; // → true
 * fault.message.includes('expected numerics 2, got numerics 1'); // → true
 * await rm(run, { recursive: true });
 */
export class StoreIncompatibleError extends Error {
  override readonly name = 'StoreIncompatibleError';

  constructor(
    readonly path: string,
    expected: string,
    actual: string,
  ) {
    super(`${path}: expected ${expected}, got ${actual} (choose another folder, or go back to the spec and version this run was made with)`);
  }
}

/**
 * Another live process is writing to the run folder, or one of which this machine cannot tell whether it lives.
 *
 * @example
 * import { mkdtemp, rm } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 *
 * const folder = await mkdtemp(`${tmpdir()}/tegum-`);
 * const lock = await acquireLock(`${folder}/lock`);
 * const fault = await acquireLock(`${folder}/lock`).catch((error) => error);
 * // Who holds it, to be told to the user: here this very process.
 * fault instanceof StoreLockedError && fault.holder?.pid === process.pid; // → true
 * await lock.release();
 * await rm(folder, { recursive: true });
 */
export class StoreLockedError extends Error {
  override readonly name = 'StoreLockedError';

  constructor(
    readonly path: string,
    readonly holder: { readonly pid: number; readonly host: string } | null,
    remedy: string,
  ) {
    const who = holder === null ? 'a process it does not name' : `process ${holder.pid} on ${holder.host}`;
    super(`${path}: expected no other writer, got ${who} (${remedy})`);
  }
}

/**
 * Writing the journal failed; nothing more is written, and what was acknowledged before is safe.
 *
 * @example
 * import { mkdtemp, rm } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { journalFormat } from '@tegum/data-runs';
 *
 * const folder = await mkdtemp(`${tmpdir()}/tegum-`);
 * const header = { format: journalFormat, planDigest: '00000000000000a1', numerics: '1' };
 * const journal = await JournalWriter.open(`${folder}/journal.jsonl`, header, 0);
 * await journal.close();
 * // As after a full disk: what was acknowledged is safe, and nothing more is taken.
 * const fault = await journal.append(['a line too late']).catch((error) => error);
 * fault instanceof StoreWriteError; // → true
 * (await readJournal(`${folder}/journal.jsonl`)).tornBytes; // → 0
 * await rm(folder, { recursive: true });
 */
export class StoreWriteError extends Error {
  override readonly name = 'StoreWriteError';

  constructor(
    readonly path: string,
    cause: unknown,
  ) {
    super(`${path}: expected to write, got ${cause instanceof Error ? cause.message : String(cause)} (make room or restore access, then resume)`, {
      cause,
    });
  }
}
