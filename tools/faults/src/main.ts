/**
 * @file The soak, by hand: `node tools/faults/dist/main.js coordinator|redis|postgres [--seed N] [--kills N]`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { killCoordinators } from './scenarios/coordinator-kills.js';
import { disturbQueue, fullScenario } from './scenarios/queue-faults.js';
import { startPostgres } from './servers/postgres-server.js';
import { startRedis } from './servers/redis-server.js';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { seed: { type: 'string', default: '1' }, kills: { type: 'string', default: '1000' } } });
const [scenario = ''] = positionals;
const seed = Number(values.seed);
const folder = mkdtempSync(join(tmpdir(), 'tegum-faults-'));
const serverFolder = mkdtempSync(join(tmpdir(), 'tegum-server-'));
const say = (line: string): void => console.error(line);

try {
  if (scenario === 'coordinator') {
    console.log(JSON.stringify(await killCoordinators(folder, seed, Number(values.kills), say)));
  } else if (scenario === 'redis' || scenario === 'postgres') {
    const server = await (scenario === 'redis' ? startRedis : startPostgres)(serverFolder);
    try {
      console.log(JSON.stringify(await disturbQueue(folder, server, seed, fullScenario, say)));
    } finally {
      await server.stop();
    }
  } else {
    console.error('faults: expected one of coordinator, redis, postgres, got ' + JSON.stringify(scenario));
    process.exitCode = 2;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
  rmSync(serverFolder, { recursive: true, force: true });
}
