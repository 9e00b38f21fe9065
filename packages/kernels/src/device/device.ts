/** @file Where kernels run: one backend, opened once, shared by any number of kernels. */
import { InputError } from '@tegum/core';
import { BACKENDS, checkRequest, type Backend, type BackendRequest, type Outcome } from './backend.js';
import { gpuLibrary, whyAbsent, type GpuBackend, type GpuInstance } from './gpu-library.js';

/**
 * The backends that run here, fastest first; `core` is always the last of them.
 *
 * @example
 * // In Node; a browser may have webgpu and webgl2 before them.
 * await availableBackends(); // → ['webasm', 'core']
 */
export async function availableBackends(): Promise<Backend[]> {
  const reasons = await Promise.all(BACKENDS.map(async (backend) => (backend === 'core' ? null : whyAbsent(backend))));
  return BACKENDS.filter((_, b) => reasons[b] === null);
}

/**
 * Opens a backend.
 *
 * @param request - A backend, or `auto` for the fastest there is: webgpu, webgl2, webasm, core.
 * @throws {InputError} if the backend that was named is absent: nothing else is put in its place.
 *
 * @example
 * const device = await openDevice('core');
 * device.backend; // → 'core'
 * // One device for any number of kernels, each run as often as you like:
 * const field = new ThomsonField(device);
 * const { result } = await field.run({ starts: 1, points: 2, directions: Float64Array.of(0, 0, 1, 0, 0, -1) });
 * result.energy; // → [0.5]
 * field.dispose();
 * await device.dispose();
 */
export async function openDevice(request: BackendRequest = 'auto'): Promise<Device> {
  checkRequest(request);
  if (request === 'core') return new Device('core', null);
  if (request !== 'auto') {
    const absent = await whyAbsent(request);
    if (absent === null) return new Device(request, null);
    throw new InputError('backend', (await availableBackends()).join(' or '), `${request}, but ${absent}`, "'auto' takes the fastest there is");
  }
  const passed: string[] = [];
  for (const backend of BACKENDS) {
    const absent = backend === 'core' ? null : await whyAbsent(backend);
    if (absent === null) return new Device(backend, passed.length === 0 ? null : passed.join('; '));
    passed.push(`no ${backend}: ${absent}`);
  }
  throw new Error('unreachable: core is always available');
}

/** An open backend. Made by `openDevice`. */
export class Device {
  /** Counts contexts: a kernel of an earlier one is gone with it. */
  generation = 0;
  private gpu: Promise<GpuInstance> | undefined;
  private current: GpuInstance | undefined;
  private disposed = false;

  constructor(
    readonly backend: Backend,
    readonly fallbackReason: string | null,
  ) {}

  /** Wraps a result with what computed it. */
  outcome<Result>(result: Result): Outcome<Result> {
    return { result, backend: this.backend, fallbackReason: this.fallbackReason };
  }

  /** The instance of gpu.js, which holds the graphics context. */
  async instance(): Promise<GpuInstance> {
    if (this.disposed) throw new InputError('device', 'one that is open', 'one that was disposed of');
    const { backend } = this;
    if (backend === 'core') throw new Error('the core backend has no graphics context');
    this.gpu ??= open(backend);
    this.current = await this.gpu;
    return this.current;
  }

  /** Whether an error is, or comes from, the loss of the graphics context. */
  hasLost(error: unknown): boolean {
    return this.current?.context?.isContextLost?.() === true || (error instanceof Error && /\blost\b/.test(error.message));
  }

  /** A new context in the place of a lost one. */
  async reopen(generation: number): Promise<void> {
    if (generation !== this.generation) return;
    this.generation++;
    const lost = this.gpu;
    this.gpu = this.current = undefined;
    await (await lost)?.destroy().catch(() => undefined);
  }

  /** Frees the context and every kernel in it. */
  async dispose(): Promise<void> {
    this.disposed = true;
    const open = this.gpu;
    this.gpu = this.current = undefined;
    await (await open)?.destroy();
  }
}

async function open(backend: GpuBackend): Promise<GpuInstance> {
  const { GPU } = await gpuLibrary();
  return new GPU({ mode: backend });
}
