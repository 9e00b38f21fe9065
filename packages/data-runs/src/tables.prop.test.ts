import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCsv, encodeCsv } from './csv.js';
import { decodeJson, encodeJson } from './json.js';
import { decodeParquet } from './parquet-decode.js';
import { encodeParquet } from './parquet-encode.js';
import { arbitraryRecord, propertyOptions } from './record.arbitrary.test.js';

const someRecords = fc.array(arbitraryRecord(), { maxLength: 6 });

describe('a table of records', () => {
  it('comes back from Parquet as it was', async () => {
    await fc.assert(
      fc.asyncProperty(someRecords, async (records) => {
        expect(await decodeParquet(encodeParquet(records))).toEqual(records);
      }),
      propertyOptions,
    );
  });

  it('comes back from CSV as it was', () => {
    fc.assert(
      fc.property(someRecords, (records) => {
        expect(decodeCsv(encodeCsv(records))).toEqual(records);
      }),
      propertyOptions,
    );
  });

  it('comes back from JSON as it was', () => {
    fc.assert(
      fc.property(someRecords, (records) => {
        expect(decodeJson(encodeJson(records))).toEqual(records);
      }),
      propertyOptions,
    );
  });
});
