/** @file Which backend is fastest here. An emulated graphics card is slower than WebAssembly, though it says it is one. */
import { availableBackends, type Backend } from '@tegum/kernels';

export interface FastestBackend {
  readonly backend: Backend;
  readonly passedOver: string | null;
}

const EMULATOR = /swiftshader|llvmpipe|softpipe|software|basic render/i;

export async function fastestBackend(): Promise<FastestBackend> {
  const available = await availableBackends();
  const passed: string[] = [];
  for (const backend of available) {
    const emulator = backend === 'webgpu' ? await webgpuEmulator() : backend === 'webgl2' ? webgl2Emulator() : null;
    if (emulator === null) return { backend, passedOver: passed.length === 0 ? null : passed.join('; ') };
    passed.push(`${backend} is emulated here (${emulator})`);
  }
  return { backend: 'core', passedOver: passed.join('; ') };
}

/** The renderer's name, if it is a program that plays a graphics card. */
function webgl2Emulator(): string | null {
  const context = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (context === null) return 'no context';
  const debug = context.getExtension('WEBGL_debug_renderer_info');
  const parameter: unknown = context.getParameter(debug?.UNMASKED_RENDERER_WEBGL ?? context.RENDERER);
  context.getExtension('WEBGL_lose_context')?.loseContext();
  const renderer = typeof parameter === 'string' ? parameter : '';
  return EMULATOR.test(renderer) ? (EMULATOR.exec(renderer)?.[0] ?? renderer) : null;
}

interface WebGpu {
  requestAdapter(): Promise<{ readonly isFallbackAdapter?: boolean; readonly info?: { readonly isFallbackAdapter?: boolean; readonly description?: string; readonly architecture?: string } } | null>;
}

async function webgpuEmulator(): Promise<string | null> {
  const adapter = await (navigator as unknown as { gpu?: WebGpu }).gpu?.requestAdapter();
  if (adapter === null || adapter === undefined) return 'no adapter';
  const { isFallbackAdapter, info } = adapter;
  const name = `${info?.description ?? ''} ${info?.architecture ?? ''}`.trim();
  return isFallbackAdapter === true || info?.isFallbackAdapter === true || EMULATOR.test(name) ? name || 'a fallback adapter' : null;
}
