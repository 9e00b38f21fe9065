import type { CellLimits } from './pool.client.js';
import { startPool } from './pool.client.js';
import type { Engine } from './engine.js';

export interface EngineChoice {
  /** `local`, or the address of a server. */
  readonly engine: string;
  readonly threads: number;
  /** Allow a server elsewhere without TLS or password. */
  readonly insecure: boolean;
  readonly limits: CellLimits;
  /** Told of what endangers nothing but is worth knowing. */
  readonly note: (message: string) => void;
}

/**
 * The engine an `--engine` value names.
 *
 * @throws {InputError} for one that does not exist; {@link EngineError} for one that cannot be used here.
 */
export async function startEngine({ engine, threads, insecure, limits, note }: EngineChoice): Promise<Engine> {
  if (engine === 'local') return startPool(threads, limits);
  const { parseEngineUrl } = await import('../queue/engine-url.js');
  const { connectServer } = await import('../queue/connect.js');
  const { QueueEngine } = await import('../queue/queue.client.js');
  const server = await connectServer(parseEngineUrl(engine, insecure));
  for (const warning of server.warnings) note(warning);
  return new QueueEngine(server, note);
}
