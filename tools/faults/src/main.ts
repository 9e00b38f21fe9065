/**
 * @file The program behind `npm run soak`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { soakOptions, usage, type SoakOptions } from './options.js';
import { killCoordinators } from './scenarios/coordinator-kills.js';
import { disturbQueue, fullScenario } from './scenarios/queue-faults.js';
import { startPostgres } from './servers/postgres-server.js';
import { startRedis } from './servers/redis-server.js';

const say = (line: string): void => console.error(line);

async function soak({ scenario, seed, kills }: SoakOptions): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), 'tegum-faults-'));
  const serverFolder = mkdtempSync(join(tmpdir(), 'tegum-server-'));
  try {
    if (scenario === 'coordinator') return await killCoordinators(folder, seed, kills, say);
    const server = await (scenario === 'redis' ? startRedis : startPostgres)(serverFolder);
    try {
      return await disturbQueue(folder, server, seed, fullScenario, say);
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
    rmSync(serverFolder, { recursive: true, force: true });
  }
}

const options = soakOptions(process.argv.slice(2));
if (options === 'help') console.log(usage);
else if ('fault' in options) {
  say(options.fault);
  process.exitCode = 2;
} else console.log(JSON.stringify(await soak(options)));
