/**
 * @file Writes the digests that the tests in Node and in the browser compare with.
 */
import { writeFileSync } from 'node:fs';
import { computations } from './computations.js';
import { digestAll } from './digest.js';

const file = new URL('../src/digests.golden.json', import.meta.url);
writeFileSync(file, `${JSON.stringify({ node: process.versions.node, digests: await digestAll(computations) }, null, 2)}\n`);
