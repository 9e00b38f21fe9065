import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startRedis } from '../servers/redis-server.js';
import { disturbQueue, smallScenario } from './queue-faults.js';

it('loses, repeats and changes no cell while workers, server and coordinator are killed', { timeout: 300_000 }, async () => {
  const server = await startRedis(mkdtempSync(join(tmpdir(), 'tegum-server-')));
  try {
    const outcome = await disturbQueue(mkdtempSync(join(tmpdir(), 'tegum-faults-')), server, 1, smallScenario, () => undefined);
    expect(outcome).toMatchObject({ cells: 400, coordinatorKills: 1, serverRestarts: 1 });
    expect(outcome.workerKills).toBeGreaterThan(0);
    expect(outcome.pauses).toBeGreaterThan(0);
  } finally {
    await server.stop();
  }
});
