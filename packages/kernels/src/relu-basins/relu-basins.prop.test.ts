import { afterAll, describe, expect, it } from 'vitest';
import { linspace } from '@tegum/core';
import { openDevice } from '../device/device.js';
import { rewriteSource } from '../device/rewrite-source.support.test.js';
import { ReluBasins } from './relu-basins.js';
import { compareRelu, portrait } from './relu-basins.support.test.js';

const core = new ReluBasins(await openDevice('core'));

describe.each(['webasm', 'core'] as const)('basins of a ReLU model on %s', async (backend) => {
  const device = await openDevice(backend);
  const kernel = new ReluBasins(device);
  afterAll(async () => {
    kernel.dispose();
    await device.dispose();
  });

  it('have the antipodal pair and, rarely, both along one direction', async () => {
    const plane = { ...portrait(0.1, [1, 1], 2, 2), alphas: Float64Array.of(-0.9, 0.5, 1), betas: Float64Array.of(0.8, -1.2) };
    const { destinations, destination, time } = (await kernel.run(plane)).result;
    expect(destinations.map(({ W }) => Math.sign(W[0]! * W[1]!))).toEqual([-1, 1, 1]);
    expect(destinations[1]!.loss).toBe(destinations[2]!.loss);
    // Opposite weights stay opposite, and of two along one direction the longer grows.
    expect([destination[0], destination[4], destination[5]]).toEqual([0, 0, 0]);
    expect([destination[1], destination[2]]).not.toContain(0);
    expect(time.every((t) => t > 0 && t < Infinity)).toBe(true);
  });

  it('end where nothing can be called an optimum on the way to a saddle', async () => {
    // The bisector is a stable manifold: equal weights stay equal.
    const plane = { ...portrait(0.1, [1, 1], 2, 2), alphas: Float64Array.of(0.5), betas: Float64Array.of(0.5) };
    const { destination, distance } = (await kernel.run(plane)).result;
    expect([destination[0], distance[0]]).toEqual([-1, NaN]);
  });

  it('are at rest at once where they start at an optimum', async () => {
    const plane = portrait(0.1, [1, 1], 2, 2);
    const [best] = (await kernel.run(plane)).result.destinations;
    const { result } = await kernel.run({ ...plane, origin: { W: best!.W, b: best!.b }, alphas: Float64Array.of(0), betas: Float64Array.of(0) });
    expect([result.destination[0], result.time[0]]).toEqual([0, 0]);
  });

  it('say so where the time is too short', async () => {
    const { destination, time } = (await kernel.run({ ...portrait(0.1, [1, 1], 2, 2), time: 0.5 })).result;
    expect([destination[0], time[0]]).toEqual([-1, Infinity]);
  });

  it.each([
    [{ features: 4 as 3 }, /features: expected an integer from 2 to 3, got 4/],
    [{ hidden: 2 }, /hidden: expected an integer from 1 to 1, got 2/],
    [{ density: 0.01 }, /density\[0\]: expected a number in \[0.02, 0.99\], got 0.01/],
    [{ importance: Float64Array.of(1, NaN) }, /importance\[1\]: .*NaN/],
    [{ importance: Float64Array.of(1) }, /importance: expected 2 values, got 1/],
    [{ origin: { W: Float64Array.of(0, Infinity), b: new Float64Array(2) } }, /origin.W\[1\]: .*Infinity/],
    [{ origin: { W: new Float64Array(2), b: Float64Array.of(NaN, 0) } }, /origin.b\[0\]: .*NaN/],
    [{ alphas: Float64Array.of(0, 5) }, /starts: expected parameters of length ≤ 4, got 5/],
    [{ betas: new Float64Array(0) }, /betas: expected 1 to 2048 values, got 0/],
    [{ rest: 0 }, /rest\[0\]: expected a number in \[0.0001, 0.1\], got 0/],
    [{ time: 1e5 }, /time\[0\]: expected a number in \[0.1, 10000\], got 100000/],
  ])('refuse %o', async (change, message) => {
    await expect(kernel.run({ ...portrait(0.1, [1, 1], 2, 2), ...change })).rejects.toThrow(message);
  });
});

describe('basins of a ReLU model in float32', async () => {
  const device = await openDevice('webasm');

  it('are those of core within the stated bounds', async () => {
    const { starts, arrived, elsewhere, time, distance } = await compareRelu(new ReluBasins(device), core);
    expect(starts).toBeGreaterThan(1000);
    expect(arrived).toBeGreaterThan(850);
    expect(elsewhere).toBeLessThan(4);
    expect(time).toBeLessThan(0.02);
    expect(distance).toBeLessThan(5e-3);
  }, 240_000);

  it('take as many starts along an axis as are allowed, in several launches', async () => {
    const plane = { ...portrait(0.5, [1, 0.5], 2, 2), alphas: linspace(-1, 1, 2048), betas: linspace(-1, 1, 3) };
    const { result } = await new ReluBasins(device).run(plane);
    const last = await new ReluBasins(device).run({ ...plane, alphas: plane.alphas.subarray(2047), betas: plane.betas.subarray(2) });
    expect([result.time.at(-1), result.destination.at(-1)]).toEqual([last.result.time[0], last.result.destination[0]]);
  });

  it.each([
    ['* 0.1666666667', '* 0.18'],
    ['two = 0.75', 'two = 1.4'],
    ['speed <= limits[2] &&', 'speed <= 1.2 * limits[2] &&'],
  ])('%s → %s: misses the bound', async (from, to) => {
    const broken = await openDevice('webasm');
    await rewriteSource(broken, from, to);
    const { elsewhere, time } = await compareRelu(new ReluBasins(broken), core);
    expect(elsewhere > 3 || time > 0.02).toBe(true);
    await broken.dispose();
  });
});
