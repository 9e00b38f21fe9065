import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DataFormatError } from './errors.js';
import { decodeJournalLine, encodeJournalResult } from './journal-line.js';
import { arbitraryRecord, propertyOptions, smallRecord, timed } from './record.arbitrary.test.js';

describe('a journal line', () => {
  it('comes back as it was, one line of valid JSON', () => {
    fc.assert(
      fc.property(arbitraryRecord(), fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }), (record, milliseconds) => {
        const result = timed(record, milliseconds + 0);
        const { line, recordDigest } = encodeJournalResult(result);
        expect(decodeJournalLine(line)).toEqual({ kind: 'result', result, recordDigest });
        expect(line).not.toContain('\n');
        expect(JSON.parse(line)).toHaveProperty('entry', result);
      }),
      propertyOptions,
    );
  });

  it('shows every character changed', () => {
    const { line } = encodeJournalResult(timed(smallRecord()));
    fc.assert(
      fc.property(fc.nat(line.length - 1), fc.integer({ min: 1, max: 127 }), (position, flip) => {
        const changed = line.slice(0, position) + String.fromCharCode(line.charCodeAt(position) ^ flip) + line.slice(position + 1);
        expect(() => decodeJournalLine(changed)).toThrow(DataFormatError);
      }),
      { ...propertyOptions, numRuns: 5000 },
    );
  });
});
