import { describe, expect, it } from 'vitest';
import { computations } from './computations.js';
import { digest } from './digest.js';
import golden from './digests.golden.json' with { type: 'json' };

const digests: Record<string, string> = golden.digests;

describe('in a browser', () => {
  it('this is one', () => {
    const { navigator } = globalThis as { navigator?: { userAgent: string } };
    expect(navigator?.userAgent).toContain('Chrome');
  });

  it.each(computations)('$name gives the bytes that Node gives', async ({ name, compute }) => {
    expect(await digest(compute())).toBe(digests[name]);
  });
});
