import { InputError } from '@tegum/core';
// The package's main entry reads files too; this one is universal.
import { parquetMetadataAsync, parquetReadObjects } from 'hyparquet/src/index.js';
import { tooManyRows, type RawTable } from './table.js';

/** Cells of a Parquet file (uncompressed or Snappy). @throws {InputError} if the bytes are not such a file, or it says it has more rows. */
export async function readParquet(bytes: Uint8Array, name: string, mostRows: number): Promise<RawTable> {
  const buffer = bytes.slice().buffer;
  const file = { byteLength: buffer.byteLength, slice: (start: number, end?: number) => buffer.slice(start, end) };
  try {
    const metadata = await parquetMetadataAsync(file, { geoparquet: false });
    if (metadata.num_rows > mostRows) throw tooManyRows(name, mostRows, Number(metadata.num_rows));
    const objects = await parquetReadObjects({ file, metadata, geoparquet: false });
    const header = metadata.schema.slice(1).filter(({ num_children: children }) => children === undefined).map(({ name: column }) => column);
    return { header, rows: objects.map((row: Readonly<Record<string, unknown>>) => header.map((column) => row[column])) };
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(name, 'a Parquet file, uncompressed or Snappy', error instanceof Error ? error.message : String(error));
  }
}
