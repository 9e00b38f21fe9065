import { describe, expect, it } from 'vitest';
import { crc32c } from './crc32c.js';
import { decodeJournalLine, encodeJournalHeader, encodeJournalResult } from './journal-line.js';
import { failedRecord, smallRecord, timed } from './record.arbitrary.test.js';

const sealed = (entry: string): string => `{"crc":"${crc32c(entry).toString(16).padStart(8, '0')}","entry":${entry}}`;
const header = { format: 'tegum-journal@1', planDigest: '0123456789abcdef', numerics: 'numerics@1' } as const;

describe('encodeJournalHeader', () => {
  it('writes the format, the plan and the numerics under their checksum', () => {
    const line = encodeJournalHeader(header);
    expect(line).toBe(sealed('{"format":"tegum-journal@1","planDigest":"0123456789abcdef","numerics":"numerics@1"}'));
    expect(decodeJournalLine(line)).toEqual({ kind: 'header', header });
  });

  it('refuses a digest that is none', () => {
    expect(() => encodeJournalHeader({ ...header, planDigest: 'plan' })).toThrow('expected a valid planDigest');
  });
});

describe('encodeJournalResult', () => {
  it('writes equal records alike however they were built', () => {
    const record = smallRecord();
    const backwards = Object.fromEntries(Object.entries(record).reverse()) as unknown as typeof record;
    expect(encodeJournalResult(timed(backwards))).toEqual(encodeJournalResult(timed(record)));
  });

  it('digests the record, not its timing', () => {
    expect(encodeJournalResult(timed(smallRecord(), 1)).recordDigest).toBe(encodeJournalResult(timed(smallRecord(), 2)).recordDigest);
    expect(encodeJournalResult(timed(smallRecord(1))).recordDigest).not.toBe(encodeJournalResult(timed(smallRecord(2))).recordDigest);
  });

  it('keeps line ends and what looks like a timing inside strings', () => {
    const result = timed(failedRecord(1, 'a\nb\u2028 ,"timing":{} }'));
    const { line, recordDigest } = encodeJournalResult(result);
    expect(decodeJournalLine(line)).toEqual({ kind: 'result', result, recordDigest });
  });

  it('refuses NaN, naming cell and field', () => {
    const record = smallRecord(10);
    const bad = { ...record, result: { ...record.result!, gradientNorm: Number.NaN } };
    expect(() => encodeJournalResult(timed(bad))).toThrow(/^record of cell 0{31}a column record\.result\.gradientNorm: expected a valid/);
  });
});

describe('decodeJournalLine', () => {
  it.each([
    ['', 'expected a line {"crc":"…","entry":{…}}'],
    ['{"crc":"00000000","entry":}', 'expected a line'],
    ['{"entry":{}}', 'expected a line'],
    [sealed('{"a":1}').toUpperCase(), 'expected a line'],
    [sealed('{"a":1}').replace('1', '2'), 'expected checksum'],
    [sealed('{"format":"tegum-journal@2","planDigest":"0123456789abcdef","numerics":"x"}'), 'expected a valid format'],
    [sealed('{"record":{},"timing":{}}'), 'expected a valid record.'],
  ])('refuses case %#', (line, message) => {
    expect(() => decodeJournalLine(line, 'line 5')).toThrow(message);
  });
});
