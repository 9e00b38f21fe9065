import { parquetMetadata } from 'hyparquet/src/index.js';
import { ByteWriter, parquetWrite } from 'hyparquet-writer/src/index.js';
import { describe, expect, it } from 'vitest';
import { csvHeader, decodeCsv, encodeCsv } from './csv.js';
import { DataFormatError } from './errors.js';
import { decodeJson, encodeJson } from './json.js';
import { decodeParquet } from './parquet-decode.js';
import { encodeParquet, ParquetEncoder } from './parquet-encode.js';
import { failedRecord, smallRecord } from './record.arbitrary.test.js';
import type { CellRecord } from './record.js';

const withWeights = (record: CellRecord, W: number[]): CellRecord => ({ ...record, result: { ...record.result!, W } });

describe('Parquet', () => {
  it('gives the same bytes for the same records, whether encoded at once or one by one', () => {
    const records = [smallRecord(1), failedRecord(2), smallRecord(3)];
    const encoder = new ParquetEncoder();
    for (const record of records) expect(encoder.add(record)).toBeNull();
    expect(encoder.finish()).toEqual(encodeParquet(records));
    expect(encodeParquet([...records].reverse())).not.toEqual(encodeParquet(records));
  });

  it('does not tell −0 from 0, as the journal cannot', () => {
    expect(encodeParquet([withWeights(smallRecord(), [-0, 1])])).toEqual(encodeParquet([withWeights(smallRecord(), [0, 1])]));
  });

  it('says its format and types in the footer', () => {
    const metadata = parquetMetadata(encodeParquet([smallRecord()]));
    expect(metadata.key_value_metadata).toEqual([{ key: 'tegum.format', value: 'tegum-results@1' }]);
    expect(metadata.num_rows).toBe(1n);
    const types = Object.fromEntries(metadata.schema.map(({ name, type, converted_type }) => [name, converted_type ?? type]));
    expect(types).toMatchObject({ cell: 'UTF8', features: 'INT32', seed: 'INT64', loss: 'DOUBLE', weights: 'LIST' });
  });

  it('closes a row group after 16384 rows', () => {
    const records = Array.from({ length: 16_385 }, (_, index) => failedRecord(index));
    const { row_groups: groups } = parquetMetadata(encodeParquet(records));
    expect(groups.map(({ num_rows }) => num_rows)).toEqual([16_384n, 1n]);
  });

  it('closes a row group early for long lists', () => {
    const encoder = new ParquetEncoder();
    const record = smallRecord();
    const long = { ...record, result: { ...record.result!, lossCurve: Array.from({ length: 1 << 20 }, () => 0) } };
    expect(encoder.add(long)).toBeNull();
    expect(encoder.add(long)).not.toBeNull();
  });

  it('refuses more rows than it is told to take', async () => {
    const bytes = encodeParquet([smallRecord(1), smallRecord(2)]);
    await expect(decodeParquet(bytes, 'r.parquet', { mostRows: 1 })).rejects.toThrow('r.parquet: expected at most 1 rows, got 2');
    expect(await decodeParquet(bytes, 'r.parquet', { mostRows: 2 })).toHaveLength(2);
  });

  it('has no rows for no records', async () => {
    expect(await decodeParquet(encodeParquet([]))).toEqual([]);
  });

  it('reads an ArrayBuffer, a view into a larger one, and a Buffer', async () => {
    const bytes = encodeParquet([smallRecord()]);
    const larger = new Uint8Array(bytes.length + 20);
    larger.set(bytes, 10);
    expect(await decodeParquet(larger.subarray(10, 10 + bytes.length))).toEqual([smallRecord()]);
    expect(await decodeParquet(Buffer.from(bytes))).toEqual([smallRecord()]);
    expect(await decodeParquet(bytes.slice().buffer)).toEqual([smallRecord()]);
  });

  it('refuses to write a record that is none', () => {
    expect(() => encodeParquet([smallRecord(), withWeights(smallRecord(), [Number.NaN, 1])])).toThrow('encodeParquet row 2: expected a record, got result.W.0');
  });

  it('refuses bytes that are not Parquet, are cut short, or are another table', async () => {
    const bytes = encodeParquet([smallRecord()]);
    const other = new ByteWriter();
    void parquetWrite({ writer: other, columnData: [{ name: 'x', data: [1], type: 'DOUBLE' }] });
    await expect(decodeParquet(new Uint8Array(3), 'a.parquet')).rejects.toThrow(DataFormatError);
    await expect(decodeParquet(new Uint8Array(100), 'a.parquet')).rejects.toThrow('a.parquet: expected a whole Parquet file');
    await expect(decodeParquet(bytes.subarray(0, bytes.length - 1))).rejects.toThrow(DataFormatError);
    await expect(decodeParquet(other.getBytes())).rejects.toThrow('expected key-value metadata tegum.format = tegum-results@1, got none');
  });

  it('names row and column of what is no record', async () => {
    const second: CellRecord = { ...smallRecord(2), parameters: { ...smallRecord(2).parameters, method: 'adamw' } };
    const text = Buffer.from(encodeParquet([smallRecord(1), second])).toString('latin1');
    const bytes = Buffer.from(text.replaceAll('adamw', 'adamx'), 'latin1');
    await expect(decodeParquet(bytes, 'r.parquet')).rejects.toThrow('r.parquet row 2, column method: expected a record');
  });

  it('names a missing column', async () => {
    const writer = new ByteWriter();
    void parquetWrite({ writer, columnData: [{ name: 'cell', data: ['0'], type: 'STRING' }], kvMetadata: [{ key: 'tegum.format', value: 'tegum-results@1' }] });
    await expect(decodeParquet(writer.getBytes())).rejects.toMatchObject({ column: 'status', row: null });
  });
});

describe('CSV', () => {
  it('quotes what RFC 4180 says, leaves null empty, and writes lists as JSON', () => {
    const record = { ...failedRecord(), error: { name: '', message: 'a "b", c\r\nd' } };
    const [header, row] = encodeCsv([record]).split(/\r\n(?=0)/);
    expect(`${header}\r\n`).toBe(csvHeader);
    expect(row).toContain(',"[0.1,0.1]",');
    expect(row?.endsWith(',,,,"","a ""b"", c\r\nd"\r\n')).toBe(true);
  });

  it('reads LF line ends and columns in another order', () => {
    const [header = '', row = ''] = encodeCsv([failedRecord()]).split('\r\n');
    const rotated = (line: string): string => `${line.slice(line.indexOf(',') + 1)},${line.slice(0, line.indexOf(','))}`;
    expect(decodeCsv(`${rotated(header)}\n${rotated(row)}\n`)).toEqual([failedRecord()]);
  });

  it.each([
    ['', 'expected a header line'],
    ['cell\r\n', 'column status: expected a column named status, got none'],
    [`${csvHeader}x,y\r\n`, 'row 1: expected 33 cells, got 2'],
    [`${csvHeader}a"b\r\n`, 'row 1: expected a cell'],
    [encodeCsv([smallRecord()]).replace('exact,7', 'exact,seven'), 'row 1, column seed: expected a number, got seven'],
    [encodeCsv([smallRecord()]).replace('exact,7', 'exact,7.5'), 'row 1, column seed: expected a record'],
    [encodeCsv([smallRecord()]).replace('"[0.9,-0.9]"', '"[0.9,-0.9"'), 'row 1, column weights: expected a JSON array'],
    [encodeCsv([smallRecord()]).replace('"[0.9,-0.9]"', '[0.9]'), 'row 1, column weights: expected a record'],
  ])('says what is wrong with case %#', (text, message) => {
    expect(() => decodeCsv(text, 'x.csv')).toThrow(message);
  });
});

describe('JSON', () => {
  it('is one document that names its format', () => {
    expect(JSON.parse(encodeJson([smallRecord()]))).toEqual({ format: 'tegum-results@1', records: [smallRecord()] });
  });

  it.each([
    ['{', 'x.json: expected JSON'],
    ['null', 'expected format tegum-results@1, got undefined'],
    ['{"format":"tegum-results@1"}', 'expected an array of records, got undefined'],
    [encodeJson([smallRecord(1), smallRecord(2)]).replace('"seed":7}', '"seed":-7}'), 'row 1, column parameters.seed: expected a record'],
  ])('refuses case %#', (text, message) => {
    expect(() => decodeJson(text, 'x.json')).toThrow(message);
  });

  it('refuses to write NaN, which JSON has not', () => {
    expect(() => encodeJson([withWeights(smallRecord(), [Number.NaN, 0])])).toThrow('encodeJson row 1: expected a record, got result.W.0');
  });
});
