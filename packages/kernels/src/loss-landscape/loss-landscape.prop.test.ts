import { afterAll, describe, expect, it } from 'vitest';
import { openDevice } from '../device/device.js';
import { rewriteSource } from '../device/rewrite-source.support.test.js';
import { LossLandscape } from './loss-landscape.js';
import { lossesByCore, randomSlice, worstError } from './loss-landscape.support.test.js';

describe.each(['webasm', 'core'] as const)('the landscape on %s', async (backend) => {
  const device = await openDevice(backend);
  const kernel = new LossLandscape(device);
  afterAll(async () => {
    kernel.dispose();
    await device.dispose();
  });

  it('is within the stated bound of core', async () => {
    const { worst, points } = await worstError(kernel);
    expect(points).toBeGreaterThan(1000);
    expect(worst).toBeLessThan(backend === 'core' ? 1e-8 : 1e-5);
  });

  it('takes as many points along an axis as it allows', async () => {
    const slice = randomSlice(12, 2, 1, 2048, 1);
    const { result } = await kernel.run(slice);
    expect(result.loss).toHaveLength(2048);
    const [expected] = lossesByCore({ ...slice, alphas: slice.alphas.subarray(2047) });
    expect(Math.abs(result.loss[2047]! / expected! - 1)).toBeLessThan(1e-5);
  });

  it('gives no weight to a feature of importance 0', async () => {
    const slice = randomSlice(13, 3, 2, 3, 2);
    slice.importance.fill(0);
    expect(Array.from((await kernel.run(slice)).result.loss)).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it.each([
    ['W', NaN, /W\[1\]: expected a number in \[-100, 100\], got NaN/],
    ['b', Infinity, /b\[1\].*Infinity/],
    ['density', 1.5, /density\[1\]: expected a number in \[0, 1\], got 1.5/],
    ['importance', -2, /importance\[1\].*-2/],
    ['alphas', -Infinity, /alphas\[1\].*-Infinity/],
    ['betas', NaN, /betas\[1\].*NaN/],
  ] as const)('refuses %s of %s', async (name, value, message) => {
    const slice = randomSlice(14, 3, 2, 3, 2);
    slice[name][1] = value;
    await expect(kernel.run(slice)).rejects.toThrow(message);
  });

  it('refuses no points, too many, and too many features', async () => {
    const slice = randomSlice(15, 3, 2, 3, 2);
    await expect(kernel.run({ ...slice, alphas: new Float64Array(0) })).rejects.toThrow(/alphas: expected 1 to 2048 points, got 0/);
    await expect(kernel.run({ ...slice, betas: new Float64Array(2049) })).rejects.toThrow(/betas: expected 1 to 2048 points, got 2049/);
    await expect(kernel.run({ ...slice, features: 33 })).rejects.toThrow(/features: expected an integer from 1 to 32, got 33/);
    await expect(kernel.run({ ...slice, first: { W: slice.W.subarray(1), b: slice.b } })).rejects.toThrow(/first.W: expected 6 values, got 5/);
  });
});

describe('a large picture', () => {
  it('is taken in several launches', async () => {
    const device = await openDevice('webasm');
    const slice = randomSlice(16, 1, 1, 2048, 513);
    const { result } = await new LossLandscape(device).run(slice);
    const [expected] = lossesByCore({ ...slice, alphas: slice.alphas.subarray(2047), betas: slice.betas.subarray(512) });
    expect(Math.abs(result.loss.at(-1)! / expected! - 1)).toBeLessThan(1e-5);
    await device.dispose();
  });
});

describe('a kernel with one constant changed', () => {
  it.each([
    ['a sine by a ten-thousandth', '81.60524927607504', '81.61340980100265'],
    ['the third moment of a uniform feature', 'const a3 = 0.25 *', 'const a3 = 0.2501 *'],
    ['the factor of the series', '* biasSin + sumIm', '* biasSin - sumIm'],
    ['the first skeleton', 'errorStart * errorEnd', '0.999 * errorStart * errorEnd'],
    ['a transform near 0', '(0.125 - x', '(0.135 - x'],
  ])('misses the bound: %s', async (_, from, to) => {
    const device = await openDevice('webasm');
    await rewriteSource(device, from, to);
    const { worst } = await worstError(new LossLandscape(device));
    expect(worst).toBeGreaterThan(1e-5);
    await device.dispose();
  });
});
