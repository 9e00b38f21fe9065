/**
 * @file `npm run explore`: from a fresh clone to the explorer in a browser. Arguments go to `tegum explore`: `npm run explore -- --port 8080`.
 */
import { join } from 'node:path';
import { install } from './src/install.mjs';
import { requireNode } from './src/node-version.mjs';
import { nx, root, run, step } from './src/workspace.mjs';

requireNode();
await install();
await step('building', () => nx(['run-many', '-t', 'build', '-p', 'tegum,@tegum/explorer'], { quiet: true }));
process.exitCode = await run(process.execPath, [join(root, 'apps/sweep/dist/main.js'), 'explore', ...process.argv.slice(2)]);
