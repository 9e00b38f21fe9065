/**
 * @file Writes the digests that the tests in Node and in the browser compare with.
 */
import { writeFileSync } from 'node:fs';
import { computations } from './computations.js';
import { digest } from './digest.js';

const digests: Record<string, string> = {};
for (const { name, compute } of computations) digests[name] = await digest(compute());
const file = new URL('../src/digests.golden.json', import.meta.url);
writeFileSync(file, `${JSON.stringify({ node: process.versions.node, digests }, null, 2)}\n`);
