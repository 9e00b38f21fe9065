import { afterAll, describe, expect, it } from 'vitest';
import { openDevice } from '../device/device.js';
import { rewriteSource } from '../device/rewrite-source.support.test.js';
import { ThomsonField } from './thomson-field.js';
import { randomBatch, worstErrors } from './thomson-field.support.test.js';

const [energyBound, forceBound] = [2e-6, 2e-6];

describe.each(['webasm', 'core'] as const)('the field of points on %s', async (backend) => {
  const device = await openDevice(backend);
  const kernel = new ThomsonField(device);
  afterAll(async () => {
    kernel.dispose();
    await device.dispose();
  });

  it('is within the stated bounds of RieszEnergy', async () => {
    const { energy, force, points } = await worstErrors(kernel);
    expect(points).toBeGreaterThan(1000);
    expect(energy).toBeLessThan(backend === 'core' ? 1e-11 : energyBound);
    expect(force).toBeLessThan(backend === 'core' ? 1e-11 : forceBound);
  });

  it('gives two opposite points their energy, and no force along the sphere', async () => {
    const { result } = await kernel.run({ directions: Float64Array.of(0, 0, 2, 0, 0, -3), starts: 1, points: 2 });
    expect(Array.from(result.energy)).toEqual([0.5]);
    expect(result.force.every((value) => value === 0)).toBe(true);
  });

  it('takes many points in several launches', async () => {
    const batch = randomBatch(6, 35, 1024);
    const { result } = await kernel.run(batch);
    const last = await kernel.run({ ...batch, directions: batch.directions.subarray(34 * 3072), starts: 1 });
    expect(result.energy.at(-1)).toBe(last.result.energy[0]);
    expect(Array.from(result.force.subarray(-3))).toEqual(Array.from(last.result.force.subarray(-3)));
  });

  it('gives an infinite energy where two points coincide, and in no other start', async () => {
    const { directions } = randomBatch(3, 2, 4);
    directions.copyWithin(21, 18, 21);
    const { result } = await kernel.run({ directions, starts: 2, points: 4, riesz: 2 });
    expect(result.energy[0]).toBeLessThan(1e8);
    expect(result.energy[1]).toBe(Infinity);
    expect(result.force.subarray(0, 12).every(Number.isFinite)).toBe(true);
    expect(result.force.subarray(12).every(Number.isNaN)).toBe(true);
  });

  it.each([
    [{ directions: Float64Array.of(1, 0, NaN, 0, 1, 0) }, /directions\[2\]: .* got NaN/],
    [{ directions: Float64Array.of(1, 0, 0, 0, Infinity, 0) }, /directions\[4\]: .* got Infinity/],
    [{ directions: Float64Array.of(1, 0, 0, 0, 0, 0) }, /directions: expected vectors other than 0, got 0 at point 1/],
    [{ points: 1 }, /points: expected an integer from 2 to 1024, got 1/],
    [{ points: 1025 }, /points: expected an integer from 2 to 1024, got 1025/],
    [{ starts: 2 ** 17 + 1 }, /starts: expected an integer from 1 to 131072, got 131073/],
    [{ riesz: 1.5 }, /riesz: expected an integer from 1 to 8, got 1.5/],
    [{ starts: 2 }, /directions: expected 12 values, got 6/],
  ])('refuses %o', async (change, message) => {
    const batch = { directions: Float64Array.of(1, 0, 0, 0, 1, 0), starts: 1, points: 2 };
    await expect(kernel.run({ ...batch, ...change })).rejects.toThrow(message);
  });
});

describe('a kernel with one constant changed', () => {
  it.each([
    ['0.5 * potential', '0.50001 * potential', 'energy'],
    ['.0 * potential', '.001 * potential', 'force'],
    ['j !== this.thread.x', 'j > this.thread.x', 'force'],
    ['(restX - ', '(1.5 * restX - ', 'force'],
  ] as const)('%s → %s: misses the bound', async (from, to, error) => {
    const device = await openDevice('webasm');
    await rewriteSource(device, from, to);
    expect((await worstErrors(new ThomsonField(device)))[error]).toBeGreaterThan(error === 'energy' ? energyBound : forceBound);
    await device.dispose();
  });
});
