import { describe, expect, it } from 'vitest';
import { tegum, temporaryFolder } from '../testing/spawn-tegum.js';

const folder = temporaryFolder();

describe('the linear autoencoder and the notes, built', () => {
  it('tegum atlas lists critical sets', async () => {
    const { code, stdout, stderr } = await tegum(['atlas', '--eigenvalues', '4,3,2,1', '--hidden', '2', '--json'], folder);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout).criticalSets).toHaveLength(11);
  });

  it('tegum notes confirms every entry', { timeout: 60_000 }, async () => {
    const { code, stdout } = await tegum(['notes', '--json', '--progress', 'none'], folder);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).filter(({ status }: { status: string }) => status === 'fails')).toEqual([]);
  });
});
