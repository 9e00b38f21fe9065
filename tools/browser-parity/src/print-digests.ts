/**
 * @file Prints the digests, and which Node computed them, as JSON.
 */
import { computations } from './computations.js';
import { digestAll } from './digest.js';

process.stdout.write(JSON.stringify({ node: process.versions.node, digests: await digestAll(computations) }));
