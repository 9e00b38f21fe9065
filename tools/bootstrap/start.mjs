/**
 * @file `npm start`: from a fresh clone to the first figure.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { install } from './src/install.mjs';
import { requireNode } from './src/node-version.mjs';
import { nx, root, run, step } from './src/workspace.mjs';

const preset = 'phase-diagram-2x1';
/** In full, so that the paths the command prints are right wherever npm was started. */
const out = join(root, 'runs', preset);

requireNode();
await install();
await step('building', () => nx(['run-many', '-t', 'build', '-p', 'tegum'], { quiet: true }));

// A finished run resumes with nothing left to do, an interrupted one goes on where it stopped.
const started = existsSync(join(out, 'manifest.json'));
const verb = started ? ['resume', out] : ['run', preset, '--out', out];
const exit = await run(process.execPath, [join(root, 'apps/sweep/dist/main.js'), ...verb]);
if (exit === 130 || exit === 143) {
  console.error('interrupted: npm start goes on from here');
} else if (exit === 4 && started) {
  console.error(`${out} could not be resumed: move it away and npm start makes it anew`);
}
process.exitCode = exit;
