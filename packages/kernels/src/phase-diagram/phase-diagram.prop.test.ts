import { afterAll, describe, expect, it } from 'vitest';
import { openDevice } from '../device/device.js';
import { rewriteSource } from '../device/rewrite-source.support.test.js';
import { PhaseDiagram } from './phase-diagram.js';
import { compare, randomGrid } from './phase-diagram.support.test.js';
import { PHASES } from './phase.js';

describe.each(['webasm', 'core'] as const)('the phase diagram on %s', async (backend) => {
  const device = await openDevice(backend);
  const kernel = new PhaseDiagram(device);
  afterAll(async () => {
    kernel.dispose();
    await device.dispose();
  });

  it('is that of competing optima by core, within the stated bounds', async () => {
    const { pixels, loss, phases, seconds, second, onlyOne } = await compare(kernel);
    expect(pixels).toBeGreaterThan(1000);
    expect(loss).toBeLessThan(backend === 'core' ? 1e-6 : 1e-4);
    expect(phases).toBe(0);
    expect(seconds).toBeGreaterThan(500);
    expect(second).toBeLessThan(backend === 'core' ? 1e-6 : 1e-4);
    expect(onlyOne).toBeLessThan(0.03 * pixels);
  }, 240_000);

  it('has the corners that Elhage et al. drew', async () => {
    const { result } = await kernel.run({ features: 2, densities: Float64Array.of(0.01, 0.9), importances: Float64Array.of(0.1, 10) });
    expect(Array.from(result.phase, (index) => PHASES[index])).toEqual(['antipodal', 'ignored', 'antipodal', 'dedicated']);
    const [p, r] = [0.9, 0.1];
    expect(result.loss[1]).toBeCloseTo(r * (p / 3 - (p * p) / 4), 12);
  });

  it.each([
    [{ densities: Float64Array.of(0.1, NaN) }, /densities\[1\]: expected a number in \[0.005, 0.99\], got NaN/],
    [{ densities: Float64Array.of(1) }, /densities\[0\].*got 1/],
    [{ importances: Float64Array.of(Infinity) }, /importances\[0\]: expected a number in \[0.01, 100\], got Infinity/],
    [{ importances: new Float64Array(0) }, /importances: expected 1 to 2048 values, got 0/],
    [{ features: 4 as 3 }, /features: expected 2 or 3, got 4/],
  ])('refuses %o', async (change, message) => {
    await expect(kernel.run({ ...randomGrid(1, 2, 2, 2), ...change })).rejects.toThrow(message);
  });
});

describe('the largest phase diagram', () => {
  it('takes as many pixels along an axis as it allows, in several launches', async () => {
    const kernel = new PhaseDiagram(await openDevice('webasm'));
    const { densities, importances } = randomGrid(9, 2, 2048, 9);
    const { result } = await kernel.run({ features: 2, densities, importances });
    expect(result.loss).toHaveLength(2048 * 9);
    const last = await kernel.run({ features: 2, densities: densities.subarray(2047), importances: importances.subarray(8) });
    expect(result.loss.at(-1)).toBe(last.result.loss[0]);
    expect(result.phase.at(-1)).toBe(last.result.phase[0]);
  });
});

describe('a kernel with one constant changed', () => {
  it.each([
    ['* 0.1666666667', '* 0.1667'],
    ['start * start * start', '1.01 * start * start * start'],
    ['0.5773502692', '0.577'],
  ])('%s → %s: misses the bound', async (from, to) => {
    const device = await openDevice('webasm');
    await rewriteSource(device, from, to);
    const { loss } = await compare(new PhaseDiagram(device));
    expect(loss < 1e-4).toBe(false);
    await device.dispose();
  });
});
