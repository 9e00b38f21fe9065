import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tegum, temporaryFolder } from '../testing/spawn-tegum.js';

const folder = temporaryFolder();

describe('tegum evaluate', () => {
  it('gives the loss of an antipodal pair in closed form, 2p²/6', async () => {
    writeFileSync(join(folder, 'pair.json'), JSON.stringify({ format: 'tegum-model@1', W: [[1, -1]], b: [0, 0], density: 0.1 }));
    const { code, stdout, stderr } = await tegum(['evaluate', 'pair.json', '--gradient', '--json'], folder);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const description = JSON.parse(stdout);
    expect(Math.abs(description.loss - 1 / 300)).toBeLessThanOrEqual(description.errorBound + 1e-17);
    expect(description).toMatchObject({ rank: 1, featureNorms: [1, 1], components: [{ name: 'digon', rank: 1, features: [0, 1] }] });
    expect(description.lossPerFeature).toHaveLength(2);
    expect(description.gradient).toMatchObject({ W: [[expect.any(Number), expect.any(Number)]], b: [expect.any(Number), expect.any(Number)] });
  });
});

describe('tegum train', () => {
  it('finds the regular pentagon for five features in the plane', { timeout: 60_000 }, async () => {
    const args = ['train', '--features', '5', '--hidden', '2', '--density', '0.1', '--starts', '20', '--json'];
    const [one, two] = await Promise.all([tegum([...args, '--threads', '1', '--out', 'best.json'], folder), tegum([...args, '--threads', '2'], folder)]);
    expect(one.code).toBe(0);
    expect(two.stdout).toBe(one.stdout);
    const { optima } = JSON.parse(one.stdout);
    expect(optima[0]).toMatchObject({ geometry: { components: [{ name: 'pentagon' }] } });
    expect(optima[0].gradientNorm).toBeLessThan(1e-8);
    expect(optima[0].W).toHaveLength(2);
    expect(optima.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(20);
    const evaluated = JSON.parse((await tegum(['evaluate', 'best.json', '--json'], folder)).stdout);
    expect(Math.abs(evaluated.loss - optima[0].loss)).toBeLessThanOrEqual(evaluated.errorBound + optima[0].errorBound);
  });
});

describe('tegum', () => {
  it('prints its version and help on stdout, and help on stderr when told nothing', async () => {
    expect((await tegum(['--version'], folder)).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect((await tegum(['run', '--help'], folder)).stdout).toContain('Examples:');
    const nothing = await tegum([], folder);
    expect(nothing).toMatchObject({ code: 2, stdout: '' });
    expect(nothing.stderr).toContain('Usage: tegum');
  });

  it('lists its presets', async () => {
    const { presets } = JSON.parse((await tegum(['presets', '--json'], folder)).stdout);
    expect(presets.map(({ name }: { name: string }) => name)).toContain('phase-diagram-2x1');
  });
});
