/** @file The operations of one call, counted by running it once on instrumented modules. */
import type { Operations } from '../lanes/work.js';
import { instrument } from './instrument.js';

/**
 * Counts what one call of the function that `prepare` gives does in WebAssembly.
 *
 * From then on every module of this thread that was not compiled before is an instrumented one: for threads that do nothing else.
 */
export function countOperations(prepare: () => () => unknown): Operations {
  const instances: WebAssembly.Instance[] = [];
  const { Module, Instance } = WebAssembly;
  WebAssembly.Module = new Proxy(Module, {
    construct: (target, [bytes]: [Uint8Array]) => new target(instrument(bytes)),
  });
  WebAssembly.Instance = new Proxy(Instance, {
    construct: (target, [module, imports]: [WebAssembly.Module, Readonly<Record<string, unknown>>?]) => {
      const instance = new target(module, imports);
      instances.push(instance);
      return instance;
    },
  });
  const total = (name: 'flops' | 'bytes'): number =>
    instances.reduce((sum, { exports }) => sum + (exports[name] as { readonly value: number }).value, 0);
  try {
    const run = prepare();
    // Once before, so that what is compiled or laid out at the first call is not counted.
    run();
    const before = { flops: total('flops'), bytes: total('bytes') };
    run();
    return { flops: total('flops') - before.flops, bytes: total('bytes') - before.bytes };
  } finally {
    WebAssembly.Module = Module;
    WebAssembly.Instance = Instance;
  }
}
