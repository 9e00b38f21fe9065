import { expect, it } from 'vitest';
import { startPostgres } from '../servers/postgres-server.js';
import { temporaryFolder } from '../temporary-folder.support.test.js';
import { silentServer } from './silent-server.js';

it('outlives a server that falls silent, ends when it is told to, and goes on later', { timeout: 240_000 }, async () => {
  const server = await startPostgres(temporaryFolder('server'));
  try {
    const { endedAfterMs, ...outcome } = await silentServer(temporaryFolder('faults'), server);
    expect(outcome).toEqual({ cells: 400, interrupted: 130, startedInSilence: 6, resumed: 0 });
    // Minutes, if it waited for its grace.
    expect(endedAfterMs).toBeLessThan(60_000);
  } finally {
    await server.stop();
  }
});
