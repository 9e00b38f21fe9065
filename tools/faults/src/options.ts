/** @file What `npm run soak` is asked for. */
import { parseArgs } from 'node:util';

export const usage = `usage: npm run soak -- coordinator [--kills N] [--seed N]
       npm run soak -- redis | postgres [--seed N]

coordinator: kills \`tegum run\` and \`tegum resume\` at random moments, 1,000 times if not told otherwise; a quarter of an hour.
redis, postgres: 2,000 cells on three worker processes; workers killed and stopped, the server restarted, the coordinator killed.
Both end at the first fault, with what had happened to that run. --seed (1) sets the moments.`;

const scenarios = ['coordinator', 'redis', 'postgres'] as const;

export interface SoakOptions {
  readonly scenario: (typeof scenarios)[number];
  readonly seed: number;
  readonly kills: number;
}

/** The options, `help` when that was asked for, or what is wrong with them in one line. */
export function soakOptions(args: readonly string[]): SoakOptions | 'help' | { readonly fault: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { seed: { type: 'string', default: '1' }, kills: { type: 'string', default: '1000' }, help: { type: 'boolean', default: false } },
    });
    if (values.help) return 'help';
    const scenario = scenarios.find((name) => name === positionals[0]);
    if (scenario === undefined || positionals.length > 1) {
      return { fault: `soak: expected one of ${scenarios.join(', ')}, got ${JSON.stringify(positionals.join(' '))} (npm run soak -- --help)` };
    }
    const fault = wholeNumberFault('--seed', values.seed, 0) ?? wholeNumberFault('--kills', values.kills, 1);
    return fault === undefined ? { scenario, seed: Number(values.seed), kills: Number(values.kills) } : { fault };
  } catch (error) {
    return { fault: `soak: expected options of its own, got another: ${(error as Error).message.split('.')[0]!} (npm run soak -- --help)` };
  }
}

function wholeNumberFault(flag: string, text: string, least: number): string | undefined {
  const number = Number(text);
  return Number.isSafeInteger(number) && number >= least ? undefined : `${flag}: expected a whole number ≥ ${String(least)}, got ${JSON.stringify(text)}`;
}
