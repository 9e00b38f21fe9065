import { describe, expect, it } from 'vitest';
import type { SpectrumComparison } from '../../spectrum/compare-spectra.js';
import { runCommand } from '../run-command.js';
import type { Terminal } from '../terminal.js';

async function spectrum(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
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
  const code = await runCommand({ terminal, exitCode: 0 }, ['spectrum', ...args]);
  return { code, stdout, stderr };
}

async function answer(...args: string[]): Promise<SpectrumComparison> {
  const { code, stdout, stderr } = await spectrum(...args, '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.trimEnd()).not.toContain('\n');
  return JSON.parse(stdout) as SpectrumComparison;
}

describe('tegum spectrum', () => {
  it('says how wrong Σ ∝ I is, and that a bias mends it', async () => {
    const wrong = await answer('--features', '20', '--density', '0.1');
    expect(wrong.defect).toBeCloseTo(6 / 3.7, 12);
    expect(wrong.samplesToResolve).toBeGreaterThan(50);
    expect(wrong.population).toHaveLength(20);
    expect(wrong.population[19]).toBeCloseTo(wrong.bulk + wrong.spike, 12);
    expect(wrong.sample).toBeUndefined();
    const right = await answer('--features', '20', '--density', '0.1', '--centred');
    expect(right).toMatchObject({ spike: 0, defect: 0, samplesToResolve: null, bulk: wrong.bulk });
    expect(right.population[19]).toBeCloseTo(wrong.bulk, 12);
    expect((await answer('--features', '20', '--density', '0.1', '--distribution', 'signed')).defect).toBe(0);
    expect((await answer('--features', '20', '--density', '0.1', '--distribution', 'binary')).defect).toBeCloseTo(2 / 0.9, 12);
  });

  it('puts samples beside their limit, the same for the same seed', async () => {
    const args = ['--features', '60', '--density', '0.4', '--samples', '600'];
    const { sample, bulk } = await answer(...args, '--seed', '5');
    expect(sample).toMatchObject({ samples: 600, seed: 5, aspect: 0.1 });
    const values = sample!.eigenvalues;
    expect(values[59]! / sample!.spike.eigenvalue).toBeCloseTo(1, 1);
    expect(Math.abs(values[58]! - sample!.marchenkoPastur.high)).toBeLessThan(0.1 * bulk);
    expect(Math.abs(values[0]! - sample!.marchenkoPastur.low)).toBeLessThan(0.1 * bulk);
    expect((await answer(...args, '--seed', '5')).sample).toEqual(sample);
    expect((await answer(...args, '--seed', '6')).sample!.eigenvalues).not.toEqual(values);
  });

  it('prints a table, and warns where the limit does not hold', async () => {
    const { stdout } = await spectrum('--features', '100', '--density', '0.3', '--samples', '1000');
    expect(stdout).toMatch(/along \(1, …, 1\) +2\.32750 +2\.\d+ +2\.33552/);
    expect(stdout).toContain('wrong by 2900 % in one direction; the other 99');
    expect(stdout).not.toContain('too few');
    const sparse = await spectrum('--features', '50', '--density', '0.01', '--samples', '1000', '--centred');
    expect(sparse.stdout).toContain('active in about 10 samples: too few');
    expect(sparse.stdout).toContain('Σ = v I is exact');
    const few = await spectrum('--features', '50', '--density', '0.01', '--samples', '20');
    expect(few.stdout).toContain('does not leave the bulk');
  });

  it.each([
    [['--density', '0.1'], /^tegum: .*--features/],
    [['--features', '1', '--density', '0.1'], /^tegum: --features: expected an integer from 2 to 300, got "1"/],
    [['--features', '5', '--density', '1.5'], /^tegum: --density: expected a number from 1e-9 to 1, got "1.5"/],
    [['--features', '5', '--density', '1', '--distribution', 'binary'], /^tegum: --density: expected a density below 1 for binary features, got 1/],
    [['--features', '5', '--density', '0.1', '--distribution', 'normal'], /^tegum: --distribution: expected one of uniform, binary, signed, got "normal"/],
    [['--features', '300', '--density', '0.1', '--samples', '99999'], /^tegum: --samples: expected at most 8333 for 300 features, got 99999/],
    [['--features', '5', '--density', '0.1', '--samples', '0'], /^tegum: --samples: expected an integer ≥ 1, got "0"/],
  ])('refuses %j', async (args, message) => {
    const { code, stdout, stderr } = await spectrum(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });
});
