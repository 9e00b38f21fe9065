import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runExamples } from './run-examples.mjs';

const folder = mkdtempSync(join(tmpdir(), 'tegum-doctest-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('runExamples', () => {
  it('says which examples hold, which do not, and which end in an error', () => {
    const examples = [
      { name: 'holds', code: "const path = join('a', 'b'); // → a/b\nbasename(path); // → b", scope: 'node:path' },
      { name: 'differs', code: '1 + 1; // → 3' },
      { name: 'throws', code: "throw new Error('no');" },
      { name: 'spreads', code: "[...sep].length; // → 1", scope: 'node:path' },
      { name: 'imports', code: "import { sep } from 'node:path';\nsep.length; // → 1" },
    ];
    const [holds, differs, throws, spreads, imports] = runExamples(examples, folder);
    expect(holds).toEqual({ name: 'holds', checks: 2, faults: [] });
    expect(differs?.faults).toEqual(['line 1: expected 3, got 2']);
    expect(throws?.faults.join()).toContain('no');
    expect(spreads).toEqual({ name: 'spreads', checks: 1, faults: [] });
    expect(imports).toEqual({ name: 'imports', checks: 1, faults: [] });
  });
});
