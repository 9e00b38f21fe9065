/**
 * @file `redis://…` and `postgres://…`: what an address says, what may be printed of it, and when it is too open to be used.
 *
 * A password in an address is seen by everybody who can list processes, so it comes from the environment or a file; one that stands in
 * the address all the same is used, and never printed.
 */
import { readFileSync } from 'node:fs';
import { InputError } from '@tegum/core';
import { EngineError } from '../errors/engine-error.js';
import { redact } from '../errors/redact.js';

export interface EngineUrl {
  readonly kind: 'redis' | 'postgres';
  /** With credentials: for the driver alone. */
  readonly secret: string;
  /** Without: for messages, logs and manifests. */
  readonly shown: string;
}

const kinds: Readonly<Record<string, { readonly kind: EngineUrl['kind']; readonly tls: boolean }>> = {
  'redis:': { kind: 'redis', tls: false },
  'rediss:': { kind: 'redis', tls: true },
  'postgres:': { kind: 'postgres', tls: false },
  'postgresql:': { kind: 'postgres', tls: false },
};

/** Settings of a PostgreSQL address under which the server's certificate is checked. */
const securePostgres = new Set(['require', 'verify-ca', 'verify-full']);

/** Where the password may come from. */
const passwordVariable = 'TEGUM_ENGINE_PASSWORD';
const passwordFileVariable = 'TEGUM_ENGINE_PASSWORD_FILE';

/**
 * Reads an engine's address and fills in its password.
 *
 * @param insecure - The user has said that a server without TLS or password is meant.
 * @throws {InputError} for what is no address.
 * @throws {EngineError} for a server elsewhere without TLS or password, unless `insecure`.
 */
export function parseEngineUrl(text: string, insecure: boolean, environment: NodeJS.ProcessEnv = process.env): EngineUrl {
  const url = URL.canParse(text) ? new URL(text) : null;
  const known = url === null ? undefined : kinds[url.protocol];
  if (url === null || known === undefined || url.hostname === '') {
    throw new InputError('--engine', 'local, redis://host:port or postgres://host:port/database', JSON.stringify(redact(text)), 'rediss:// is Redis over TLS');
  }
  const password = givenPassword(environment);
  if (password !== undefined) url.password = encodeURIComponent(password);
  const shown = redact(url.href);
  if (!isLoopback(url.hostname) && !insecure) refuseOpenServer(url, known.tls, shown);
  return { kind: known.kind, secret: url.href, shown };
}

function givenPassword(environment: NodeJS.ProcessEnv): string | undefined {
  const file = environment[passwordFileVariable];
  if (file === undefined || file === '') return environment[passwordVariable] || undefined;
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new InputError(passwordFileVariable, 'a file that can be read', JSON.stringify(file));
  }
}

function refuseOpenServer(url: URL, tls: boolean, shown: string): void {
  const encrypted = tls || securePostgres.has(url.searchParams.get('sslmode') ?? '');
  const remedy = `use ${shown.startsWith('redis') ? 'rediss://' : '?sslmode=verify-full'} and set ${passwordVariable}, or say --insecure on a network you trust`;
  if (!encrypted) throw new EngineError('--engine', 'TLS to a server elsewhere', `${shown} without it`, remedy);
  if (url.password === '') throw new EngineError('--engine', 'a password for a server elsewhere', `none for ${shown}`, remedy);
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
