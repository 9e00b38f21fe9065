/**
 * @file What can be wrong with a store, by what a caller does about it.
 */
/** The journal is damaged where a crash cannot have damaged it, or holds two answers for one cell. */
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

/** The store belongs to another plan or to other numerics. */
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

/** Another live process is writing to the run folder, or one of which this machine cannot tell whether it lives. */
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

/** Writing the journal failed; nothing more is written, and what was acknowledged before is safe. */
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
