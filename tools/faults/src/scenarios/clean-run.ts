/** @file The undisturbed run that all others are held against. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf } from '../history.js';
import { runTegum } from '../tegum-process.js';

export interface CleanRun {
  /** Folder with `spec.yaml` in it. */
  readonly folder: string;
  /** Cells of the plan, in order. */
  readonly planned: readonly string[];
  readonly digest: string;
  /** From the start of the process to its end. */
  readonly durationMs: number;
}

/** @param densities × importances cells of two features in one dimension. */
export async function cleanRun(folder: string, { densities, importances, starts }: { readonly densities: number; readonly importances: number; readonly starts: number }): Promise<CleanRun> {
  writeFileSync(
    join(folder, 'spec.yaml'),
    `format: tegum-spec@1
name: faults
model:
  features: 2
  hidden: 1
  density: {logspace: [0.05, 0.8, ${densities}]}
  importance: {last: {logspace: [0.2, 5, ${importances}]}}
train: {starts: ${starts}}
`,
  );
  const plan = await runTegum(['plan', 'spec.yaml', '--json'], folder);
  const planned = plan
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { readonly cell: string }).cell);
  const started = performance.now();
  await runTegum(['run', 'spec.yaml', '--out', 'clean', '--progress', 'none'], folder);
  return { folder, planned, digest: digestOf(join(folder, 'clean', 'results.parquet')), durationMs: performance.now() - started };
}
