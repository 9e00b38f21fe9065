import { InputError } from '@tegum/core';
import { DataFormatError } from '@tegum/data-runs';
import { usArrests, usArrestsColumns } from '@tegum/data-reference';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { spectrumOfFile } from '../views/critical-points/landscape.js';
import { readRun } from '../views/runs/read-run.js';
import { mutated } from './mutate.support.test.js';

const run = new Uint8Array(readFileSync(new URL('../views/runs/example.parquet', import.meta.url)));
const rows = usArrests.map(([, ...row]) => row);
const table = new Uint8Array(parquetWriteBuffer({ columnData: usArrestsColumns.map((name, j) => ({ name, data: Float64Array.from(rows, (row) => row[j]!) })) }));
const text = (content: string): Uint8Array => new TextEncoder().encode(content);
const options = { centred: true, standardised: true, columns: [] };

const cases = [
  { name: 'a run', count: 400, bytes: run, read: (bytes: Uint8Array) => readRun('x.parquet', bytes) as Promise<unknown> },
  { name: 'a table in Parquet', count: 200, bytes: table, read: (bytes: Uint8Array) => spectrumOfFile('x.parquet', bytes, options) },
  { name: 'CSV', count: 250, bytes: text([usArrestsColumns.join(), ...rows.map((row) => row.join())].join('\n')), read: (bytes: Uint8Array) => spectrumOfFile('x.csv', bytes, options) },
  { name: 'JSON', count: 150, bytes: text(JSON.stringify(rows)), read: (bytes: Uint8Array) => spectrumOfFile('x.json', bytes, options) },
];

/** What became of each: read after all, or the message. */
async function outcomes({ count, bytes, read }: (typeof cases)[number]): Promise<string[]> {
  const all: string[] = [];
  for (let index = 0; index < count; index++) {
    try {
      await read(mutated(bytes, index));
      all.push('read');
    } catch (error) {
      if (!(error instanceof InputError || error instanceof DataFormatError)) throw new Error(`mutation ${String(index)}: ${String(error)}`, { cause: error });
      all.push(error.message);
    }
  }
  return all;
}

describe('a thousand broken files', () => {
  it.each(cases)('$name ($count): each is read, or refused with one clear error', async (broken) => {
    await broken.read(broken.bytes);
    const all = await outcomes(broken);
    const refused = all.filter((outcome) => outcome !== 'read');
    expect(refused.length).toBeGreaterThan(all.length / 4);
    for (const message of refused) expect(message).toMatch(/^[\w.]+.*: expected .+, got /s);
  }, 120_000);
});
