/**
 * @file BullMQ on Redis or PostgreSQL: one interface, two servers. Loaded only where an engine's address is given.
 */
import { Socket } from 'node:net';
import type { ConnectionOptions, Processor, Queue, Worker, WorkerOptions } from 'bullmq';
import type pg from 'pg';
import { EngineError } from '../errors/engine-error.js';
import { messageOf } from '../errors/report.js';
import { answered } from './answered.js';
import { queueName } from './batch.protocol.js';
import type { EngineUrl } from './engine-url.js';

/** How long a server may take to answer before it counts as absent. */
const connectTimeoutMs = 5000;
const goodbyeMs = 500;
/** A connection that is silent for so long is broken, and made anew; longer than any question may take, BullMQ's waiting for a job included. */
const silentConnectionMs = 15_000;
const keepAliveMs = 10_000;
const postgresSchema = 'tegum';

export interface QueueServer {
  readonly shown: string;
  /** What about the server endangers jobs; cells are safe in the journal whatever it does. */
  readonly warnings: readonly string[];
  openQueue(): Queue;
  openWorker(processor: Processor, options: Partial<WorkerOptions>): Worker;
  /** After everything is closed: ends connections that still wait for an answer, which would keep the process alive. */
  hangUp(): void;
}

/** @throws {EngineError} if the server cannot be reached or will not let us in. */
export async function connectServer(url: EngineUrl): Promise<QueueServer> {
  const warnings = await probe(url);
  const bullmq = await import('bullmq');
  // Commands wait for as long as the server is away: a restart costs time, not jobs.
  const redis = { connection: { url: url.secret, maxRetriesPerRequest: null, socketTimeout: silentConnectionMs } };
  if (url.kind === 'redis') {
    return {
      shown: url.shown,
      warnings,
      openQueue: () => new bullmq.Queue(queueName, redis),
      openWorker: (processor, options) => new bullmq.Worker(queueName, processor, { ...options, ...redis }),
      // Its client breaks its connections itself when told to disconnect.
      hangUp: () => undefined,
    };
  }
  const sockets = new Set<Socket>();
  const stream = (): Socket => {
    const socket = new Socket();
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    return socket;
  };
  const alive = { connectionTimeoutMillis: connectTimeoutMs, query_timeout: silentConnectionMs, keepAlive: true, keepAliveInitialDelayMillis: keepAliveMs };
  const connection = { connectionString: url.secret, schema: postgresSchema, migrate: true, ...alive, stream, Client: await heardClient() };
  const postgres = { connection: connection as ConnectionOptions };
  // The classes are typed by their server; what is used of them here is the same for both.
  const factory = bullmq.createPostgresBackend as never;
  return {
    shown: url.shown,
    warnings,
    openQueue: () => new bullmq.Queue(queueName, postgres, factory),
    openWorker: (processor, options) => new bullmq.Worker(queueName, processor, { ...options, ...postgres }, factory),
    hangUp: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}

/**
 * The client that pools make. One whose connection breaks tells its query, and everyone: that is an event which nobody hears while BullMQ looks
 * after its tables, and which would end the process.
 */
async function heardClient(): Promise<typeof pg.Client> {
  const { Client } = (await import('pg')).default;
  return class extends Client {
    constructor(config?: string | pg.ClientConfig) {
      super(config);
      this.on('error', () => undefined);
    }
  };
}

async function probe(url: EngineUrl): Promise<readonly string[]> {
  try {
    return await (url.kind === 'redis' ? probeRedis(url.secret) : probePostgres(url.secret));
  } catch (error) {
    throw unreachable(url.shown, error);
  }
}

/** The error of a server that does not answer, or no longer. */
export function unreachable(shown: string, cause: unknown): EngineError {
  return new EngineError('--engine', 'a server that answers', `${shown}: ${messageOf(cause)}`, 'start it, or check address and password');
}

async function probeRedis(address: string): Promise<readonly string[]> {
  const { Redis } = await import('ioredis');
  const client = new Redis(address, { lazyConnect: true, connectTimeout: connectTimeoutMs, commandTimeout: connectTimeoutMs, maxRetriesPerRequest: 0, retryStrategy: () => null });
  let fault: Error | undefined;
  client.on('error', (error: Error) => (fault = error));
  try {
    await client.connect();
    await client.ping();
    const setting = async (name: string): Promise<string | undefined> => {
      try {
        return (await client.config('GET', name))[1];
      } catch {
        // Hosted servers often forbid CONFIG; then there is nothing to warn of.
        return undefined;
      }
    };
    const [policy, appendonly] = [await setting('maxmemory-policy'), await setting('appendonly')];
    return [
      ...(policy === undefined || policy === 'noeviction' ? [] : [`Redis drops keys when its memory is full (maxmemory-policy ${policy}): set it to noeviction.`]),
      ...(appendonly === undefined || appendonly === 'yes' ? [] : ['Redis forgets its queue when it restarts (appendonly no): cells being computed then are sent again.']),
    ];
  } catch (error) {
    throw fault ?? error;
  } finally {
    client.disconnect();
  }
}

async function probePostgres(address: string): Promise<readonly string[]> {
  const { Client } = (await import('pg')).default;
  const socket = new Socket();
  const client = new Client({ connectionString: address, connectionTimeoutMillis: connectTimeoutMs, query_timeout: connectTimeoutMs, stream: () => socket });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return [];
  } finally {
    // One that is silent never answers a goodbye.
    await answered(client.end(), goodbyeMs).catch(() => undefined);
    socket.destroy();
  }
}
