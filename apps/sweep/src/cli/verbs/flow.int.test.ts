import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesUnder, temporaryFolder } from '../../testing/spawn-tegum.js';
import { tegumHere, type Ended } from '../../testing/tegum-here.js';

const folder = temporaryFolder();
const write = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const flow = (...argv: string[]): Promise<Ended> => tegumHere('flow', '--progress', 'none', ...argv);

interface FlowJson {
  readonly eigenvalues: number[];
  readonly minimum: number;
  readonly flows: {
    readonly flow: string;
    readonly normalisation: string;
    readonly times: number[];
    readonly loss: number[];
    readonly lossError: number;
    readonly drift?: number[];
    readonly closedFormError?: number;
    readonly plateaus: { readonly from: number; readonly to: number; readonly indices: number[] }[];
    readonly end: { readonly kind: string; readonly gap: number; readonly indices: number[]; readonly W: number[][]; readonly A?: number[][] };
    readonly weights?: { readonly W: number[][]; readonly A?: number[][] }[];
    readonly steps: number;
    readonly evaluations: number;
    readonly outcome: string;
  }[];
  readonly criticalLosses: { readonly indices: number[]; readonly loss: number }[];
}

async function json(...argv: string[]): Promise<FlowJson> {
  const { code, stdout, stderr } = await flow(...argv, '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as FlowJson;
}

describe('tegum flow', () => {
  it('shows by default that (22) misses the PCA minimum that the other three reach, saddle to saddle', async () => {
    const { flows, minimum, criticalLosses } = await json();
    expect(flows.map(({ flow: name }) => name)).toEqual(['untied', 'notes', 'oja', 'tied']);
    for (const { flow: name, end, plateaus, loss, times, outcome } of flows) {
      expect(outcome).toBe('done');
      expect(times).toHaveLength(201);
      expect(loss).toHaveLength(201);
      expect(plateaus.slice(0, 2).map(({ indices }) => indices)).toEqual([[], [1]]);
      if (name === 'notes') {
        expect(end.kind).toBe('partial isometry');
        expect(end.gap).toBeGreaterThan(0.5);
      } else {
        expect(end).toMatchObject({ kind: 'minimum', indices: [1, 2] });
        expect(Math.abs(end.gap)).toBeLessThan(1e-9);
      }
    }
    expect(Math.max(...flows[0]!.drift!)).toBeLessThan(1e-9);
    expect(minimum).toBe(1);
    expect(criticalLosses.map(({ loss }) => loss)).toEqual([7, 6, 5, 4, 3, 2, 1]);
    expect(criticalLosses.at(-1)!.indices).toEqual([1, 2]);
  });

  it('matches the closed form from an aligned start, and says by how much', async () => {
    const start = write('aligned.json', '{"W": [[0.1, 0, 0], [0, 0.02, 0]], "A": [[0.3, 0], [0, -0.2], [0, 0]]}');
    const { flows } = await json('--start', start, '--time', '6', '--tolerance', '1e-12');
    for (const { closedFormError } of flows) expect(closedFormError).toBeLessThan(1e-8);
    const { stdout } = await flow('--start', start, '--time', '6');
    expect(stdout).toContain('|loss − closed form|');
  });

  it('gives the same losses in either basis of a full Σ, with weights that belong to it', async () => {
    const sigma = write('sigma.csv', 'a,b,c\n3,1,0.5\n1,2,0.2\n0.5,0.2,1\n');
    const args = ['--sigma', sigma, '--hidden', '1', '--seed', '3', '--scale', '0.3', '--flow', 'tied', '--time', '40', '--points', '5', '--weights'];
    const [original, eigen] = [await json(...args), await json(...args, '--basis', 'eigen')];
    original.flows[0]!.loss.forEach((loss, t) => { expect(Math.abs(loss - eigen.flows[0]!.loss[t]!)).toBeLessThan(1e-8); });
    expect(original.flows[0]!.end.kind).toBe('minimum');
    // In the eigenbasis the weights are those of the first eigenvector alone.
    const [row] = eigen.flows[0]!.end.W;
    expect(row!.map((weight) => Math.abs(Math.round(weight * 1e4) / 1e4))).toEqual([1, 0, 0]);
    expect(original.flows[0]!.weights).toHaveLength(5);
    expect(Math.abs(original.flows[0]!.end.W[0]![1]!)).toBeGreaterThan(0.1);
  });

  it('prints a table of ends and one of plateaus, and draws the figure', async () => {
    const figure = join(folder, 'flows.svg');
    const { code, stdout, stderr } = await flow('--figure', figure);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^notes +as printed +partial isometry/m);
    expect(stdout).toMatch(/^tied +−¼∇L +PCA minimum +\{1,2\}/m);
    expect(stdout).toMatch(/^ +\{1\} +1\.5\d\d +2\.8\d\d +3 /m);
    expect(stderr).toContain(figure);
    expect(readFileSync(figure, 'utf8')).toContain('Tied gradient: −¼ grad L');
  });

  it('starts from a MODEL.json, and the untied flow from an unbalanced A', async () => {
    const model = write('model.json', JSON.stringify({ format: 'tegum-model@1', W: [[0.1, -0.2, 0.3]], b: [0, 0, 0], density: 0.1 }));
    const [only] = (await json('--flow', 'oja', '--start', model, '--time', '1', '--points', '2', '--weights')).flows;
    expect(only!.weights![0]!.W).toEqual([[0.1, -0.2, 0.3]]);
    const [untied] = (await json('--flow', 'untied', '--unbalanced', '--time', '1', '--points', '2', '--weights')).flows;
    const { W, A } = untied!.weights![0]!;
    expect(A).toHaveLength(3);
    expect(A![0]![0]).not.toBe(W[0]![0]);
  });

  it('says so when the steps run out', async () => {
    const { code, stdout, stderr } = await flow('--flow', 'oja', '--time', '10', '--points', '11', '--max-steps', '40', '--json');
    expect(code).toBe(0);
    expect(stderr).toMatch(/^oja: too many steps, stopped at time [01]\.\d+; give more --max-steps/);
    expect((JSON.parse(stdout) as FlowJson).flows[0]!.outcome).toBe('too many steps');
  });

  write('nan.json', '{"W": [[0.1, "x", 0]]}');
  write('ragged.json', '{"W": [[0.1, 0, 0], [1]]}');
  write('wide.json', '{"W": [[1, 0, 0], [0, 1, 0], [0, 0, 1]]}');
  write('decoder.json', '{"W": [[1, 0, 0]], "A": [[1, 0, 0]]}');
  write('broken.json', '{"W": ');
  write('asymmetric.csv', 'a,b\n1,2\n3,1\n');
  write('indefinite.csv', 'a,b\n1,2\n2,1\n');
  it.each([
    ['--flow sanger', /^tegum: --flow: expected one of untied, notes, oja, tied, all, got "sanger"/],
    ['--eigenvalues 4,NaN', /^tegum: --eigenvalues \(number 2\): expected a number, got "NaN"/],
    ['--eigenvalues 4,0', /^tegum: --eigenvalues: expected numbers > 0: Σ invertible, got 0 as number 2/],
    ['--eigenvalues 4', /^tegum: --eigenvalues: expected 2 to 128 features, got 1/],
    ['--eigenvalues 4,2 --hidden 2', /^tegum: --hidden: expected an integer less than the number of eigenvalues 2, got 2/],
    ['--time 0', /^tegum: --time: expected a number > 0, got "0"/],
    ['--time -1', /^tegum: --time: expected a number > 0, got "-1"/],
    ['--scale 0', /^tegum: --scale: expected a number > 0, got "0"/],
    ['--tolerance 1', /^tegum: --tolerance: expected a number from 1e-13 to 0\.001/],
    ['--points 1', /^tegum: --points: expected an integer from 2/],
    ['--start nan.json', /nan\.json: W\[0\]\[1\]: expected a finite number, got "x"/],
    ['--start ragged.json', /ragged\.json: W\[1\]: expected 3 numbers, got 1/],
    ['--start wide.json', /wide\.json: W: expected 1 to 2 rows, less than the 3 features, got 3/],
    ['--start decoder.json', /decoder\.json: A: expected 3 rows, got 1/],
    ['--start broken.json', /broken\.json.*: expected well-formed JSON/],
    ['--start absent.json', /absent\.json: expected an existing path/],
    ['--start nan.json --seed 1', /^tegum: --seed: expected no --start beside it/],
    ['--flow tied --unbalanced', /^tegum: --unbalanced: expected --flow untied or all, got tied/],
    ['--sigma asymmetric.csv --hidden 1', /expected a symmetric sigma/],
    ['--sigma indefinite.csv --hidden 1', /expected a positive definite sigma/],
    ['--sigma indefinite.csv --eigenvalues 2,1', /^tegum: tegum flow: expected one of --eigenvalues, --sigma, got both/],
  ])('refuses %s with one clear line', async (line, message) => {
    const before = filesUnder(folder);
    const argv = line.split(' ').map((word) => (/\.(json|csv)$/.test(word) ? join(folder, word) : word));
    const finished = await flow(...argv);
    expect(finished.stderr).toMatch(message);
    expect(finished.stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(finished).toMatchObject({ code: 2, stdout: '' });
    expect(filesUnder(folder)).toEqual(before);
  });
});
