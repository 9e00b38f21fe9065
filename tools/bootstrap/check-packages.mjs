/**
 * @file `npm run check:packages`: packs every package and uses it alone, on a machine with nothing but Node and npm.
 */
import { install } from './src/install.mjs';
import { requireNode } from './src/node-version.mjs';
import { nx } from './src/workspace.mjs';

requireNode();
await install();
process.exitCode = await nx(['run', '@tegum/check-packages:test']);
