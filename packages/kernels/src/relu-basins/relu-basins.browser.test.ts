import { describe, expect, it } from 'vitest';
import { openDevice, ReluBasins } from '../index.js';
import { compareRelu } from './relu-basins.support.test.js';

describe.each(['webgpu', 'webgl2', 'webasm'] as const)('the bundled basins of a ReLU model on %s', (backend) => {
  it('are those of core within the stated bounds', async () => {
    const device = await openDevice(backend);
    const kernel = new ReluBasins(device);
    const { starts, arrived, elsewhere, time, distance } = await compareRelu(kernel, new ReluBasins(await openDevice('core')));
    expect(starts).toBeGreaterThan(1000);
    expect(arrived).toBeGreaterThan(850);
    expect(elsewhere).toBeLessThan(4);
    expect(time).toBeLessThan(0.02);
    expect(distance).toBeLessThan(5e-3);
    kernel.dispose();
    await device.dispose();
  }, 240_000);
});
