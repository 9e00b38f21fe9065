import { setTimeout as sleep } from 'node:timers/promises';
import { end, freePort, startUntil, type Server } from './server.js';

/** @param folder - An empty one, for its append-only file. */
export async function startRedis(folder: string): Promise<Server> {
  const port = await freePort();
  const start = () =>
    startUntil(/Ready to accept connections/, 'redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--appendonly', 'yes', '--save', '']);
  let child = await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    restart: async (awayMs) => {
      await end(child, 'SIGKILL');
      await sleep(awayMs);
      child = await start();
    },
    stop: () => end(child, 'SIGTERM'),
  };
}
