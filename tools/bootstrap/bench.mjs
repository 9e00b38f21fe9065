/**
 * @file `npm run bench`: measures, by hand, on this machine. Arguments go to the bench: `npm run bench -- --help`.
 */
import { join } from 'node:path';
import { install } from './src/install.mjs';
import { requireNode } from './src/node-version.mjs';
import { nx, root, run, step } from './src/workspace.mjs';

requireNode();
await install();
await step('building', () => nx(['run-many', '-t', 'build', '-p', '@tegum/bench'], { quiet: true }));
process.exitCode = await run(process.execPath, [join(root, 'tools/bench/dist/main.js'), ...process.argv.slice(2)]);
