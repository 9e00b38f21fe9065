import { describe, expect, it } from 'vitest';
import { checkEntry } from './check-entry.js';
import type { NotesEntry, Residuals } from './entry.js';

function entry(residuals: Residuals, correction?: string): NotesEntry {
  const base = { id: 'x', where: '§0', statement: 's', method: 'm', tolerance: 1e-6, check: () => residuals };
  return correction === undefined ? base : { ...base, correction };
}

describe('checkEntry', () => {
  it('confirms a statement up to its tolerance, and fails it beyond or when nothing was computed', () => {
    expect(checkEntry(entry({ residual: 1e-6 })).status).toBe('holds');
    expect(checkEntry(entry({ residual: 1.1e-6 })).status).toBe('fails');
    expect(checkEntry(entry({ residual: Number.NaN })).status).toBe('fails');
    expect(checkEntry(entry({ residual: -1 })).status).toBe('fails');
  });

  it('reports a correction that holds only if what it corrects clearly does not', () => {
    expect(checkEntry(entry({ residual: 0, asPrinted: 0.5 }, 'c'))).toMatchObject({ status: 'corrected', residualAsPrinted: 0.5, correction: 'c' });
    expect(checkEntry(entry({ residual: 0, asPrinted: 1e-7 }, 'c')).status).toBe('fails');
    expect(checkEntry(entry({ residual: 0 }, 'c')).status).toBe('fails');
    expect(checkEntry(entry({ residual: 1, asPrinted: 1 }, 'c')).status).toBe('fails');
  });
});
