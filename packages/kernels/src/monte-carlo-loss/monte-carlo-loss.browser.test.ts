import { describe, expect, it } from 'vitest';
import { MonteCarloLoss, openDevice } from '../index.js';
import { worstErrors } from './monte-carlo-loss.support.test.js';

describe.each(['webgpu', 'webgl2', 'webasm'] as const)('the bundled loss of samples on %s', (backend) => {
  it('is within the stated bounds of the plain formula', async () => {
    const device = await openDevice(backend);
    const kernel = new MonteCarloLoss(device);
    const { loss, sample, samples } = await worstErrors(device, kernel);
    expect(samples).toBeGreaterThan(1000);
    expect(loss).toBeLessThan(2e-6);
    expect(sample).toBeLessThan(1e-5);
    kernel.dispose();
    await device.dispose();
  });
});
