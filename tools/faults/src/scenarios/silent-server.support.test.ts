import { expect, it } from 'vitest';
import type { Server } from '../servers/server.js';
import { temporaryFolder } from '../temporary-folder.support.test.js';
import { silentServer } from './silent-server.js';

/** What a run has to hold on every kind of server when it falls silent. */
export function testSilentServer(start: (folder: string) => Promise<Server>): void {
  it('outlives a server that falls silent, ends when it is told to, and goes on later', { timeout: 240_000 }, async () => {
    const server = await start(temporaryFolder('server'));
    try {
      const { endedAfterMs, ...outcome } = await silentServer(temporaryFolder('faults'), server);
      expect(outcome).toEqual({ cells: 400, interrupted: 130, startedInSilence: 6, resumed: 0 });
      // Minutes, if it waited for its grace.
      expect(endedAfterMs).toBeLessThan(60_000);
    } finally {
      await server.stop();
    }
  });
}
