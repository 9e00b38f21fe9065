import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { killCoordinators } from './coordinator-kills.js';

it('loses, repeats and changes no cell over 100 kills of the process, also while resuming', { timeout: 600_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tegum-faults-'));
  const outcome = await killCoordinators(folder, 1, 100, () => undefined);
  expect(outcome.kills).toBe(100);
  expect(outcome.killsInResume).toBeGreaterThan(10);
});
