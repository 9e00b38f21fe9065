/** @file The parts of gpu.js that are used, and its loading: 600 kB that nobody on the `core` path fetches. */

export type GpuBackend = 'webgpu' | 'webgl2' | 'webasm';

/** Array arguments are flat; gpu.js takes ordinary numbers as floats. */
export type KernelArgument = Float32Array | number;

/** What a kernel of one or two output dimensions gives; with four numbers a cell, those in the place of a number. */
export type KernelOutput = Float32Array | readonly Float32Array[] | readonly (readonly Float32Array[])[];

export interface GpuKernel {
  (...values: KernelArgument[]): KernelOutput | Promise<KernelOutput>;
  readonly kernel: {
    readonly constructor: { readonly mode?: string };
    readonly context?: { readonly fenceSync?: unknown } | null;
    readonly fallbackReason?: string | null;
  };
  destroy(): void;
}

export interface GpuInstance {
  createKernel(source: string, settings: object): GpuKernel;
  destroy(): Promise<void>;
  readonly context: { isContextLost?: () => boolean } | null;
}

export interface GpuLibrary {
  readonly GPU: {
    new (settings: { mode: GpuBackend }): GpuInstance;
    readonly isWebGL2Supported: boolean;
    readonly isWebGPUSupported: boolean;
    readonly isWebAssemblySupported: boolean;
    isWebGPUAvailable(): Promise<boolean>;
  };
}

let library: Promise<GpuLibrary> | undefined;

/** Node and bundlers disagree on where the exports of a CommonJS module are. */
export function gpuLibrary(): Promise<GpuLibrary> {
  library ??= import('gpu.js').then((module) => {
    const { default: inner, ...named } = module as unknown as { default?: Partial<GpuLibrary> } & Partial<GpuLibrary>;
    return (inner?.GPU === undefined ? named : inner) as GpuLibrary;
  });
  return library;
}

/** Why a backend cannot run here, or null. */
export async function whyAbsent(backend: GpuBackend): Promise<string | null> {
  const { GPU } = await gpuLibrary();
  switch (backend) {
    case 'webgpu':
      if (!GPU.isWebGPUSupported) return 'there is no navigator.gpu';
      return (await GPU.isWebGPUAvailable()) ? null : 'navigator.gpu has no adapter';
    case 'webgl2':
      return GPU.isWebGL2Supported ? null : 'there is no WebGL 2 context with float textures';
    case 'webasm':
      return GPU.isWebAssemblySupported ? null : 'there is no WebAssembly';
  }
}
