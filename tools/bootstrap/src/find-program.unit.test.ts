import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findProgram } from './find-program.mjs';

const folder = mkdtempSync(join(tmpdir(), 'tegum-programs-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A program file in the temporary folder. */
function put(name: string, mode: number): string {
  const file = join(folder, name);
  writeFileSync(file, '#!/bin/sh\n');
  chmodSync(file, mode);
  return file;
}

describe('findProgram', () => {
  const program = { name: 'Abacus', commands: ['abacus', 'abacus-ng'], debianPackage: 'abacus', targets: ['count'] };
  const path = ['', join(folder, 'nowhere'), folder].join(delimiter);

  it('finds nothing where there is nothing', () => {
    expect(findProgram(program, path)).toBeUndefined();
  });

  it('passes over a file that cannot be run, and prefers the first name', () => {
    put('abacus', 0o644);
    const second = put('abacus-ng', 0o755);
    expect(findProgram(program, path)).toBe(second);
    const first = put('abacus', 0o755);
    expect(findProgram(program, path)).toBe(first);
  });
});
