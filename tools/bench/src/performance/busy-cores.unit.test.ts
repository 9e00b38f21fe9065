import { Worker } from 'node:worker_threads';
import { cpus } from 'node:os';
import { expect, it } from 'vitest';
import { busyCores } from './busy-cores.js';

it('sees the work of another thread, and no more than there are cores', async () => {
  const spinning = new Worker('for (;;);', { eval: true });
  await new Promise((resolve) => spinning.once('online', resolve));
  const busy = await busyCores(500);
  await spinning.terminate();
  // A loaded machine gives the thread less than a core, but is busy itself.
  expect(busy).toBeGreaterThan(0.5);
  expect(busy).toBeLessThanOrEqual(cpus().length);
});
