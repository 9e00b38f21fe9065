import { expect, it } from 'vitest';
import type { Server } from '../servers/server.js';
import { temporaryFolder } from '../temporary-folder.support.test.js';
import { disturbQueue, smallScenario } from './queue-faults.js';

/** What every kind of server has to hold while all around it is killed. */
export function testQueueFaults(start: (folder: string) => Promise<Server>): void {
  it('loses, repeats and changes no cell while workers, server and coordinator are killed', { timeout: 300_000 }, async () => {
    const server = await start(temporaryFolder('server'));
    try {
      const outcome = await disturbQueue(temporaryFolder('faults'), server, 1, smallScenario, () => undefined);
      expect(outcome).toMatchObject({ cells: 400, coordinatorKills: 1, serverRestarts: 1 });
      expect(outcome.workerKills).toBeGreaterThan(0);
      expect(outcome.pauses).toBeGreaterThan(0);
    } finally {
      await server.stop();
    }
  });
}
