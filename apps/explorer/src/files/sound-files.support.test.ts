/** @file Sound files of every kind that the page takes, to be broken by `mutated`, a thousand in all. */
import { usArrests, usArrestsColumns } from '@tegum/data-reference';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { readFileSync } from 'node:fs';

const rows = usArrests.map(([, ...row]) => row);
const text = (content: string): Uint8Array => new TextEncoder().encode(content);

export const soundFiles = {
  run: { count: 400, ending: 'parquet', bytes: new Uint8Array(readFileSync(new URL('../views/runs/example.parquet', import.meta.url))) },
  table: { count: 200, ending: 'parquet', bytes: new Uint8Array(parquetWriteBuffer({ columnData: usArrestsColumns.map((name, j) => ({ name, data: Float64Array.from(rows, (row) => row[j]!) })) })) },
  csv: { count: 250, ending: 'csv', bytes: text([usArrestsColumns.join(), ...rows.map((row) => row.join())].join('\n')) },
  json: { count: 150, ending: 'json', bytes: text(JSON.stringify(rows)) },
} as const;
