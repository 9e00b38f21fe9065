import { describe, expect, it } from 'vitest';
import { computations } from './computations.js';
import { digest } from './digest.js';
import golden from './digests.golden.json' with { type: 'json' };

const digests: Record<string, string> = golden.digests;

describe('in Node', () => {
  it.each(computations)('$name gives the stored bytes', async ({ name, compute }) => {
    expect(await digest(compute())).toBe(digests[name]);
  });

  it('nothing is stored that is not computed', () => {
    expect(Object.keys(digests)).toEqual(computations.map(({ name }) => name));
  });

  it('one changed bit changes the digest', async () => {
    const values = new Float64Array(3);
    const before = await digest(values);
    values[1] = -0;
    expect(await digest(values)).not.toBe(before);
  });
});
