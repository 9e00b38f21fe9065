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
  ENAMETOOLONG: ['a shorter path', 'one that is too long', 'choose another path'],
  ELOOP: ['a path without symbolic links', 'one with them', 'a run is written only within its own folder: choose another path'],
  EMFILE: ['to open a file', 'too many open already', 'raise the limit with `ulimit -n`, or use fewer processes'],
  EIO: ['a disk that works', 'an input or output error', 'look after the disk, then resume'],
  ENOSPC: ['room on the disk', 'none left', 'free some space, then run `tegum resume` on the folder'],
  EDQUOT: ['room in the disk quota', 'none left', 'free some space, then run `tegum resume` on the folder'],
};

/** `where: expected …, got … (remedy)`, always one line. */
export function messageOf(error: unknown): string {
  if (isSystemError(error)) {
    const known = expectedOfSystem[String(error.code)];
    if (known !== undefined) return visible(`${withoutMiddles(error.path)}: expected ${known[0]}, got ${known[1]} (${known[2]})`);
  }
  const message = error instanceof Error ? error.message : String(error);
  return visible(withoutMiddles(redact(message).replace(/\s*\r?\n\s*/g, ' ').trim()));
}

/** A word longer than any path one would read. */
function withoutMiddles(text: string): string {
  return text.replace(/\S{301,}/g, (word) => `${word.slice(0, 240)}…${word.slice(-50)}`);
}

/** What a terminal would obey, or reorder, instead of showing it, is spelled out. */
function visible(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The full text for stderr, newline included. */
export function describeError(error: unknown): string {
  const line = `tegum: ${messageOf(error)}\n`;
  if (exitCodeOf(error) !== ExitCode.internal) return line;
  const stack = error instanceof Error && error.stack !== undefined ? error.stack.split('\n').slice(1).join('\n') : '';
  return `${line}This is a fault in tegum, not in your input. Please report it with these lines:\n${redact(stack)}\n`;
}
