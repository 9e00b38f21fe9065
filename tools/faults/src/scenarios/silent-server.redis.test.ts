import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startRedis } from '../servers/redis-server.js';
import { silentServer } from './silent-server.js';

it('notices a server that falls silent, ends when it is told to, and goes on later', { timeout: 120_000 }, async () => {
  const server = await startRedis(mkdtempSync(join(tmpdir(), 'tegum-server-')));
  try {
    expect(await silentServer(mkdtempSync(join(tmpdir(), 'tegum-faults-')), server)).toEqual({ cells: 400, interrupted: 130, resumed: 0 });
  } finally {
    await server.stop();
  }
});
