import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

/** Time of all cores that was spent, and that was not, in ms since the machine started. */
function spent(): { busy: number; idle: number } {
  const times = cpus().map((core) => core.times);
  return {
    busy: times.reduce((sum, { user, nice, sys, irq }) => sum + user + nice + sys + irq, 0),
    idle: times.reduce((sum, { idle }) => sum + idle, 0),
  };
}

/**
 * Cores that are at work, watched for `forMs` while the caller waits; in a container those of the whole machine. Unlike the load average it does not
 * remember what ran before.
 */
export async function busyCores(forMs: number): Promise<number> {
  const before = spent();
  await sleep(forMs);
  const after = spent();
  const busy = after.busy - before.busy;
  return (busy / (busy + after.idle - before.idle)) * cpus().length;
}
