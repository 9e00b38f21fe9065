import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../testing/spawn-tegum.js';
import { tegumHere, type Ended } from '../../testing/tegum-here.js';
import type { SpectrumComparison } from '../../spectrum/compare-spectra.js';

const spectrum = (...args: string[]): Promise<Ended> => tegumHere('spectrum', ...args);

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

  it('says where too few features are active for the limit, however many the samples', async () => {
    const args = ['--features', '20', '--density', '0.01', '--samples', '100000'];
    const { enoughActiveFeatures, sample, bulk } = await answer(...args, '--centred');
    expect({ enoughActiveFeatures, enoughActiveSamples: sample!.enoughActiveSamples }).toEqual({ enoughActiveFeatures: false, enoughActiveSamples: true });
    expect((sample!.eigenvalues[19]! - bulk) / (sample!.marchenkoPastur.high - bulk)).toBeGreaterThan(2);
    const { stdout } = await spectrum(...args);
    expect(stdout).toContain('About 0.20 features are active at a time: too few for the limit');
    expect(stdout).toContain('but too few are active at a time to rely on it');
    expect((await answer('--features', '100', '--density', '0.3')).enoughActiveFeatures).toBe(true);
  });

  it('draws the samples against their limit, and the map with its own place ringed', async () => {
    const folder = temporaryFolder();
    const [figure, map] = [join(folder, 'new', 'spectrum.svg'), join(folder, 'map.png')];
    const { code, stdout, stderr } = await spectrum('--features', '40', '--density', '0.4', '--samples', '400', '--figure', figure, '--map', map, '--theme', 'dark', '--json');
    expect(code).toBe(0);
    expect(stderr).toContain(figure);
    expect(stderr).toContain(map);
    const { sample } = JSON.parse(stdout) as SpectrumComparison;
    const svg = readFileSync(figure, 'utf8');
    expect(svg).toContain('400 samples');
    expect(svg).toContain(`The largest is ${String(Number(sample!.eigenvalues[39]!.toPrecision(3)))}`);
    expect([...readFileSync(map).subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
    const svgMap = join(folder, 'map.svg');
    expect((await spectrum('--features', '20', '--density', '0.0001', '--map', svgMap)).code).toBe(0);
    expect(readFileSync(svgMap, 'utf8')).toContain('wrong by 0.15 %');
  });

  it.each([
    [['--map', 'map.svg', '--centred'], '--map: expected no --centred'],
    [['--map', 'map.svg', '--distribution', 'signed'], '--map: expected features with a mean, got signed'],
    [['--map', 'map.pdf'], '--map: expected a file that ends in .svg or .png, got "map.pdf"'],
    [['--figure', 'spectrum.svg'], '--figure: expected --samples beside it, got none'],
    [['--figure', 'same.svg', '--map', 'same.svg', '--samples', '50'], '--map: expected another file than --figure'],
    [['--figure', 'spectrum.svg', '--map', 'map.svg', '--samples', '50', '--centred'], '--map: expected no --centred'],
  ])('refuses %j and writes nothing', async (args, message) => {
    const folder = temporaryFolder();
    const placed = args.map((arg) => (/\.(svg|pdf)$/.test(arg) ? join(folder, arg) : arg));
    const { code, stdout, stderr } = await spectrum('--features', '5', '--density', '0.1', ...placed);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.replaceAll(`${folder}/`, '')).toContain(message);
    expect(placed.filter((arg) => existsSync(arg))).toEqual([]);
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
