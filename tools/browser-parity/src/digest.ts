import type { Computation } from './computations.js';

/**
 * SHA-256 of an array's bytes, as hex digits. Web Crypto is in browsers and in Node alike.
 *
 * Bytes are in the machine's order, which is little-endian wherever Node and browsers run.
 */
export async function digest({ buffer, byteOffset, byteLength }: Float64Array | Uint32Array | Uint8Array): Promise<string> {
  const bytes = new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength);
  const hash = new Uint8Array(await globalThis.crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The digests of all that is listed, by name. */
export async function digestAll(computations: readonly Computation[]): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  for (const { name, compute } of computations) digests[name] = await digest(compute());
  return digests;
}
