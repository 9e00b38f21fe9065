import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runNotebook } from './run-notebook.mjs';

const folder = mkdtempSync(join(tmpdir(), 'tegum-notebook-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('runNotebook', () => {
  it('lets a cell see what earlier cells declare and import', () => {
    const cells = ["import { sep } from 'node:path';\nconst half: number = 1 / 2;", 'half * sep.length'];
    expect(runNotebook(cells, folder).map(({ text }) => text)).toEqual(['', '0.5']);
  });

  it('gives what a cell prints before the value of its last statement', () => {
    expect(runNotebook(["console.log('a', 1);\nconsole.log('b');\n[1, 2]; // all"], folder)[0]?.text).toBe('a 1\nb\n[ 1, 2 ]');
  });

  it('does not show a last statement that has no value', () => {
    expect(runNotebook(['const a = 1;', 'console.log(a);', 'for (const b of [a]) b;'], folder).map(({ text }) => text)).toEqual(['', '1', '']);
  });

  it('gives a drawing as a figure, and not as text', () => {
    expect(runNotebook(["'<svg/>'"], folder)).toEqual([{ text: '', figure: '<svg/>' }]);
  });

  it('waits for promises', () => {
    expect(runNotebook(['await Promise.resolve(7)'], folder)[0]?.text).toBe('7');
  });

  it('throws what a cell throws', () => {
    expect(() => runNotebook(["throw new Error('no such density');"], folder)).toThrow('no such density');
  });
});
