import { describe, expect, it } from 'vitest';
import { tegum, temporaryFolder } from '../testing/spawn-tegum.js';

const folder = temporaryFolder();

describe('tegum flow', () => {
  it('ends (22) away from the PCA minimum and the tied gradient at it, the same bytes every time', async () => {
    const args = ['flow', '--points', '11', '--json'];
    const [first, second] = await Promise.all([tegum(args, folder), tegum(args, folder)]);
    expect(first.code).toBe(0);
    expect(second.stdout).toBe(first.stdout);
    const { flows } = JSON.parse(first.stdout);
    const ends = Object.fromEntries(flows.map(({ flow, end }: { flow: string; end: { kind: string } }) => [flow, end.kind]));
    expect(ends).toEqual({ untied: 'minimum', notes: 'partial isometry', oja: 'minimum', tied: 'minimum' });
  });

  it('refuses a bad start with one line', async () => {
    const { code, stdout, stderr } = await tegum(['flow', '--eigenvalues', '4,-1'], folder);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe('tegum: --eigenvalues: expected numbers > 0: Σ invertible, got -1 as number 2\n');
  });
});
