import { InputError } from '@tegum/core';
import { DataFormatError } from '@tegum/data-runs';
import { describe, expect, it } from 'vitest';
import { spectrumOfFile } from '../views/critical-points/landscape.js';
import { readRun } from '../views/runs/read-run.js';
import { mutated } from './mutate.support.test.js';
import { soundFiles } from './sound-files.support.test.js';

const options = { centred: true, standardised: true, columns: [] };
const table = (ending: string) => (bytes: Uint8Array) => spectrumOfFile(`x.${ending}`, bytes, options) as Promise<unknown>;

const cases = [
  { name: 'a run', ...soundFiles.run, read: (bytes: Uint8Array) => readRun('x.parquet', bytes) as Promise<unknown> },
  { name: 'a table in Parquet', ...soundFiles.table, read: table('parquet') },
  { name: 'CSV', ...soundFiles.csv, read: table('csv') },
  { name: 'JSON', ...soundFiles.json, read: table('json') },
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
