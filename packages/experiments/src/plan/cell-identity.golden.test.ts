/**
 * @file The identities of known cells. A change here orphans every stored record: make it only together with
 * NUMERICS_VERSION, and say so in the commit.
 */
import { describe, expect, it } from 'vitest';
import type { CellContent } from '../cell.js';
import { canonicalJson } from './canonical-json.js';
import { cellId, cellSeed } from './cell-identity.js';

const exact: CellContent = {
  features: 2,
  hidden: 1,
  density: [0.1, 0.1],
  importance: [1, 0.30000000000000004],
  training: { method: 'exact', starts: 8, tolerance: 1e-9, maxIterations: 500 },
  seed: 0,
};
const minibatch: CellContent = {
  features: 5,
  hidden: 2,
  density: [0.01, 0.02, 0.03, 0.04, 1],
  importance: [1, 0.9, 0.81, 1e21, 0],
  training: {
    method: 'adamw',
    starts: 1,
    tolerance: 1e-9,
    steps: 10000,
    batchSize: 1024,
    learningRate: 0.001,
    momentum: 0,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
    weightDecay: 0.01,
  },
  seed: 4294967295,
};

describe('cellId', () => {
  it('hashes this exact text', () => {
    expect(canonicalJson({ content: exact, numerics: 5 })).toBe(
      '{"content":{"density":[0.1,0.1],"features":2,"hidden":1,"importance":[1,0.30000000000000004],"seed":0,' +
        '"training":{"maxIterations":500,"method":"exact","starts":8,"tolerance":1e-9}},"numerics":5}',
    );
  });

  it('keeps the identities of known cells', () => {
    // hashlib.sha256(text.encode()).hexdigest()[:32] in Python 3 gives the same, for the text above and its like.
    expect(cellId(exact)).toBe('7ed3df95e89edac1427aef51b6abd62f');
    expect(cellId(minibatch)).toBe('5a1dd82301af358b333e037eb08e91f6');
  });
});

describe('cellSeed', () => {
  it('is the first 64 bits of the identity, low word first', () => {
    expect(cellSeed('0000000180000002ffffffffffffffff')).toEqual([0x80000002, 1]);
  });
});
