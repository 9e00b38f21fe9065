/**
 * @file `npm run soak`: disturbs runs, by hand, and checks that no cell is lost. Arguments go to the harness: `npm run soak -- --help`.
 */
import { join } from 'node:path';
import { install } from './src/install.mjs';
import { requireNode } from './src/node-version.mjs';
import { nx, root, run, step } from './src/workspace.mjs';

requireNode();
await install();
await step('building', () => nx(['run-many', '-t', 'build', '-p', 'tegum,@tegum/faults'], { quiet: true }));
process.exitCode = await run(process.execPath, [join(root, 'tools/faults/dist/main.js'), ...process.argv.slice(2)]);
