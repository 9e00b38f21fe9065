import { InputError } from '@tegum/core';
import { describe, expect, it } from 'vitest';
import { monteCarloProblem } from '../monte-carlo-loss/monte-carlo-loss.support.test.js';
import { MonteCarloLoss } from '../monte-carlo-loss/monte-carlo-loss.js';
import type { BackendRequest } from './backend.js';
import { availableBackends, openDevice } from './device.js';
import { gpuLibrary } from './gpu-library.js';

describe('devices in Node', () => {
  it('are WebAssembly and our own code', async () => {
    expect(await availableBackends()).toEqual(['webasm', 'core']);
  });

  it('says why the faster ones were passed over', async () => {
    const device = await openDevice('auto');
    expect(device.backend).toBe('webasm');
    expect(device.fallbackReason).toBe('no webgpu: there is no navigator.gpu; no webgl2: there is no WebGL 2 context with float textures');
    const { backend, fallbackReason } = await new MonteCarloLoss(device).run(monteCarloProblem(1, 3, 2, 4));
    expect({ backend, fallbackReason }).toEqual({ backend: device.backend, fallbackReason: device.fallbackReason });
    await device.dispose();
  });

  it('gives no reason where the backend asked for runs', async () => {
    for (const backend of ['webasm', 'core'] as const) expect((await openDevice(backend)).fallbackReason).toBeNull();
  });

  it.each(['webgpu', 'webgl2'] as const)('puts nothing in the place of %s, which is absent', async (backend) => {
    await expect(openDevice(backend)).rejects.toThrow(InputError);
    await expect(openDevice(backend)).rejects.toThrow(`backend: expected webasm or core, got ${backend}, but there is no`);
  });

  it('knows no backend of gpu.js that evaluates text', async () => {
    await expect(openDevice('cpu' as BackendRequest)).rejects.toThrow('backend: expected auto, webgpu, webgl2, webasm, core, got "cpu"');
  });

  it('does not take what gpu.js falls back to', async () => {
    const device = await openDevice('webasm');
    const { GPU } = await gpuLibrary();
    const cpu = new GPU({ mode: 'cpu' as 'webasm' });
    const gpu = await device.instance();
    gpu.createKernel = cpu.createKernel.bind(cpu);
    await expect(new MonteCarloLoss(device).run(monteCarloProblem(1, 3, 2, 4))).rejects.toThrow('gpu.js ran cpu in the place of webasm');
    await device.dispose();
  });

  it('runs nothing after it was disposed of', async () => {
    const device = await openDevice('webasm');
    const kernel = new MonteCarloLoss(device);
    await kernel.run(monteCarloProblem(1, 3, 2, 4));
    await device.dispose();
    await expect(kernel.run(monteCarloProblem(1, 3, 2, 4))).rejects.toThrow('device: expected one that is open, got one that was disposed of');
  });

  it('keeps no kernel that was disposed of, 200 times over', async () => {
    const device = await openDevice('webasm');
    for (let cycle = 0; cycle < 200; cycle++) {
      const kernel = new MonteCarloLoss(device);
      await kernel.run(monteCarloProblem(1, 3, 2, 4));
      kernel.dispose();
    }
    expect((await device.instance()) as unknown).toMatchObject({ kernels: [] });
    await device.dispose();
  });

  it('compiles once for pictures of one size, and keeps four sizes', async () => {
    const device = await openDevice('webasm');
    const kernel = new MonteCarloLoss(device);
    const gpu = (await device.instance()) as unknown as { kernels: unknown[] };
    for (const samples of [4, 4, 5, 6, 7, 4, 8, 9]) await kernel.run(monteCarloProblem(samples, 3, 2, samples));
    expect(gpu.kernels).toHaveLength(4);
    kernel.dispose();
    expect(gpu.kernels).toHaveLength(0);
    await device.dispose();
  });
});
