/** @file The ways a kernel can be computed, and what comes back with a result. */
import { InputError } from '@tegum/core';

/**
 * `webgpu`, `webgl2` and `webasm` are backends of gpu.js, all in float32: compute shaders, fragment shaders, and WebAssembly SIMD on
 * the CPU. `core` is our own path on the CPU, in float64. gpu.js's own `cpu` mode, which needs `eval`, is never used.
 */
export type Backend = 'webgpu' | 'webgl2' | 'webasm' | 'core';

/** From what is fastest where it is really there. */
export const BACKENDS: readonly Backend[] = ['webgpu', 'webgl2', 'webasm', 'core'];

/** A backend by name, or the first that is there. */
export type BackendRequest = Backend | 'auto';

/** A result, and what computed it. */
export interface Outcome<Result> {
  readonly result: Result;
  readonly backend: Backend;
  /** With `auto`: why faster backends were passed over. Null where the fastest ran, or the one that was named. */
  readonly fallbackReason: string | null;
}

/** @throws {InputError} if it is neither a backend nor `auto`. */
export function checkRequest(request: string): asserts request is BackendRequest {
  if (request === 'auto' || BACKENDS.some((backend) => backend === request)) return;
  throw new InputError('backend', `auto, ${BACKENDS.join(', ')}`, JSON.stringify(request));
}
