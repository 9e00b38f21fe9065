import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesUnder, temporaryFolder } from '../../testing/spawn-tegum.js';
import { runCommand } from '../run-command.js';
import type { Terminal } from '../terminal.js';

const folder = temporaryFolder();
const path = join(folder, 'pair.json');
const model = { format: 'tegum-model@1', W: [[1, -1]], b: [0, 0], density: 0.1 };
writeFileSync(path, JSON.stringify(model));

async function evaluate(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  let stdout = '';
  let stderr = '';
  const tell = (text: string): void => void (stderr += text);
  const terminal: Terminal = {
    stderr: process.stderr,
    canRedraw: false,
    color: false,
    print: async (data) => void (stdout += String(data)),
    tell,
    say: (line) => tell(`${line}\n`),
  };
  const code = await runCommand({ terminal, exitCode: 0 }, ['evaluate', ...args]);
  return { code, stdout, stderr };
}

interface Printed {
  readonly loss: number;
  readonly skeletons: readonly { active: number; probability: number; contribution: number; lowerBound: number; upperBound: number }[];
  readonly lowerBound: number;
  readonly upperBound: number;
}

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
