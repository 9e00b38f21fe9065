import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { startRedis } from '../servers/redis-server.js';
import { startTegum } from '../tegum-process.js';
import { temporaryFolder } from '../temporary-folder.support.test.js';

it('ends when it is told to, though its server is gone', { timeout: 120_000 }, async () => {
  const server = await startRedis(temporaryFolder('server'));
  const worker = startTegum(['worker', '--engine', server.url, '--threads', '1', '--grace', '1s'], tmpdir());
  try {
    while (!worker.stderr().includes('Working for')) await sleep(50);
    await server.stop();
    while (!worker.stderr().includes('Lost')) await sleep(50);
    worker.child.kill('SIGTERM');
    expect(await worker.ended).toBe(0);
  } finally {
    worker.child.kill('SIGKILL');
    await server.stop();
  }
});
