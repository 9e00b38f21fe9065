/** @file One kernel on one device: compiled when first run, and once more where its context was lost. */
import { InputError } from '@tegum/core';
import type { Device } from './device.js';
import type { GpuKernel, KernelArgument, KernelOutput } from './gpu-library.js';

/** The graphics context was lost, and again in the one retry. */
export class ContextLostError extends Error {
  override readonly name = 'ContextLostError';

  constructor(backend: string, cause: unknown) {
    super(`${backend}: the graphics context was lost twice; nothing was computed (close other graphics programs, take a smaller picture, or another backend)`, { cause });
  }
}

/**
 * A kernel's source with its sizes.
 *
 * The source is text: what a bundler does to functions cannot reach it. Bounds of loops stand in it as literals, since gpu.js cuts
 * loops whose bound is an argument after 1,000 rounds without a word.
 */
export interface ProgramText {
  readonly source: string;
  /** Width, or width and height. */
  readonly output: readonly number[];
  /** Numbers in each cell of the output: 1, or 4 where the source returns `[a, b, c, d]`. Default 1. */
  readonly channels?: 1 | 4;
}

export class Program {
  private compiled: { readonly generation: number; readonly kernel: GpuKernel } | undefined;
  private disposed = false;

  constructor(
    private readonly device: Device,
    private readonly text: ProgramText,
  ) {}

  /**
   * Runs the kernel. Arrays may have other values in the next run, but not other lengths.
   *
   * @returns The output, row by row, [height, width] or [width], times channels.
   * @throws {ContextLostError} if the context was lost, and lost again in a second try.
   */
  async run(...values: readonly KernelArgument[]): Promise<Float32Array> {
    const { generation } = this.device;
    try {
      return await this.attempt(values);
    } catch (error) {
      if (!this.device.hasLost(error)) throw error;
      await this.device.reopen(generation);
    }
    try {
      return await this.attempt(values);
    } catch (error) {
      throw this.device.hasLost(error) ? new ContextLostError(this.device.backend, error) : error;
    }
  }

  /** Frees the kernel's memory on the device. */
  dispose(): void {
    this.disposed = true;
    if (this.compiled?.generation === this.device.generation) this.compiled.kernel.destroy();
    this.compiled = undefined;
  }

  private async attempt(values: readonly KernelArgument[]): Promise<Float32Array> {
    const kernel = await this.kernel();
    const output = await kernel(...values);
    const ran = backendOf(kernel);
    if (ran !== this.device.backend) throw new Error(`gpu.js ran ${ran} in the place of ${this.device.backend}: ${kernel.kernel.fallbackReason ?? 'no reason given'}`);
    return flatten(output, this.text);
  }

  private async kernel(): Promise<GpuKernel> {
    const gpu = await this.device.instance();
    if (this.disposed) throw new InputError('kernel', 'one that is in use', 'one that was disposed of');
    const { generation } = this.device;
    if (this.compiled?.generation !== generation) {
      const { source, output } = this.text;
      const threadless = this.device.backend === 'webasm';
      const kernel = gpu.createKernel(source, { output: [...output], precision: 'single', tactic: 'precision', asyncMode: !threadless });
      this.compiled = { generation, kernel };
    }
    return this.compiled.kernel;
  }
}

/** What gpu.js has really run: where it cannot go on it takes another backend, with a line in the console at the most. */
function backendOf({ kernel }: GpuKernel): string {
  const { mode } = kernel.constructor;
  // Both versions of WebGL call themselves gpu; only the second has fences.
  if (mode === 'gpu') return kernel.context?.fenceSync === undefined ? 'webgl' : 'webgl2';
  return String(mode);
}

function flatten(output: KernelOutput, { output: [width = 1, height], channels = 1 }: ProgramText): Float32Array {
  if (output instanceof Float32Array) return output;
  const flat = new Float32Array(width * (height ?? 1) * channels);
  const rows = height === undefined ? [output] : output;
  rows.forEach((row, y) => {
    const start = y * width * channels;
    if (row instanceof Float32Array) flat.set(row, start);
    else (row as readonly Float32Array[]).forEach((cell, x) => void flat.set(cell, start + x * channels));
  });
  return flat;
}
