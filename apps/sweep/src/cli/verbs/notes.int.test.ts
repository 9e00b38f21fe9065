import { describe, expect, it } from 'vitest';
import { tegumHere } from '../../testing/tegum-here.js';

describe('tegum notes', () => {
  it('says in full what it was asked about', async () => {
    const { code, stdout } = await tegumHere('notes', 'eq-28-energy', '--progress', 'none');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^eq-28-energy .*: corrected\n.*\n {2}Instead: The second factor is ¼/);
    expect(stdout).toMatch(/Residual \d\.\d+e-\d+, tolerance 1e-9, as printed 0\.\d+\./);
  });

  it('gives every entry to programs, with the fields of the contract', async () => {
    const { code, stdout } = await tegumHere('notes', '--json', '--progress', 'none');
    expect(code).toBe(0);
    const entries = JSON.parse(stdout) as Record<string, unknown>[];
    expect(entries.length).toBeGreaterThan(40);
    for (const entry of entries) {
      expect(entry).toMatchObject({ id: expect.any(String), statement: expect.any(String), residual: expect.any(Number), tolerance: expect.any(Number) });
      expect(['holds', 'corrected']).toContain(entry['status']);
    }
  });

  it('refuses an entry that is not there, with the nearest one', async () => {
    const { code, stdout, stderr } = await tegumHere('notes', 'eq-2x');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe('tegum: notes: expected the id of an entry, got "eq-2x" (did you mean "eq-2"?)\n');
  });
});
