import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tegum, temporaryFolder } from '../testing/spawn-tegum.js';

const folder = temporaryFolder();

describe('tegum thomson', () => {
  it('finds 32 points, draws them, and counts starts for a program', { timeout: 60_000 }, async () => {
    const { code, stdout, stderr } = await tegum(['thomson', '--points', '32', '--starts', '20', '--json', '--figure', 'sphere.png'], folder);
    expect(code).toBe(0);
    const { energy, points, reference } = JSON.parse(stdout);
    expect(Math.abs(energy - 412.261274651)).toBeLessThan(1e-8);
    expect(Math.abs(reference.difference)).toBeLessThan(1e-9);
    expect(points).toHaveLength(32);
    expect(stderr).toContain('sphere.png');
    expect([...readFileSync(join(folder, 'sphere.png')).subarray(1, 4)]).toEqual([0x50, 0x4e, 0x47]);
  });

  it('gives the same bytes for the same seed, and refuses one point', async () => {
    const args = ['thomson', '--points', '7', '--riesz', '2.5', '--starts', '3', '--json'];
    const [one, two, bad] = await Promise.all([tegum(args, folder), tegum(args, folder), tegum(['thomson', '--points', '1'], folder)]);
    expect(two.stdout).toBe(one.stdout);
    expect(bad).toMatchObject({ code: 2, stdout: '' });
  });
});
