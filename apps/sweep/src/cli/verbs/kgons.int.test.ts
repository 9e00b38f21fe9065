import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { publishedKGons } from '@tegum/data-reference';
import { temporaryFolder } from '../../testing/spawn-tegum.js';
import { tegumHere, type Ended } from '../../testing/tegum-here.js';

const kgons = (...args: string[]): Promise<Ended> => tegumHere('kgons', ...args);

interface Row {
  readonly k: number;
  readonly l: number;
  readonly b: number;
  readonly loss: number;
  readonly gradientNorm: number;
  readonly critical: boolean;
}

describe('tegum kgons', () => {
  it('reports k = 3 … 13 in every chamber: critical to 1e-12 or not critical with a residual', async () => {
    const { code, stdout, stderr } = await kgons('--k', '3-13', '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.trimEnd()).not.toContain('\n');
    const { kgons: rows, chambers } = JSON.parse(stdout) as { kgons: Row[]; chambers: { k: number; critical: number }[] };
    for (const row of rows) expect(row.critical ? row.gradientNorm < 1e-12 : row.gradientNorm > 1e-3).toBe(true);
    expect(rows.filter((row) => row.critical).map(({ k }) => k)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
    expect(new Set(chambers.filter(({ critical }) => critical > 0).map(({ k }) => k)).size).toBe(11);
  });

  it('has every published k-gon, one of them as not critical, and what the table lacks', async () => {
    const rows = (JSON.parse((await kgons('--k', '4-13', '--json')).stdout) as { kgons: Row[] }).kgons;
    const status = publishedKGons.map((entry) => rows.find(({ k, l, b }) => k === entry.k && Math.abs(l - entry.l) < 6e-6 && Math.abs(b - entry.b) < 6e-6)?.critical);
    expect(status).toEqual([true, true, true, true, true, true, false]);
    const missing = rows.filter(({ critical, k }) => critical && !publishedKGons.some((entry) => entry.k === k)).map(({ k }) => k);
    expect(missing).toEqual([9, 10, 11, 13]);
  });

  it('lists all polygons of n features by loss, with their dead features', async () => {
    const { stdout } = await kgons('--features', '6');
    const lines = stdout.split('\n').slice(1, 5).map((line) => line.trim().split(/\s+/));
    expect(lines.map(([k, dead]) => `${k}+${dead}`)).toEqual(['6+0', '5+1', '4+2', '3+3']);
    expect(stdout).toContain('1/2n = 0.0833333');
  });

  it('draws them', async () => {
    const file = join(temporaryFolder(), 'k-gons.svg');
    const { code, stderr } = await kgons('--features', '5', '--figure', file, '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: `  figure   ${file}\n` });
    expect(readFileSync(file, 'utf8')).toContain('5-gon');
  });

  it.each([
    [[], /^tegum: tegum kgons: expected --features or --k, got neither/],
    [['--features', '1'], /^tegum: --features: expected an integer from 2 to 120, got "1"/],
    [['--k', '13-3'], /^tegum: --k: expected an integer from 2 to 120, or a range of them, got "13-3" \(write it like 5 or 3-13\)/],
    [['--features', '6', '--k', '3-13'], /^tegum: --k: expected at most --features 6, got 13/],
    [['--features', '6', '--figure', 'x.pdf'], /^tegum: --figure: expected a file that ends in/],
  ])('refuses %j and writes nothing', async (args, message) => {
    const { code, stdout, stderr } = await kgons(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(existsSync('x.pdf')).toBe(false);
  });
});
