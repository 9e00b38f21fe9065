import { alignedHalfTime, linspace } from '@tegum/core';
import { afterAll, describe, expect, it } from 'vitest';
import { openDevice } from '../device/device.js';
import { rewriteSource } from '../device/rewrite-source.support.test.js';
import { FlowBasins } from './flow-basins.js';
import { compare, randomPlane } from './flow-basins.support.test.js';
import type { BasinFlow } from './source.js';

const core = new FlowBasins(await openDevice('core'));

/** W = (α, β): the whole phase portrait of two features and one hidden unit. */
const portrait = (flow: BasinFlow, alphas: Float64Array, betas: Float64Array) => ({
  flow,
  hidden: 1,
  eigenvalues: Float64Array.of(2, 1),
  origin: Float64Array.of(0, 0),
  first: Float64Array.of(1, 0),
  second: Float64Array.of(0, 1),
  alphas,
  betas,
});

describe.each(['webasm', 'core'] as const)('basins on %s', async (backend) => {
  const device = await openDevice(backend);
  const kernel = new FlowBasins(device);
  afterAll(async () => {
    kernel.dispose();
    await device.dispose();
  });

  it('learns the first eigenvector from anywhere but its stable manifolds', async () => {
    const { result } = await kernel.run(portrait('tied', Float64Array.of(0, 0.01, 1), Float64Array.of(0, 0.5, 1)));
    // From 0, and from the axis of the second eigenvector, nowhere else and to the saddle.
    expect(Array.from(result.learned)).toEqual([0, 1, 1, 2, 1, 1, 2, 1, 1]);
    expect(Math.max(...result.distance)).toBeLessThan(1e-2);
    expect(result.time[0]).toBe(0);
    expect(result.time[2]).toBe(0);
  });

  it('takes the time of the closed form along an eigenvector', async () => {
    // u = w², u̇ = 2λu(1 − u): from u₀ to half, and by symmetry as long again to 1 − u₀; at rest where |ẇ| = λ w (1 − u) is 0.002.
    const [lambda, start] = [2, 0.1];
    const { result } = await kernel.run(portrait('tied', Float64Array.of(start), Float64Array.of(0)));
    const [first, last] = [start * start, 0.0010015];
    const expected = alignedHalfTime(lambda, first) + alignedHalfTime(lambda, last);
    expect(Math.abs(result.time[0]! - expected)).toBeLessThan(0.01 / lambda);
  });

  it('ends (22) at partial isometries, eigenvectors or not', async () => {
    const { result } = await kernel.run(portrait('notes', Float64Array.of(0.4), Float64Array.of(0.3)));
    expect(result.time[0]).toBeLessThan(10);
    expect(result.distance[0]).toBeGreaterThan(0.1);
  });

  it.each([
    [{ flow: 'untied' as BasinFlow }, /flow: expected notes, oja, tied, got "untied"/],
    [{ eigenvalues: Float64Array.of(1, 2) }, /eigenvalues: expected the largest first, got 2 after 1/],
    [{ eigenvalues: Float64Array.of(2, 0.01) }, /eigenvalues: expected the last at least a hundredth of the first/],
    [{ eigenvalues: Float64Array.of(2, NaN) }, /eigenvalues\[1\]: .*NaN/],
    [{ hidden: 2 }, /hidden: expected an integer from 1 to 1, got 2/],
    [{ origin: Float64Array.of(0, Infinity) }, /origin\[1\]: .*Infinity/],
    [{ alphas: Float64Array.of(0, 5) }, /starts: expected weights of length ≤ 4, got 5/],
    [{ betas: new Float64Array(0) }, /betas: expected 1 to 2048 values, got 0/],
    [{ rest: 0 }, /rest\[0\]: expected a number in \[0.0001, 0.1\], got 0/],
    [{ time: 1000 }, /time\[0\]: expected a number in \[0.1, 200\], got 1000/],
  ])('refuses %o', async (change, message) => {
    await expect(kernel.run({ ...portrait('tied', Float64Array.of(1), Float64Array.of(1)), ...change })).rejects.toThrow(message);
  });
});

describe('basins in float32', async () => {
  const device = await openDevice('webasm');

  it('are those of core within the stated bounds', async () => {
    const { starts, time, distance, learned, unsettled } = await compare(new FlowBasins(device), core);
    expect(starts).toBeGreaterThan(1000);
    expect(time).toBeLessThan(0.01);
    expect(distance).toBeLessThan(2e-3);
    expect(learned).toBeLessThan(3);
    expect(unsettled).toBe(0);
  });

  it('take as many starts along an axis as are allowed, in several launches', async () => {
    const plane = { ...randomPlane(7, 'tied', 2, 1, 2, 2), alphas: linspace(-1, 1, 2048), betas: linspace(-1, 1, 9) };
    const { result } = await new FlowBasins(device).run(plane);
    const last = await new FlowBasins(device).run({ ...plane, alphas: plane.alphas.subarray(2047), betas: plane.betas.subarray(8) });
    expect([result.time.at(-1), result.learned.at(-1)]).toEqual([last.result.time[0], last.result.learned[0]]);
  });

  it.each([
    ['0.1666666667', '0.167'],
    ['share = 2.0', 'share = 2.01'],
    ['limits[1]', '1.05 * limits[1]'],
  ])('%s → %s: misses the bound', async (from, to) => {
    const broken = await openDevice('webasm');
    await rewriteSource(broken, from, to);
    expect((await compare(new FlowBasins(broken), core)).time).toBeGreaterThan(0.01);
    await broken.dispose();
  });
});
