/**
 * @file `npm start`: from a fresh clone to the first figure.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { install } from './src/install.mjs';
import { requireNode } from './src/node-version.mjs';
import { nx, root, run, step } from './src/workspace.mjs';

const preset = 'phase-diagram-2x1';
const out = join('runs', preset);

requireNode();
await install();
await step('building', () => nx(['run-many', '-t', 'build', '-p', 'tegum'], { quiet: true }));

// A finished run resumes with nothing left to do, an interrupted one goes on where it stopped.
const started = existsSync(join(root, out, 'manifest.json'));
const verb = started ? ['resume', out] : ['run', preset, '--out', out];
const exit = await run(process.execPath, [join(root, 'apps/sweep/dist/main.js'), ...verb]);
if (exit === 0) {
  const figures = join(root, out, 'figures');
  for (const figure of readdirSync(figures).sort()) console.log(`figure: ${join(figures, figure)}`);
} else if (exit === 130 || exit === 143) {
  console.error('interrupted: npm start goes on from here');
} else if (started) {
  console.error(`${out} could not be resumed: move it away and npm start makes it anew`);
}
process.exitCode = exit;
