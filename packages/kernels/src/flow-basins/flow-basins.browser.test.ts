import { describe, expect, it } from 'vitest';
import { FlowBasins, openDevice } from '../index.js';
import { compare } from './flow-basins.support.test.js';

describe.each(['webgpu', 'webgl2', 'webasm'] as const)('the bundled basins on %s', (backend) => {
  it('are those of core within the stated bounds', async () => {
    const device = await openDevice(backend);
    const kernel = new FlowBasins(device);
    const { starts, time, distance, learned, unsettled } = await compare(kernel, new FlowBasins(await openDevice('core')));
    expect(starts).toBeGreaterThan(1000);
    expect(time).toBeLessThan(0.01);
    expect(distance).toBeLessThan(2e-3);
    expect(learned).toBeLessThan(3);
    expect(unsettled).toBe(0);
    kernel.dispose();
    await device.dispose();
  });
});
