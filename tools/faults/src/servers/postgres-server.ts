import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { end, freePort, startUntil, type Server } from './server.js';

/** Where Debian keeps the programs of each version; they are not on PATH. */
const installations = '/usr/lib/postgresql';

/** @param folder - An empty one, for its data. */
export async function startPostgres(folder: string): Promise<Server> {
  const version = existsSync(installations) ? readdirSync(installations).sort((a, b) => Number(b) - Number(a))[0] : undefined;
  if (version === undefined) throw new Error(`expected PostgreSQL in ${installations}, got nothing there`);
  const program = (name: string): string => join(installations, version, 'bin', name);
  // It refuses to run as root; the package has made a user for it.
  const user = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  execFileSync(program('initdb'), ['-D', data, '-A', 'trust', '-U', 'tegum', '--no-sync'], { ...user, cwd: folder, stdio: 'ignore' });
  const port = await freePort();
  const start = () => startUntil(/ready to accept connections/, program('postgres'), ['-D', data, '-h', '127.0.0.1', '-p', String(port), '-k', folder], user);
  let child = await start();
  return {
    url: `postgres://tegum@127.0.0.1:${port}/postgres`,
    restart: async (awayMs) => {
      // Its immediate shutdown: no checkpoint, and the log is replayed at the next start, as after a crash.
      await end(child, 'SIGQUIT');
      await sleep(awayMs);
      child = await start();
    },
    stop: () => end(child, 'SIGINT'),
  };
}

function idOf(flag: '-u' | '-g'): number {
  return Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
}
