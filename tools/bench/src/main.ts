/**
 * @file The program behind `npm run bench`.
 */
import { parseArgs } from 'node:util';
import { cases } from './cases/index.js';
import { measure } from './harness/measure.js';
import { machineLine, table } from './harness/report.js';

const usage = 'usage: npm run bench -- [--filter TEXT] [--rounds N] [--json]';

async function main(): Promise<number> {
  const { filter, rounds, json, help } = options();
  if (help) {
    console.log(usage);
    return 0;
  }
  const chosen = cases.filter(({ name }) => name.includes(filter));
  if (chosen.length === 0) {
    console.error(`--filter: expected part of a case's name, got ${filter} (there are ${cases.map(({ name }) => name).join(', ')})`);
    return 2;
  }
  const measurements = await measure(chosen, { rounds, batchMs: 20, warmUpMs: 200, now: () => performance.now() });
  const machine = machineLine();
  console.log(json ? JSON.stringify({ machine, measurements }, null, 2) : `${table(measurements)}\n\n${machine}`);
  return 0;
}

function options(): { filter: string; rounds: number; json: boolean; help: boolean } {
  try {
    const { values } = parseArgs({
      options: {
        filter: { type: 'string', default: '' },
        rounds: { type: 'string', default: '15' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    const rounds = Number(values.rounds);
    if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`--rounds: expected an integer ≥ 1, got ${values.rounds}`);
    return { ...values, rounds };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    process.exit(2);
  }
}

process.exitCode = await main();
