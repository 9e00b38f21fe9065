import { expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.support.test.js';
import { killCoordinators } from './coordinator-kills.js';

it('loses, repeats and changes no cell over 100 kills of the process, also while resuming', { timeout: 600_000 }, async () => {
  const outcome = await killCoordinators(temporaryFolder('faults'), 1, 100, () => undefined);
  expect(outcome.kills).toBe(100);
  expect(outcome.killsInResume).toBeGreaterThan(10);
});
