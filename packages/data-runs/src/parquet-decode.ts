/**
 * @file Records from Parquet. Every row is checked against the record's schema, since the file may come from anywhere.
 */
import { parquetMetadataAsync, parquetReadObjects, type AsyncBuffer, type FileMetaData } from 'hyparquet/src/index.js';
import { columns, type Column, type ColumnValue } from './columns.js';
import { DataFormatError } from './errors.js';
import { formatKey, resultsFormat } from './parquet-encode.js';
import { recordOfRow } from './row.js';
import type { CellRecord } from './record.js';

/** What is wanted of a table. */
export interface DecodeParquetOptions {
  /** A file that says it has more rows is refused before they are read. Default: no limit. */
  readonly mostRows?: number;
}

/**
 * The records of a results file, in its order.
 *
 * Extra columns are ignored, and derived ones (`density`, `last_importance`, `total_dimensionality`) are not read.
 *
 * @param where - The file's name, for messages.
 * @throws {DataFormatError} if the bytes are not Parquet, not `tegum-results@1`, have too many rows, or a row is not a record.
 *
 * @example
 * const record: CellRecord = {
 *   cell: '0123456789abcdef0123456789abcdef', status: 'failed', backend: 'core', result: null, error: { name: 'OutOfMemory', message: 'the thread died' },
 *   parameters: { features: 2, hidden: 1, density: [0.1, 0.1], importance: [1, 1], method: 'exact', seed: 0 },
 * };
 * const bytes = encodeParquet([record]);
 * const [again] = await decodeParquet(bytes, 'results.parquet', { mostRows: 1_000_000 });
 * again.error; // → { name: 'OutOfMemory', message: 'the thread died' }
 */
export async function decodeParquet(bytes: ArrayBuffer | Uint8Array, where = 'decodeParquet', { mostRows = Infinity }: DecodeParquetOptions = {}): Promise<CellRecord[]> {
  const file = asyncBuffer(bytes);
  const metadata = await reading(where, () => parquetMetadataAsync(file, { geoparquet: false }));
  checkFormat(where, metadata);
  if (metadata.num_rows > mostRows) throw new DataFormatError(where, `at most ${String(mostRows)} rows`, String(metadata.num_rows));
  const readable = columns.filter(({ from }) => typeof from === 'string');
  const present = new Set(metadata.schema.map(({ name }) => name));
  for (const { name } of readable) {
    if (!present.has(name)) throw new DataFormatError(where, `a column named ${name}`, 'none', { column: name });
  }
  const rows = await reading(where, () =>
    parquetReadObjects({ file, metadata, columns: readable.map(({ name }) => name), geoparquet: false }),
  );
  return rows.map((row, index) => recordOfRow(where, index + 1, (column) => columnValueOf(column, row[column.name])));
}

function checkFormat(where: string, metadata: FileMetaData): void {
  const format = metadata.key_value_metadata?.find(({ key }) => key === formatKey)?.value;
  if (format === resultsFormat) return;
  throw new DataFormatError(where, `key-value metadata ${formatKey} = ${resultsFormat}`, format ?? 'none');
}

/** The libraries' own errors (and their crashes on damaged bytes) say no file name. */
async function reading<T>(where: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new DataFormatError(where, 'a whole Parquet file', message, { cause });
  }
}

function columnValueOf({ type }: Column, value: unknown): ColumnValue {
  if (value === undefined || value === null) return null;
  if (type === 'int64' && typeof value === 'bigint') return Number(value);
  if (type === 'doubles' && ArrayBuffer.isView(value)) return Array.from(value as Float64Array);
  return value as ColumnValue;
}

function asyncBuffer(bytes: ArrayBuffer | Uint8Array): AsyncBuffer {
  if (bytes instanceof ArrayBuffer) return bytes;
  return {
    byteLength: bytes.byteLength,
    // Not bytes.slice: Node's Buffer is a Uint8Array whose slice does not copy.
    slice: (start, end) => new Uint8Array(bytes.subarray(start, end)).buffer,
  };
}
