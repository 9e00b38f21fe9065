import { describe, expect, it } from 'vitest';
import { LossLandscape, openDevice } from '../index.js';
import { worstError } from './loss-landscape.support.test.js';

describe.each(['webgpu', 'webgl2', 'webasm'] as const)('the bundled landscape on %s', (backend) => {
  it('is within the stated bound of core', async () => {
    const device = await openDevice(backend);
    const kernel = new LossLandscape(device);
    const { worst, points } = await worstError(kernel);
    expect(points).toBeGreaterThan(1000);
    expect(worst).toBeLessThan(1e-5);
    kernel.dispose();
    await device.dispose();
  });
});
