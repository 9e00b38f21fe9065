import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startPostgres } from '../servers/postgres-server.js';
import { silentServer } from './silent-server.js';

it('notices a server that falls silent, ends when it is told to, and goes on later', { timeout: 120_000 }, async () => {
  const server = await startPostgres(mkdtempSync(join(tmpdir(), 'tegum-server-')));
  try {
    expect(await silentServer(mkdtempSync(join(tmpdir(), 'tegum-faults-')), server)).toEqual({ cells: 400, interrupted: 130, resumed: 0 });
  } finally {
    await server.stop();
  }
});
