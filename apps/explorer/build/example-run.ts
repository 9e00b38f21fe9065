/**
 * @file src/views/runs/example.parquet: what the built command computes for the specification below. The same bytes every time.
 *
 *     npx tsx apps/explorer/build/example-run.ts
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const spec = {
  format: 'tegum-spec@1',
  name: 'example',
  description: 'Density by relative importance of the last feature, n = 2, m = 1, exact population loss.',
  model: { features: 2, hidden: 1, density: { logspace: [0.01, 1, 9] }, importance: { last: { logspace: [0.1, 10, 9] } } },
  train: { method: 'exact', starts: 8, tolerance: 1e-9 },
  figures: [],
};

const command = fileURLToPath(new URL('../../sweep/dist/main.js', import.meta.url));
export const exampleRunFile = fileURLToPath(new URL('../src/views/runs/example.parquet', import.meta.url));

/** Computes it; needs the command built. */
export function exampleRun(): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'tegum-example-'));
  try {
    const file = join(folder, 'spec.json');
    writeFileSync(file, JSON.stringify(spec));
    execFileSync(process.execPath, [command, 'run', file, '--out', join(folder, 'run'), '--threads', '1', '--progress', 'none'], { stdio: ['ignore', 'ignore', 'inherit'] });
    return readFileSync(join(folder, 'run', 'results.parquet'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(exampleRunFile, exampleRun());
