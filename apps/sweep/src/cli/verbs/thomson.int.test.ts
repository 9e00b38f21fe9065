import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesUnder, temporaryFolder } from '../../testing/spawn-tegum.js';
import { tegumHere, words, type Ended } from '../../testing/tegum-here.js';

const folder = temporaryFolder();

const thomson = (command: string): Promise<Ended> => tegumHere('thomson', ...words(command));

describe('tegum thomson', () => {
  it('finds the icosahedron, and says so to a program on one line', async () => {
    const { code, stdout, stderr } = await thomson('--points 12 --json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.trimEnd()).not.toContain('\n');
    const answer = JSON.parse(stdout);
    const edge = 4 / Math.sqrt(10 + 2 * Math.sqrt(5));
    expect(Math.abs(answer.energy - ((30 / edge) * (1 + 2 / (1 + Math.sqrt(5))) + 3))).toBeLessThan(1e-10);
    expect(answer.points).toHaveLength(12);
    for (const point of answer.points) expect(Math.hypot(...point)).toBeCloseTo(1, 14);
    expect(answer).toMatchObject({ dimension: 3, riesz: 1, starts: 20, seed: 0, comparison: null, reference: { energy: 49.165253058, pointGroup: 'Ih' } });
    expect(answer.smallestAngle).toBeCloseTo((Math.atan(2) * 180) / Math.PI, 10);
    expect(answer.minima).toMatchObject([{ starts: 20 }]);
    expect(answer.gradientNorm).toBeLessThan(1e-12);
  });

  it('says to a person what is known, what else was found, and where the points are', async () => {
    const { stdout } = await thomson('--points 16');
    expect(stdout).toMatch(/energy {5}92\.911655302\d*, the lowest of 20 starts/);
    expect(stdout).toContain('known      92.911655302 (T), the same to 5e-10');
    expect(stdout).toContain('2 distinct ends:');
    expect(stdout).toContain('92.92035396');
    expect(stdout.match(/^ +\d+( +-?[01]\.\d{9}){3}$/gm)).toHaveLength(16);
  });

  it('says when more starts are needed, and where nothing is published', async () => {
    // The lowest minimum of 37 points attracts one start in five.
    const found = await thomson('--points 37 --starts 1 --seed 1 --json');
    expect(JSON.parse(found.stdout).reference.difference).toBeGreaterThan(0.005);
    const { stdout } = await thomson('--points 37 --starts 1 --seed 1');
    expect(stdout).toMatch(/known {6}560\.618887731 \(D5h\), 0\.0\d+ lower than found: more --starts may reach it/);
    expect((await thomson('--points 5 --riesz 2')).stdout).toContain('no published minimum here');
  });

  it('knows the polygon in closed form', async () => {
    const { reference, energy } = JSON.parse((await thomson('--points 9 --dimension 2 --riesz log --json')).stdout);
    expect(Math.abs(reference.difference)).toBeLessThan(1e-13);
    expect(energy).toBeCloseTo(-4.5 * Math.log(9), 12);
  });

  it('compares with the one-sparse optimum, and draws both', async () => {
    const figure = join(folder, 'new', 'six.svg');
    const { stdout, stderr } = await thomson(`--points 6 --compare --json --figure ${figure}`);
    expect(stderr).toBe(`  figure   ${figure}\n`);
    const { comparison } = JSON.parse(stdout);
    expect(comparison).toMatchObject({ features: 6, hidden: 3, live: [0, 1, 2, 3, 4, 5], sameShape: true, continuum: false });
    expect(comparison.procrustesDistance).toBeLessThan(1e-8);
    comparison.directions.forEach((direction: number[], i: number) =>
      expect(Math.hypot(...direction.map((value, h) => value - comparison.thomsonPoints[i][h]))).toBeLessThan(1e-8),
    );
    expect(readFileSync(figure, 'utf8')).toContain('the same shape; E = Σ |r|^−1, best of 20 starts');
    expect((await thomson('--points 8 --compare')).stdout).toContain('another shape, 0.0501 apart');
    expect((await thomson('--points 4 --compare')).stdout).toContain('With fewer than 6 features');
  });

  it.each([
    ['', /^tegum: --points: expected a value, got nothing/],
    ['--points 1', /^tegum: --points: expected an integer from 2 to 200, got "1"$/],
    ['--points 201', /^tegum: --points: expected an integer from 2 to 200, got "201"$/],
    ['--points 4.5', /^tegum: --points: expected an integer from 2 to 200, got "4\.5"$/],
    ['--points twelve', /^tegum: --points: expected an integer from 2 to 200, got "twelve"$/],
    ['--points 4 --dimension 1', /^tegum: --dimension: expected an integer from 2 to 256, got "1"$/],
    ['--points 4 --riesz 0', /^tegum: --riesz: expected log, or a number > 0 and ≤ 64, got "0"/],
    ['--points 4 --riesz -1', /^tegum: --riesz: expected log, or a number > 0 and ≤ 64, got "-1"/],
    ['--points 4 --riesz Coulomb', /^tegum: --riesz: expected log.*got "Coulomb"/],
    ['--points 4 --starts 0', /^tegum: --starts: expected an integer from 1/],
    ['--points 4 --seed 0.5', /^tegum: --seed: expected an integer/],
    ['--points 4 --figure four.pdf', /^tegum: --figure: expected a file that ends in \.svg or \.png/],
    ['--points 4 --progress loud', /^tegum: --progress: expected one of bar, json, none/],
  ])('thomson %s: one clear line and exit code 2', async (command, message) => {
    const before = filesUnder(folder);
    const { code, stdout, stderr } = await thomson(command);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(new RegExp(message.source, 'm'));
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(filesUnder(folder)).toEqual(before);
    expect(existsSync('four.pdf')).toBe(false);
  });
});
