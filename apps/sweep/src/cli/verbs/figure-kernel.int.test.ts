import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { populationLoss } from '@tegum/core';
import { describe, expect, it } from 'vitest';
import type { BasinAnswer } from '../../kernels/basins.js';
import type { LandscapeAnswer } from '../../kernels/landscape.js';
import type { ReluBasinAnswer } from '../../kernels/relu-basins.js';
import { temporaryFolder } from '../../testing/spawn-tegum.js';
import { tegumHere, type Ended } from '../../testing/tegum-here.js';

const folder = temporaryFolder();
const file = (name: string): string => join(folder, name);

const figure = (...args: string[]): Promise<Ended> => tegumHere('figure', ...args);

async function answer<Answer>(...args: string[]): Promise<Answer> {
  const { code, stdout } = await figure(...args, '--json');
  expect(code).toBe(0);
  return JSON.parse(stdout) as Answer;
}

const pair = { format: 'tegum-model@1', W: [[1, -1]], b: [0, 0], density: 0.1 };
writeFileSync(file('pair.json'), JSON.stringify(pair));

describe('tegum figure --kernel landscape', () => {
  const landscape = (...args: string[]) => answer<LandscapeAnswer & { figure: string }>(file('pair.json'), '--kernel', 'landscape', '--pixels', '33', '--out', file('landscape.svg'), ...args);

  it('draws the exact loss around a model, and says what computed it', async () => {
    const found = await landscape();
    expect(found).toMatchObject({ kernel: 'landscape', backend: 'webasm', pixels: 33, figure: file('landscape.svg') });
    expect(found.fallbackReason).toMatch(/^no webgpu: .*; no webgl2: /);
    const population = { density: Float64Array.of(0.1, 0.1), importance: Float64Array.of(1, 1) };
    expect(found.loss).toBeCloseTo(populationLoss({ features: 2, hidden: 1, W: Float64Array.of(1, -1), b: new Float64Array(2) }, population).loss, 12);
    // The model is the middle of the plane and nearly an optimum.
    expect(found.lowest.loss).toBeLessThan(found.loss * (1 + 1e-5));
    expect(found.lowest.loss).toBeGreaterThan(0.9 * found.loss);
    expect(found.highest).toBeGreaterThan(10 * found.loss);
    const svg = readFileSync(file('landscape.svg'), 'utf8');
    expect(svg).toContain('computed on webasm');
    expect(svg).toContain('Exact loss around a model');
  });

  it('finds the same on core, in float64, and gives no reason where the backend was named', async () => {
    const [float32, float64] = [await landscape('--backend', 'webasm'), await landscape('--backend', 'core')];
    expect([float32.fallbackReason, float64.fallbackReason]).toEqual([null, null]);
    expect([float32.backend, float64.backend]).toEqual(['webasm', 'core']);
    expect(float32.lowest.alpha).toBe(float64.lowest.alpha);
    expect(Math.abs(float32.lowest.loss / float64.lowest.loss - 1)).toBeLessThan(1e-5);
    expect(Math.abs(float32.highest / float64.highest - 1)).toBeLessThan(1e-5);
    expect(readFileSync(file('landscape.svg'), 'utf8')).toContain('computed on core');
  });
});

describe('tegum figure --kernel basins', () => {
  const basins = (...args: string[]) => answer<BasinAnswer>('--kernel', 'basins', '--pixels', '41', '--out', file('basins.svg'), ...args);

  it('shows that the tied gradient learns the first eigenvectors from almost everywhere', async () => {
    const { backend, ends } = await basins('--eigenvalues', '4,2');
    expect(backend).toBe('webasm');
    const [first, ...rest] = [...ends].sort((a, b) => b.share - a.share);
    expect(first).toMatchObject({ end: '{1}' });
    expect(first!.share).toBeGreaterThan(0.97);
    // The middle column has no weight on the first eigenvector, and its middle none at all.
    expect(rest.map(({ end, share }) => [end, Math.round(share * 41 * 41)])).toEqual([['{2}', 40], ['origin', 1]]);
  });

  it('shows that (22) stops at isometries that eigenvectors do not make up', async () => {
    const { ends } = await basins('--flow', 'notes', '--eigenvalues', '4,2');
    expect(ends.find(({ end }) => end === 'partial isometry')!.share).toBeGreaterThan(0.9);
    const core = await basins('--flow', 'notes', '--eigenvalues', '4,2', '--backend', 'core');
    expect(core.ends.map(({ end, share }) => [end, share])).toEqual(ends.map(({ end, share }) => [end, share]));
  });

  it('takes a plane of random directions where there are more than two weights, the same for a seed', async () => {
    const args = ['--eigenvalues', '3,2,1', '--hidden', '2', '--pixels', '9', '--seed', '7'];
    expect(await basins(...args)).toEqual(await basins(...args));
    const { ends } = await basins(...args);
    expect(ends.find(({ end }) => end === '{1, 2}')!.share).toBeGreaterThan(0.9);
  });
});

describe('tegum figure --kernel basins --flow relu', () => {
  const basins = (...args: string[]) => answer<ReluBasinAnswer>('--kernel', 'basins', '--flow', 'relu', '--pixels', '16', '--out', file('relu.svg'), ...args);

  it('shows which optimum of the exact loss is reached, and when', async () => {
    const { backend, ends } = await basins();
    expect(backend).toBe('webasm');
    // Even pixels miss the axes: two quadrants of opposite weights, two of weights along one direction, and the bisector to a saddle.
    expect(ends.map(({ end, share }) => [end, share])).toEqual([['antipodal', 0.5], ['superposition 1', 0.21875], ['superposition 2', 0.21875], ['elsewhere', 0.0625]]);
    expect(ends[0]!.loss).toBeLessThan(ends[1]!.loss!);
    expect(ends[1]!.loss).toBe(ends[2]!.loss);
    expect(ends[1]!.meanTime).toBeCloseTo(ends[2]!.meanTime!, 1);
    expect(readFileSync(file('relu.svg'), 'utf8')).toContain('density 0.1, importances 1, 1; 1 hidden; computed on webasm');
  });

  it('finds the same on core, in float64', async () => {
    const [float32, float64] = [await basins('--density', '0.4', '--importance', '1,0.8'), await basins('--density', '0.4', '--importance', '1,0.8', '--backend', 'core')];
    expect(float32.ends.map(({ end, share, loss }) => [end, share, loss])).toEqual(float64.ends.map(({ end, share, loss }) => [end, share, loss]));
    float64.ends.forEach(({ meanTime }, k) => expect(Math.abs(float32.ends[k]!.meanTime! / meanTime! - 1)).toBeLessThan(0.02));
  });

  it('takes three features, in a plane of random directions', async () => {
    const { ends } = await basins('--importance', '1,1,0.8', '--hidden', '2', '--density', '0.3', '--pixels', '8');
    expect(ends.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(ends.find(({ end }) => end === 'dedicated')!.share).toBeGreaterThan(0.5);
  });
});

describe('what tegum figure --kernel refuses', () => {
  it.each([
    [['--kernel', 'basins'], "--out: expected the file to draw to, got nothing (a kernel's figure belongs to no run: --out basins.svg)"],
    [['--kernel', 'landscape', '--out', 'x.svg'], 'tegum figure: expected a MODEL.json before --kernel landscape, got none'],
    [['x', '--kernel', 'basins', '--out', 'x.svg'], 'tegum figure: expected no path with --kernel basins, got "x"'],
    [['--kernel', 'phases', '--out', 'x.svg'], '--kernel: expected one of landscape, basins, got "phases"'],
    [['--kernel', 'basins', '--backend', 'webgl2', '--out', 'x.svg'], '--backend: expected one of auto, webasm, core, got "webgl2"'],
    [['--kernel', 'basins', '--eigenvalues', '2,4', '--out', 'x.svg'], 'FlowBasins.run: eigenvalues: expected the largest first, got 4 after 2'],
    [['--kernel', 'basins', '--flow', 'relu', '--eigenvalues', '4,2', '--out', 'x.svg'], '--eigenvalues: expected a linear flow, got --flow relu (a ReLU model has --density and --importance)'],
    [['--kernel', 'basins', '--density', '0.2', '--out', 'x.svg'], '--density: expected --flow relu, got --flow tied (a linear flow has --eigenvalues)'],
    [['--kernel', 'basins', '--flow', 'relu', '--importance', '1', '--out', 'x.svg'], '--importance: expected two or three features, got 1'],
    [['--kernel', 'basins', '--flow', 'relu', '--hidden', '2', '--out', 'x.svg'], 'ReluBasins.run: hidden: expected an integer from 1 to 1, got 2'],
    [['--kernel', 'basins', '--name', 'polygons', '--out', 'x.svg'], '--name: expected no --kernel beside it, got basins (it names figures of a run)'],
    [[], 'tegum figure: expected a run folder, or --kernel, got neither'],
  ])('%j', async (args, message) => {
    const { code, stdout, stderr } = await figure(...args);
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: `tegum: ${message}\n` });
    expect(existsSync('x.svg')).toBe(false);
  });
});
