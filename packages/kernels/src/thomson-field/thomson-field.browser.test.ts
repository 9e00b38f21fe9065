import { describe, expect, it } from 'vitest';
import { openDevice, ThomsonField } from '../index.js';
import { worstErrors } from './thomson-field.support.test.js';

describe.each(['webgpu', 'webgl2', 'webasm'] as const)('the bundled field of points on %s', (backend) => {
  it('is within the stated bounds of RieszEnergy', async () => {
    const device = await openDevice(backend);
    const kernel = new ThomsonField(device);
    const { energy, force, points } = await worstErrors(kernel);
    expect(points).toBeGreaterThan(1000);
    expect(energy).toBeLessThan(2e-6);
    expect(force).toBeLessThan(2e-6);
    kernel.dispose();
    await device.dispose();
  });
});
