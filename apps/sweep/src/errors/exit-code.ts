/**
 * @file What went wrong → the exit code of the command. The table is part of the command-line contract.
 */
import { InputError } from '@tegum/core';

export const ExitCode = {
  done: 0,
  internal: 1,
  usage: 2,
  someCellsFailed: 3,
  store: 4,
  corrupt: 5,
  engine: 6,
  /** A worker was asked to stop before its share was done; EX_TEMPFAIL of sysexits.h. */
  tryAgain: 75,
  interrupted: 130,
  terminated: 143,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** Errors are told apart by name: a class loses its identity when it crosses a thread, its name survives. */
const codeByName: Readonly<Record<string, ExitCode>> = {
  InputError: ExitCode.usage,
  SpecError: ExitCode.usage,
  CommanderError: ExitCode.usage,
  RunExistsError: ExitCode.store,
  StoreLockedError: ExitCode.store,
  StoreIncompatibleError: ExitCode.store,
  // The disk refuses: a different one, or room on it, cures that.
  StoreWriteError: ExitCode.usage,
  StoreCorruptError: ExitCode.corrupt,
  DataFormatError: ExitCode.corrupt,
  EngineError: ExitCode.engine,
};

/** System errors that a different path, permission or disk cures: the caller's to mend, not a fault of the program. */
const systemCodes = new Set(['EACCES', 'EPERM', 'ENOENT', 'ENOTDIR', 'EISDIR', 'EEXIST', 'EROFS', 'ENOSPC', 'EDQUOT', 'ENAMETOOLONG', 'ELOOP', 'EMFILE', 'ENFILE', 'EIO', 'ERR_INVALID_ARG_VALUE']);

export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof InputError) return ExitCode.usage;
  if (!(error instanceof Error)) return ExitCode.internal;
  return codeByName[error.name] ?? (isSystemError(error) ? ExitCode.usage : ExitCode.internal);
}

/** A file-system failure that names its path. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException & { readonly path: string } {
  return error instanceof Error && 'code' in error && systemCodes.has(String(error.code)) && 'path' in error;
}
