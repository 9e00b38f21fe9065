import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesUnder, temporaryFolder } from '../../testing/spawn-tegum.js';
import { tegumHere, type Ended } from '../../testing/tegum-here.js';

const folder = temporaryFolder();
const path = join(folder, 'pair.json');
const model = { format: 'tegum-model@1', W: [[1, -1]], b: [0, 0], density: 0.1 };
writeFileSync(path, JSON.stringify(model));

const evaluate = (...args: string[]): Promise<Ended> => tegumHere('evaluate', ...args);

interface Printed {
  readonly loss: number;
  readonly skeletons: readonly { active: number; probability: number; contribution: number; lowerBound: number; upperBound: number }[];
  readonly lowerBound: number;
  readonly upperBound: number;
}

describe('tegum evaluate of other features than uniform sparse ones', () => {
  const pair = (kind: string): object => ({ kind: 'grouped-sparse', groups: [{ features: [0, 1], kind, probability: 0.3 }] });
  const write = (distribution: object): string => {
    const file = join(folder, 'other.json');
    writeFileSync(file, JSON.stringify({ format: 'tegum-model@1', W: [[1, -1]], b: [0, 0], distribution }));
    return file;
  };

  // An antipodal pair: y = ((x₀ − x₁)₊, (x₁ − x₀)₊).
  it.each([
    ['at most one is active: nothing is lost', pair('anticorrelated'), 0, 'series'],
    ['both are, with 0.3: E min² = 1/6 each', pair('correlated'), 0.1, 'series'],
    ['both always are', { kind: 'exactly-active', active: 2 }, 1 / 3, 'series'],
    ['both always are 1: both are lost', { kind: 'exactly-active', active: 2, magnitude: 'one' }, 2, 'states'],
    ['0 or 1: 2p²', { kind: 'binary-sparse', density: 0.1 }, 0.02, 'states'],
    ['signed: alone 1/3, together twice that', { kind: 'signed-uniform-sparse', density: 0.1 }, 0.2 / 3, 'series'],
    ['two rows, each 1 off twice', { kind: 'empirical', rows: [[1, 1], [-1, 0]] }, 2, 'rows'],
  ])('%s', async (_, distribution, expected, method) => {
    const { code, stdout, stderr } = await evaluate(write(distribution), '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const printed = JSON.parse(stdout) as Printed & { errorBound: number };
    expect(printed).toMatchObject({ distribution: (distribution as { kind: string }).kind, method });
    expect(Math.abs(printed.loss - expected)).toBeLessThanOrEqual(printed.errorBound + 1e-15);
    expect(printed.errorBound).toBeLessThan(1e-9);
  });

  it('takes uniform sparse ones by either name', async () => {
    const named = await evaluate(write({ kind: 'uniform-sparse', density: 0.1 }), '--skeletons', '--gradient', '--json');
    expect(named).toEqual(await evaluate(path, '--skeletons', '--gradient', '--json'));
    expect(named.code).toBe(0);
  });

  it('says in words how the loss was computed, and where its error is larger than asked for', async () => {
    const file = write(pair('correlated'));
    const { stdout } = await evaluate(file, '--tolerance', '1e-6');
    expect(stdout).toMatch(/\n {2}loss {8}0\.(0999999|1000000)\d* ± \S+, summed over features\n {2}features {4}grouped-sparse: a series, [\d\u202f]+ terms\n {2}rank/);
    expect((await evaluate(file, '--tolerance', '1e-15')).stdout).toContain('\n              the relative error asked for, 1e-15, was not reached; the bound holds\n');
  });

  it.each([
    ['--gradient', '--gradient: expected uniform-sparse features, got exactly-active ones in FILE (without --gradient their loss is computed)'],
    ['--skeletons', '--skeletons: expected uniform-sparse features, got exactly-active ones in FILE (without --skeletons their loss is computed)'],
    ['--skeletons --figure x.svg', '--skeletons: expected uniform-sparse features, got exactly-active ones in FILE (without --skeletons their loss is computed)'],
  ])('refuses %s', async (words, message) => {
    const file = write({ kind: 'exactly-active', active: 1 });
    expect(await evaluate(file, ...words.split(' '))).toEqual({ code: 2, stdout: '', stderr: `tegum: ${message.replace('FILE', file)}\n` });
  });

  it('names the place of what is wrong in the distribution', async () => {
    const file = write({ kind: 'exactly-active', active: 3 });
    const stderr = `tegum: ${file}: distribution.active: expected a number of active features from 0 to 2, got 3\n`;
    expect(await evaluate(file)).toEqual({ code: 2, stdout: '', stderr });
  });
});

describe('tegum evaluate --skeletons', () => {
  it('prints the contract: an antipodal pair costs nothing but where both are active', async () => {
    const { code, stdout, stderr } = await evaluate(path, '--skeletons', '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { loss, skeletons, lowerBound, upperBound } = JSON.parse(stdout) as Printed;
    expect(skeletons.map(({ active }) => active)).toEqual([0, 1, 2]);
    expect(skeletons.map(({ probability }) => Number(probability.toFixed(12)))).toEqual([0.81, 0.18, 0.01]);
    expect(skeletons.map(({ contribution }) => Number((300 * contribution).toFixed(12)))).toEqual([0, 0, 1]);
    for (const skeleton of skeletons) {
      expect(skeleton.lowerBound).toBeLessThanOrEqual(loss);
      expect(skeleton.upperBound).toBeGreaterThanOrEqual(loss);
    }
    expect(lowerBound).toBe(skeletons[2]?.lowerBound);
    expect(upperBound).toBe(skeletons[2]?.upperBound);
    expect(upperBound - lowerBound).toBeLessThan(1e-10 * loss);
  });

  it('is left out unless asked for', async () => {
    expect(JSON.parse((await evaluate(path, '--json')).stdout)).not.toHaveProperty('skeletons');
  });

  it('says in words that what is rare may be all of the loss', async () => {
    const { stdout } = await evaluate(path, '--skeletons');
    expect(stdout).toContain('Two or more active features: 1.00 % of the data, but 100.00 % of the loss. Probability is the wrong yardstick');
    expect(stdout).toMatch(/\n +2 +0\.01 +100\.00 % +100\.00 % +0\.0033333\d+ +0\.0033333\d+\n/);
  });

  it('draws the shares over density, of this model and of the best at each density', { timeout: 60_000 }, async () => {
    const figure = join(folder, 'shares.svg');
    const own = await evaluate(path, '--skeletons', '--figure', figure, '--json');
    expect(own).toMatchObject({ code: 0, stderr: `  figure   ${figure}\n` });
    expect(readFileSync(figure, 'utf8')).toContain('At p = 0.001, two or more active features are 10⁻⁴ % of the data and 100 % of the loss.');
    expect(readFileSync(figure, 'utf8')).toContain('Dashed: p = 0.1.');
    await evaluate(path, '--skeletons', '--figure', figure, '--optimal', '--starts', '2', '--progress', 'none');
    expect(readFileSync(figure, 'utf8')).toContain('the best of 2 starts at each density');
  });

  it.each([
    ['--figure x.svg', 'tegum: --figure: expected --skeletons with it, got none (the figure shows the shares of the skeletons)\n'],
    ['--skeletons --optimal', 'tegum: --optimal: expected --figure with it, got none (e.g. --figure shares.svg)\n'],
    ['--skeletons --figure x.pdf', 'tegum: --figure: expected a file that ends in .svg or .png, got "x.pdf"\n'],
    ['--skeletons --starts 0', 'tegum: --starts: expected an integer from 1 to 1000, got "0"\n'],
  ])('refuses %s', async (words, message) => {
    const before = filesUnder(folder);
    expect(await evaluate(path, ...words.split(' '))).toEqual({ code: 2, stdout: '', stderr: message });
    expect(filesUnder(folder)).toEqual(before);
  });
});
