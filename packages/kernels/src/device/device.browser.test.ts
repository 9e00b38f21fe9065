import { describe, expect, it } from 'vitest';
import { availableBackends, ContextLostError, MonteCarloLoss, openDevice } from '../index.js';
import { monteCarloProblem, plainLosses } from '../monte-carlo-loss/monte-carlo-loss.support.test.js';

const problem = monteCarloProblem(5, 5, 2, 20);
const expected = plainLosses(problem).reduce((sum, value) => sum + value / 20, 0);

interface Inside {
  readonly context: { getExtension: (name: string) => { loseContext: () => void } };
  readonly kernels: readonly { readonly context: { readonly device: { destroy: () => void } } }[];
}

/** Loses the context that a device uses now; there is a kernel in it. */
async function loseContext(device: Awaited<ReturnType<typeof openDevice>>): Promise<void> {
  const { context, kernels } = (await device.instance()) as unknown as Inside;
  if (device.backend === 'webgl2') context.getExtension('WEBGL_lose_context').loseContext();
  else kernels[0]!.context.device.destroy();
}

describe('devices in a browser', () => {
  it('come from the minified bundle', () => {
    expect(String(openDevice)).not.toMatch(/\n/);
  });

  it('are all four here, and the fastest is taken', async () => {
    expect(await availableBackends()).toEqual(['webgpu', 'webgl2', 'webasm', 'core']);
    const device = await openDevice();
    expect([device.backend, device.fallbackReason]).toEqual(['webgpu', null]);
    await device.dispose();
  });

  it.each(['webgl2', 'webgpu'] as const)('computes on %s with a new context after one was lost', async (name) => {
    const device = await openDevice(name);
    const kernel = new MonteCarloLoss(device);
    await kernel.run(problem);
    await loseContext(device);
    const { result, backend } = await kernel.run(problem);
    expect(backend).toBe(name);
    expect(Math.abs(result.loss / expected - 1)).toBeLessThan(2e-6);
    kernel.dispose();
    await device.dispose();
  });

  it('says so when the new context is lost, too', async () => {
    const device = await openDevice('webgl2');
    const kernel = new MonteCarloLoss(device);
    await kernel.run(problem);
    const reopen = device.reopen.bind(device);
    device.reopen = async (generation) => {
      await reopen(generation);
      const gpu = await device.instance();
      const create = gpu.createKernel.bind(gpu);
      gpu.createKernel = (source, settings) => {
        const made = create(source, settings);
        (gpu as unknown as Inside).context.getExtension('WEBGL_lose_context').loseContext();
        return made;
      };
    };
    await loseContext(device);
    const failure = await kernel.run(problem).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ContextLostError);
    expect((failure as Error).message).toMatch(/^webgl2: the graphics context was lost twice; nothing was computed/);
    kernel.dispose();
    await device.dispose();
  });
});

describe.each(['webgpu', 'webgl2', 'webasm'] as const)('kernels made and disposed of on %s', (backend) => {
  it('leave nothing behind, 40 times over', async () => {
    const device = await openDevice(backend);
    for (let cycle = 0; cycle < 40; cycle++) {
      const kernel = new MonteCarloLoss(device);
      await kernel.run(problem);
      kernel.dispose();
    }
    expect((await device.instance() as unknown as { kernels: unknown[] }).kernels).toHaveLength(0);
    await device.dispose();
  });
});

describe('textures, buffers, programs and shaders of webgl2', () => {
  it('are all deleted with their kernel', async () => {
    const device = await openDevice('webgl2');
    const cycle = async (): Promise<void> => {
      const kernel = new MonteCarloLoss(device);
      await kernel.run(problem);
      kernel.dispose();
    };
    await cycle();
    const { context } = (await device.instance()) as unknown as { context: Record<string, (...values: unknown[]) => unknown> };
    const made: unknown[] = [];
    const alive = new Set<unknown>();
    for (const kind of ['Texture', 'Buffer', 'Framebuffer', 'Program', 'Shader']) {
      const [create, remove] = [context[`create${kind}`]!.bind(context), context[`delete${kind}`]!.bind(context)];
      context[`create${kind}`] = (...values) => {
        const object = create(...values);
        made.push(object);
        alive.add(object);
        return object;
      };
      context[`delete${kind}`] = (object) => {
        alive.delete(object);
        return remove(object);
      };
    }
    for (let count = 0; count < 5; count++) await cycle();
    expect(made.length).toBeGreaterThan(25);
    expect([...alive]).toEqual([]);
    await device.dispose();
  });
});
