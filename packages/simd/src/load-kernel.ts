/**
 * @file From the text of a `wasm.generated.ts` to a running module.
 *
 * Synchronous, without fetch: the same in Node, in its workers, in browsers' workers. Engines refuse to compile more than 4 KiB or so on
 * a browser's main thread: load it in a worker there.
 */
const PAGE = 65536;

/** What every kernel exports besides its functions. */
export interface KernelExports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  /** The first byte that the module itself does not use. */
  heapBase(): number;
}

function decodeBase64(text: string): Uint8Array {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const valueOf = new Uint8Array(128);
  for (let d = 0; d < 64; d++) valueOf[digits.charCodeAt(d)] = d;
  const end = text.indexOf('=');
  const characters = end < 0 ? text.length : end;
  const bytes = new Uint8Array(Math.floor((characters * 3) / 4));
  let bits = 0;
  let at = 0;
  for (let c = 0; c < characters; c++) {
    bits = ((bits << 6) | valueOf[text.charCodeAt(c)]!) & 0xfffff;
    if (c % 4 > 0) bytes[at++] = (bits >> (6 - 2 * (c % 4))) & 255;
  }
  return bytes;
}

const modules = new Map<string, WebAssembly.Module>();

/**
 * A fresh instance, with its own memory, of the module in `base64`; compiled once per thread.
 *
 * @param caller - Functions that the module calls, if it does.
 *
 * @example
 * // The smallest module that is a kernel; those of this package lie in their `wasm.generated.ts`.
 * const text = 'AGFzbQEAAAABBQFgAAF/AwIBAAUDAQABBxUCBm1lbW9yeQIACGhlYXBCYXNlAAAKBgEEAEEICw==';
 * const kernel = loadKernel(text);
 * kernel.heapBase(); // → 8
 * // Each call gives an instance with a memory of its own.
 * loadKernel(text).memory === kernel.memory; // → false
 */
export function loadKernel<Exports extends KernelExports>(base64: string, caller: Readonly<Record<string, () => void>> = {}): Exports {
  let module = modules.get(base64);
  if (module === undefined) {
    module = new WebAssembly.Module(decodeBase64(base64));
    modules.set(base64, module);
  }
  return new WebAssembly.Instance(module, { caller }).exports as Exports;
}

/**
 * Hands out float64 arrays of a kernel's memory, 16-byte aligned; reserve all of one layout together.
 *
 * @example
 * const kernel = loadKernel('AGFzbQEAAAABBQFgAAF/AwIBAAUDAQABBxUCBm1lbW9yeQIACGhlYXBCYXNlAAAKBgEEAEEICw==');
 * const [x, gradient] = reserve(kernel, [3, 2]);
 * x.set([0.1, 0.2, 0.3]);
 * // What a function of the kernel takes:
 * [x.byteOffset, gradient.byteOffset]; // → [16, 48]
 */
export function reserve(kernel: KernelExports, lengths: readonly number[]): Float64Array[] {
  let at = (kernel.heapBase() + 15) & ~15;
  const starts = lengths.map((length) => {
    const start = at;
    at += (length * 8 + 15) & ~15;
    return start;
  });
  const missing = at - kernel.memory.buffer.byteLength;
  if (missing > 0) kernel.memory.grow(Math.ceil(missing / PAGE));
  return starts.map((start, e) => new Float64Array(kernel.memory.buffer, start, lengths[e]));
}
