import { describe, expect, it } from 'vitest';
import { openDevice, PhaseDiagram } from '../index.js';
import { compare } from './phase-diagram.support.test.js';

describe.each(['webgpu', 'webgl2', 'webasm'] as const)('the bundled phase diagram on %s', (backend) => {
  it('is that of competing optima by core, within the stated bounds', async () => {
    const device = await openDevice(backend);
    const kernel = new PhaseDiagram(device);
    const { pixels, loss, phases, second, onlyOne } = await compare(kernel);
    expect(pixels).toBeGreaterThan(1000);
    expect(loss).toBeLessThan(1e-4);
    expect(phases).toBe(0);
    expect(second).toBeLessThan(1e-4);
    expect(onlyOne).toBeLessThan(0.03 * pixels);
    kernel.dispose();
    await device.dispose();
  }, 240_000);
});
