import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

declare module 'vitest' {
  interface TaskMeta {
    skipReason?: string;
  }
}

const folder = fileURLToPath(new URL('../', import.meta.url));
const examples = readdirSync(folder).filter((file) => file.endsWith('.mjs')).sort();
const sweep = '09-a-sweep-with-figure-and-table';

const temporary = mkdtempSync(join(tmpdir(), 'tegum-examples-'));
afterAll(() => rmSync(temporary, { recursive: true }));

/** Where this Python can read Parquet: what there is of libraries decides, not what there is of Python. */
const python = ['python3', 'python'].find((command) =>
  ['import pandas, pyarrow', 'import pandas, fastparquet', 'import polars'].some((libraries) => spawnSync(command, ['-c', libraries]).status === 0),
);
const noPython = { skip: python === undefined, meta: { skipReason: 'no Python with pandas and pyarrow, or with polars: optional' } };

describe('examples', () => {
  it('are numbered from 01 to 10', () => {
    expect(examples.map((file) => file.slice(0, 3))).toEqual(Array.from({ length: 10 }, (_, i) => `${String(i + 1).padStart(2, '0')}-`));
  });

  it.each(examples)('%s prints what it is known to print', async (file) => {
    const output = execFileSync(process.execPath, [join(folder, file), temporary], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    await expect(output).toMatchFileSnapshot(`../expected/${file.replace('.mjs', '.txt')}`);
  });
});

describe('read_a_run.py', () => {
  beforeAll(() => {
    if (python === undefined) return;
    execFileSync(process.execPath, [join(folder, `${sweep}.mjs`), temporary], { stdio: 'ignore' });
  });

  it('reads the table of example 09', noPython, async () => {
    const output = execFileSync(python!, [join(folder, 'read_a_run.py'), join(temporary, 'results.parquet')], { encoding: 'utf8' });
    await expect(output).toMatchFileSnapshot('../expected/read_a_run.txt');
  });
});
