import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** An empty folder for the test that is running; it goes with it, unless the test fails. */
export function temporaryFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `tegum-${name}-`));
  onTestFinished(({ task }) => {
    if (task.result?.state === 'pass') rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}
