/**
 * @file A lock that dies with its process: at most one live process holds it, and no dead one keeps it.
 *
 * Taking       link(own file, lock): atomic, fails where a lock is, and shows it to others only with its whole content.
 * Taking over  a dead holder's lock is removed only by a process whose own file is the only live one beside it. Every
 *              process makes its file before it looks for others', so of two that try at once neither can miss the
 *              other; the one with the larger token steps back. Hence nobody removes a lock just taken by another.
 */
import { randomUUID } from 'node:crypto';
import { link, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { currentProcess, livenessOf, type ProcessIdentity } from './process-identity.js';
import { StoreLockedError } from './store-errors.js';

/** The process that holds a lock. */
export interface LockHolder extends ProcessIdentity {
  /** Names this taking of the lock and no other. */
  readonly token: string;
}

/** A lock that is held. */
export interface FolderLock {
  /** The dead process whose lock this was; null if there was none. */
  readonly tookOver: LockHolder | null;
  /** Gives the lock back; does nothing the second time. */
  release(): Promise<void>;
}

const holderSchema = z.strictObject({
  pid: z.int().positive(),
  host: z.string(),
  startTime: z.string().nullable(),
  bootId: z.string().nullable(),
  pidNamespace: z.string().nullable(),
  token: z.string(),
}) satisfies z.ZodType<LockHolder>;

/** Two processes that take over at once settle it in a few of these; then the lock has a live holder. */
const maxAttempts = 100;
const retryMs = 10;

/**
 * Takes the lock of a folder. A lock whose process is dead is taken over.
 *
 * @param path - The lock file; files named `path.…` beside it belong to the lock.
 * @throws {StoreLockedError} if a live process holds it, or one of which this machine cannot tell.
 *
 * @example
 * import { mkdtemp, rm } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 *
 * const folder = await mkdtemp(`${tmpdir()}/tegum-`);
 * const lock = await acquireLock(`${folder}/lock`);
 * lock.tookOver; // → null
 * // Nobody else gets it, not even the same process, until it is given back.
 * const fault = await acquireLock(`${folder}/lock`).catch((error) => error);
 * fault instanceof StoreLockedError; // → true
 * await lock.release();
 * await rm(folder, { recursive: true });
 */
export async function acquireLock(path: string): Promise<FolderLock> {
  const own: LockHolder = { ...currentProcess(), token: randomUUID() };
  const claim = `${path}.${own.token}`;
  let tookOver: LockHolder | null = null;
  try {
    for (let attempt = 0; attempt < maxAttempts; attempt++) {
      if (precedes(await liveClaims(path, own), own)) {
        await rm(claim, { force: true });
        await sleep(retryMs);
        continue;
      }
      if (!(await wroteClaim(claim, own))) continue;
      if (await linked(claim, path)) {
        await removeHalfClaims(path);
        return { tookOver, release: () => releaseLock(path, own) };
      }

      const holder = await readHolder(path);
      if (holder === 'absent') continue;
      if (holder === 'unreadable') throw new StoreLockedError(path, null, 'if no other process uses the folder, delete this file');
      const liveness = livenessOf(holder, own);
      if (liveness === 'alive') throw new StoreLockedError(path, holder, 'wait for it, or stop it');
      if (liveness === 'unknown') {
        throw new StoreLockedError(path, holder, 'this machine cannot tell whether it lives; if it has ended, delete this file');
      }

      if ((await liveClaims(path, own)).length > 0) {
        await sleep(retryMs);
        continue;
      }
      const again = await readHolder(path);
      if (typeof again === 'object' && again.token === holder.token) {
        await rm(path);
        tookOver = holder;
      }
    }
  } finally {
    await rm(claim, { force: true });
    await rm(`${claim}.tmp`, { force: true });
  }
  throw new StoreLockedError(path, null, 'other processes are taking this lock: try again; if there are none, delete the files lock.…');
}

async function releaseLock(path: string, own: LockHolder): Promise<void> {
  const holder = await readHolder(path);
  if (typeof holder === 'object' && holder.token === own.token) await rm(path);
}

function precedes(rivals: readonly string[], own: LockHolder): boolean {
  return rivals.some((token) => token < own.token);
}

/**
 * Made under a passing name and renamed, so that nobody reads half of it; synced, so that a power cut leaves no empty lock.
 *
 * @returns false if a process that has just taken the lock took the passing file for one left by a crash.
 */
async function wroteClaim(claim: string, own: LockHolder): Promise<boolean> {
  const temporary = `${claim}.tmp`;
  const file = await open(temporary, 'w');
  try {
    await file.writeFile(`${JSON.stringify(own)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await rename(temporary, claim);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/** What a crash left while a claim was being written. A live process whose file goes with them writes it anew. */
async function removeHalfClaims(path: string): Promise<void> {
  const folder = dirname(path);
  for (const name of await readdir(folder)) {
    if (name.startsWith(`${basename(path)}.`) && name.endsWith('.tmp')) await rm(join(folder, name), { force: true });
  }
}

async function linked(claim: string, path: string): Promise<boolean> {
  try {
    await link(claim, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function readHolder(path: string): Promise<LockHolder | 'absent' | 'unreadable'> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'absent';
    throw error;
  }
  try {
    return holderSchema.parse(JSON.parse(text));
  } catch {
    return 'unreadable';
  }
}

/** Tokens of other processes' claims; dead ones are cleared away, which is safe since no name is ever used twice. */
async function liveClaims(path: string, own: LockHolder): Promise<string[]> {
  const folder = dirname(path);
  const prefix = `${basename(path)}.`;
  const tokens: string[] = [];
  for (const name of await readdir(folder)) {
    if (!name.startsWith(prefix) || name.endsWith('.tmp') || name === prefix + own.token) continue;
    const claimant = await readHolder(join(folder, name));
    if (claimant === 'absent') continue;
    if (claimant !== 'unreadable' && livenessOf(claimant, own) === 'dead') await rm(join(folder, name), { force: true });
    else tokens.push(name.slice(prefix.length));
  }
  return tokens;
}
