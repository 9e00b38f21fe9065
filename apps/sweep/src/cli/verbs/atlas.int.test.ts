import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { usArrestsCsv } from '@tegum/data-reference';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../testing/spawn-tegum.js';
import { tegumHere, type Ended } from '../../testing/tegum-here.js';

const folder = temporaryFolder();
const write = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const atlas = (...argv: string[]): Promise<Ended> => tegumHere('atlas', ...argv);

const arrests = write('arrests.csv', usArrestsCsv());

describe('tegum atlas', () => {
  it('lists the eleven critical sets of 4, 3, 2, 1 with two hidden units', async () => {
    const { code, stdout } = await atlas('--eigenvalues', '2,4,1,3', '--hidden', '2', '--json');
    expect(code).toBe(0);
    const { criticalSets } = JSON.parse(stdout) as { criticalSets: { indices: number[]; loss: number; morseIndex: number; rank: number; nullity: number; escapes: unknown[] }[] };
    expect(criticalSets).toHaveLength(11);
    expect(criticalSets[0]).toMatchObject({ indices: [1, 2], rank: 2, loss: 3, morseIndex: 0, nullity: 4, escapes: [] });
    expect(criticalSets.find(({ indices }) => indices.join() === '3,4')).toMatchObject({ loss: 7, morseIndex: 4 });
    expect(criticalSets.at(-1)).toMatchObject({ indices: [], rank: 0, loss: 10, morseIndex: 8 });
  });

  it('reads a table of data, and draws its saddles', async () => {
    const figure = join(folder, 'saddles.svg');
    const { code, stdout, stderr } = await atlas('--data', arrests, '--columns', 'Murder,Assault,UrbanPop,Rape', '--centred', '--hidden', '2', '--figure', figure);
    expect(code).toBe(0);
    expect(stdout).toContain('50 rows × 4 columns');
    expect(stdout).toContain('eigenvalues 6870.89, 197.953, 41.2704, 6.04096');
    expect(stderr).toContain(figure);
    expect(readFileSync(figure, 'utf8')).toContain('{1, 2} ↓0');
  });

  it('shows the repeated eigenvalue of sparse features as one space, which a sample splits', async () => {
    const population = await atlas('--features', '5', '--density', '0.1', '--hidden', '2');
    expect(population.stdout).toContain('{1, 1 of 2–5}');
    const sample = await atlas('--features', '5', '--density', '0.1', '--hidden', '2', '--samples', '500', '--json');
    const parsed = JSON.parse(sample.stdout) as { criticalSets: { loss: number; indices: number[] }[]; population: { eigenvalues: number[]; lowest: { rank: number; loss: number; sampleLoss: number }[] } };
    expect(parsed).toMatchObject({ count: 16, source: '500 samples of 5 sparse features, seed 0, second moment about 0' });
    // Population: v = p/3 − p²/4 four times, v + np²/4 once. Each rank's lowest sample loss is that of its first critical set.
    const v = 0.1 / 3 - 0.01 / 4;
    const { lowest } = parsed.population;
    [4 * v + v + 0.0125, 4 * v, 3 * v].forEach((loss, rank) => {
      expect(lowest[rank]!.loss).toBeCloseTo(loss, 14);
      expect(lowest[rank]!.sampleLoss).toBe(parsed.criticalSets.find(({ indices }) => indices.length === rank)!.loss);
    });
  });

  it('says that it sorted the eigenvalues, if it did', async () => {
    expect((await atlas('--eigenvalues', '1,2', '--hidden', '1')).stdout).toMatch(/^given eigenvalues, sorted from the largest down\n/);
    expect((await atlas('--eigenvalues', '2,2,1', '--hidden', '1')).stdout).toMatch(/^given eigenvalues\n/);
  });

  it('lists the lowest few of very many', async () => {
    const eigenvalues = Array.from({ length: 64 }, (_, i) => String(64 - i)).join(',');
    const { code, stdout, stderr } = await atlas('--eigenvalues', eigenvalues, '--hidden', '32', '--top', '3', '--json');
    expect(code).toBe(0);
    expect((JSON.parse(stdout) as { criticalSets: { loss: number }[] }).criticalSets.map(({ loss }) => loss)).toEqual([528, 529, 530]);
    expect(stderr).toMatch(/^The 3 lowest of .* critical sets\.\n$/);
  });

  const singular = write('singular.csv', '1,2\n2,4\n3,6\n');
  const indefinite = write('indefinite.json', '[[1,2],[2,1]]');
  const asymmetric = write('asymmetric.json', '[[2,1],[0,2]]');
  const tall = write('tall.json', '[[2,1],[0,2],[1,1]]');
  const headless = write('headless.csv', '1,NA\n2,4\n3,5\n');
  const many = Array.from({ length: 20 }, (_, i) => String(20 - i)).join(',');
  const ragged = write('ragged.csv', 'a,b\n1,2\n3\n');

  it.each([
    [['--eigenvalues', '4,3'], /--hidden/],
    [['--hidden', '1'], /^tegum: atlas: expected one of --eigenvalues, --sigma, --data, --features, got none$/],
    [['--hidden', '1', '--eigenvalues', '2,1', '--data', arrests], /^tegum: atlas: expected one of .*, got --eigenvalues and --data$/],
    [['--hidden', '2', '--eigenvalues', '2,1'], /^tegum: --hidden: expected an integer less than the number of eigenvalues 2, got 2$/],
    [['--hidden', '1', '--eigenvalues', '2,0'], /^tegum: --eigenvalues: expected numbers > 0: Σ invertible, got 0 as number 2$/],
    [['--hidden', '1', '--eigenvalues', '2,NaN'], /^tegum: --eigenvalues \(number 2\): expected a number, got "NaN"$/],
    [['--hidden', '1', '--eigenvalues', '2,1', '--columns', 'a'], /^tegum: --columns: expected --data beside it, got --eigenvalues$/],
    [['--hidden', '1', '--eigenvalues', '2,1', '--centred'], /^tegum: --centred: expected --data or --features beside it/],
    [['--hidden', '1', '--data', arrests], /arrests\.csv: row 1, column "State": expected a finite number, got "Alabama"/],
    [['--hidden', '1', '--data', ragged], /ragged\.csv: row 2: expected 2 cells, like the first row, got 1$/],
    [['--hidden', '1', '--data', singular], /singular\.csv: expected a positive definite sigma, got a singular one of rank 1 of 2/],
    [['--hidden', '1', '--sigma', indefinite], /indefinite\.json: expected a positive definite sigma, got an indefinite one: smallest eigenvalue -0.99999/],
    [['--hidden', '1', '--sigma', asymmetric], /asymmetric\.json: expected a symmetric sigma, got 0 at row 2, column 1 and 1 at row 1, column 2/],
    [['--hidden', '1', '--sigma', tall], /tall\.json: expected a square matrix Σ, got 3 × 2 \(for rows of data use tegum atlas --data\)$/],
    [['--hidden', '1', '--features', '3', '--density', '0.1', '--samples', '2'], /^tegum: --samples: expected a positive definite sigma, got a singular one/],
    [['--hidden', '1', '--data', headless], /headless\.csv: row 1, column "column 2": expected a finite number, got "NA"/],
    [['--hidden', '8', '--eigenvalues', many, '--figure', join(folder, 'x.gif.svg')], /^tegum: --figure: expected at most 1000 critical sets to draw, got/],
    [['--hidden', '1', '--data', 'absent.csv'], /absent\.csv: expected an existing path/],
    [['--hidden', '1', '--features', '3'], /^tegum: --density: expected a probability beside --features, got none$/],
    [['--hidden', '1', '--features', '3', '--density', '0.1,0.2'], /^tegum: --density: expected 1 number, or 3, one a feature, got 2$/],
    [['--hidden', '1', '--eigenvalues', '2,1', '--figure', join(folder, 'x.gif')], /^tegum: --figure: expected a file that ends in \.svg or \.png/],
  ] as const)('refuses %j', async (argv, message) => {
    const { code, stdout, stderr } = await atlas(...argv);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.trimEnd()).toMatch(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(existsSync(join(folder, 'x.gif'))).toBe(false);
  });
});
