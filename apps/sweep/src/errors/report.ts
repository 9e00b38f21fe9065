/**
 * @file An error → the lines a person reads on stderr. Bad input is one line without a stack; only a fault of the
 * program itself prints where it happened.
 */
import { redact } from './redact.js';
import { ExitCode, exitCodeOf, isSystemError } from './exit-code.js';

const expectedOfSystem: Readonly<Record<string, readonly [expected: string, actual: string, remedy: string]>> = {
  ENOENT: ['an existing path', 'nothing there', 'check the spelling'],
  EACCES: ['a path this user may use', 'permission denied', 'choose another path or change its permissions'],
  EPERM: ['a path this user may use', 'operation not permitted', 'choose another path or change its permissions'],
  ENOTDIR: ['a folder', 'a file on the way there', 'choose another path'],
  EISDIR: ['a file', 'a folder', 'name a file in it'],
  EEXIST: ['a free path', 'something already there', 'choose another path'],
  EROFS: ['a writable file system', 'a read-only one', 'choose another path'],
  ENOSPC: ['room on the disk', 'none left', 'free some space, then run `tegum resume` on the folder'],
  EDQUOT: ['room in the disk quota', 'none left', 'free some space, then run `tegum resume` on the folder'],
};

/** `where: expected …, got … (remedy)`, always one line. */
export function messageOf(error: unknown): string {
  if (isSystemError(error)) {
    const known = expectedOfSystem[String(error.code)];
    if (known !== undefined) return `${error.path}: expected ${known[0]}, got ${known[1]} (${known[2]})`;
  }
  const message = error instanceof Error ? error.message : String(error);
  return redact(message).replace(/\s*\r?\n\s*/g, ' ').trim();
}

/** The full text for stderr, newline included. */
export function describeError(error: unknown): string {
  const line = `tegum: ${messageOf(error)}\n`;
  if (exitCodeOf(error) !== ExitCode.internal) return line;
  const stack = error instanceof Error && error.stack !== undefined ? error.stack.split('\n').slice(1).join('\n') : '';
  return `${line}This is a fault in tegum, not in your input. Please report it with these lines:\n${redact(stack)}\n`;
}
