import { describe, expect, it } from 'vitest';
import { summarise } from './summary.mjs';

const lint = { kind: 'lint', name: 'a:lint', status: 'passed' } as const;
const unit = { kind: 'unit', name: 'adds', status: 'passed' } as const;

describe('summarise', () => {
  it('ends with the line that counts, and leaves out what there is none of', () => {
    expect(summarise([unit, lint])).toEqual({ lines: ['lint  1 passed, 0 failed', 'unit  1 passed, 0 failed', '2 passed, 0 failed'], ok: true });
  });

  it('names what failed and what was skipped, with the reason', () => {
    const { lines, ok } = summarise([
      unit,
      { kind: 'unit', name: 'subtracts', status: 'failed' },
      { kind: 'browser', name: 'paints', status: 'skipped', reason: 'no Chromium' },
    ]);
    expect(lines.slice(-3)).toEqual(['failed: subtracts', 'skipped: paints (no Chromium)', '1 passed, 1 failed, 1 skipped']);
    expect(ok).toBe(false);
  });

  it('is not content when no test ran', () => {
    expect(summarise([lint]).ok).toBe(false);
    expect(summarise([{ ...unit, status: 'skipped', reason: 'none' }]).ok).toBe(false);
    expect(summarise([]).lines.at(-1)).toBe('0 passed, 0 failed');
  });
});
