import { philox4x32Into } from '@tegum/core';
import { benchCase } from '../harness/bench-case.js';

const blocks = 256;

/** The generator under every random number: 256 blocks of four words. */
export const randomWords = benchCase({
  name: 'philox4x32-10',
  per: 'block of 4 words',
  count: blocks,
  setup: () => new Uint32Array(4),
  run: (out) => {
    for (let block = 0; block < blocks; block++) philox4x32Into(out, block, 0, 0, 0, 0, 0);
    return out;
  },
  // The last block is a function of its counter alone; a generator that stands still gives zeros.
  check: (out) => out.every((word) => word !== 0),
});
