import { EngineError } from '../errors/engine-error.js';
import type { Engine } from './engine.js';
import { startPool } from './pool.client.js';

/**
 * The engine an `--engine` value names.
 *
 * @throws {EngineError} for one that does not exist, or cannot be used here.
 */
export async function startEngine(name: string, threads: number): Promise<Engine> {
  if (name !== 'local') {
    throw new EngineError('--engine', 'local (threads of this machine), the one engine of this version', JSON.stringify(name), 'leave --engine out');
  }
  return startPool(threads);
}
