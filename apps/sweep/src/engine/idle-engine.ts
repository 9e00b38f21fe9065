import type { Engine } from './engine.js';

/** For a run in which nothing is left to compute: no thread is started, no server asked. */
export function idleEngine(threads: number): Engine {
  return {
    threads,
    title: 'nothing to compute',
    run: () => Promise.reject(new Error('internal: idleEngine: asked to compute; please report this')),
    terminate: async () => undefined,
  };
}
