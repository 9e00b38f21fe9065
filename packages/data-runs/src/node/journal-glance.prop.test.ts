import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeJournalLine, encodeJournalResult } from '../journal-line.js';
import { arbitraryRecord, failedRecord, smallRecord, timed } from '../record.arbitrary.test.js';
import { glanceAt, peekAt } from './journal-glance.js';

describe('glanceAt', () => {
  it('says what the parser says of a line as it was written', () => {
    fc.assert(
      fc.property(arbitraryRecord(), fc.double({ min: 0, max: 1e9, noNaN: true }), (record, milliseconds) => {
        const { line, recordDigest } = encodeJournalResult({ record, timing: { milliseconds, worker: 'host-1/thread-2' } });
        const glance = glanceAt(Buffer.from(line));
        const entry = decodeJournalLine(line);
        if (entry.kind !== 'result') throw new Error('a result');
        const { timing } = entry.result;
        expect(glance).toEqual({ cell: record.cell, status: record.status, digest: recordDigest, milliseconds: timing.milliseconds });
        expect(peekAt(Buffer.from(line))).toEqual({ cell: record.cell, status: record.status, milliseconds: timing.milliseconds });
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  it('leaves every line with a changed byte, and every cut one, to the parser', () => {
    for (const record of [smallRecord(1), failedRecord(2, '"},"timing":{"milliseconds":7,"worker":"x"}}}')]) {
      const line = Buffer.from(encodeJournalResult(timed(record)).line);
      for (let position = 0; position < line.length; position++) {
        const changed = Buffer.from(line);
        changed[position] = changed[position]! ^ (1 << position % 8);
        expect(glanceAt(changed), `byte ${position}`).toBeNull();
        expect(glanceAt(line.subarray(0, position)), `cut at ${position}`).toBeNull();
      }
    }
  });
});
