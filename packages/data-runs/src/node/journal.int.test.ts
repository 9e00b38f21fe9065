import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeJournalHeader, encodeJournalResult, type JournalHeader } from '../journal-line.js';
import { failedRecord, smallRecord, timed } from '../record.arbitrary.test.js';
import type { CellRecord } from '../record.js';
import type { JournalPlaces } from './journal-index.js';
import { readJournal } from './journal-reader.js';
import { readRecords } from './journal-records.js';
import { JournalWriter } from './journal-writer.js';
import { StoreCorruptError, StoreWriteError } from './store-errors.js';

const header: JournalHeader = { format: 'tegum-journal@1', planDigest: 'a'.repeat(32), numerics: 'numerics@1' };
const line = (record: CellRecord): string => encodeJournalResult(timed(record)).line;
const cellsOf = (places: JournalPlaces): number[] => [...places.keys()].map((cell) => Number.parseInt(cell, 16));

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tegum-journal-'));
  path = join(folder, 'journal.jsonl');
});
afterEach(() => rm(folder, { recursive: true }));

const store = (...lines: string[]): Promise<void> => writeFile(path, lines.map((each) => `${each}\n`).join(''));

describe('JournalWriter and readJournal', () => {
  it('keep what was appended, in order, over reopening', async () => {
    const writer = await JournalWriter.open(path, header, 0);
    await Promise.all([1, 2, 3].map((number) => writer.append([line(smallRecord(number))])));
    await writer.close();
    const { validBytes } = await readJournal(path);
    const again = await JournalWriter.open(path, header, validBytes);
    await again.append([line(smallRecord(4)), line(failedRecord(5))]);
    const { size } = again;
    await again.close();

    const seen: number[] = [];
    const content = await readJournal(path, ({ timing }) => seen.push(timing.milliseconds));
    expect(content).toMatchObject({ header, results: 5, duplicates: 0, computeMs: 7.5, validBytes: size, tornBytes: 0 });
    expect(cellsOf(content.places)).toEqual([1, 2, 3, 4, 5]);
    expect(seen).toHaveLength(5);
    const records = await collect(readRecords(path, [...content.places.values()].reverse()));
    expect(records).toEqual([failedRecord(5), ...[4, 3, 2, 1].map((number) => smallRecord(number))]);
  });

  it('read lines that cross the chunks they are read in', async () => {
    const long = (number: number): CellRecord => {
      const record = smallRecord(number);
      return { ...record, result: { ...record.result!, lossCurve: Array.from({ length: 40_000 }, (_, index) => index / 7) } };
    };
    await store(encodeJournalHeader(header), ...[1, 2, 3, 4].map((number) => line(long(number))));
    const { places, tornBytes } = await readJournal(path);
    expect([cellsOf(places), tornBytes]).toEqual([[1, 2, 3, 4], 0]);
    expect(await collect(readRecords(path, places.values()))).toEqual([1, 2, 3, 4].map(long));
  });

  it('share one sync between appends that wait', async () => {
    const writer = await JournalWriter.open(path, header, 0);
    const order: number[] = [];
    await Promise.all([1, 2, 3, 4, 5, 6].map((number) => writer.append([line(smallRecord(number))]).then(() => order.push(number))));
    await writer.close();
    expect(order).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('refuse to append after closing', async () => {
    const writer = await JournalWriter.open(path, header, 0);
    const last = writer.append([line(smallRecord())]);
    await writer.close();
    await last;
    await expect(writer.append([line(smallRecord())])).rejects.toThrow(StoreWriteError);
    expect((await readJournal(path)).results).toBe(1);
  });

  it.runIf(process.platform === 'linux')('fail for good when the disk is full', async () => {
    const writer = await JournalWriter.open('/dev/full', header, 0).catch((error: unknown) => error);
    expect(writer).toBeInstanceOf(StoreWriteError);
    expect((writer as Error).message).toMatch(/^\/dev\/full: expected to write, got ENOSPC/);

    const full = await JournalWriter.open('/dev/full', header, 1);
    const both = [full.append([line(smallRecord(1))]), full.append([line(smallRecord(2))])];
    const failures = (await Promise.allSettled(both)).map((outcome) => (outcome.status === 'rejected' ? (outcome.reason as unknown) : null));
    expect(failures[0]).toBeInstanceOf(StoreWriteError);
    expect(failures[1]).toBe(failures[0]);
    await expect(full.append([line(smallRecord(3))])).rejects.toBe(failures[0]);
    await full.close();
  });
});

describe('readJournal', () => {
  it('reports a tail torn at any byte, and the writer goes on from there', async () => {
    const first = `${encodeJournalHeader(header)}\n${line(failedRecord(1, ''))}\n`;
    const whole = `${first}${line(failedRecord(2, '≤ 😀'))}\n`;
    const bytes = Buffer.from(whole);
    const ends = [...bytes.keys()].filter((index) => bytes[index] === 10).map((index) => index + 1);
    for (let length = 0; length <= bytes.length; length++) {
      await writeFile(path, bytes.subarray(0, length));
      const valid = ends.filter((end) => end <= length).at(-1) ?? 0;
      const { validBytes, tornBytes } = await readJournal(path);
      expect([length, validBytes, tornBytes]).toEqual([length, valid, length - valid]);
      if (length % 50 !== 0) continue;
      const writer = await JournalWriter.open(path, header, validBytes);
      await writer.append([line(failedRecord(1, '')), line(failedRecord(2, '≤ 😀'))]);
      await writer.close();
      const repaired = await readJournal(path);
      expect([repaired.header, cellsOf(repaired.places), repaired.tornBytes]).toEqual([header, [1, 2], 0]);
    }
  });

  it('finds every byte that changed: damage in the middle, a torn tail at the end', async () => {
    const lines = [encodeJournalHeader(header), line(failedRecord(1, '')), line(failedRecord(2, 'é'))];
    await store(...lines);
    const bytes = await readFile(path);
    const lastLine = bytes.length - Buffer.byteLength(lines[2] as string) - 1;
    for (let position = 0; position < bytes.length; position++) {
      const changed = Buffer.from(bytes);
      changed[position] = (changed[position] as number) ^ (1 << position % 8);
      await writeFile(path, changed);
      const outcome = await readJournal(path).catch((error: unknown) => error);
      if (position < lastLine) expect(outcome, `byte ${position}`).toBeInstanceOf(StoreCorruptError);
      else expect(outcome, `byte ${position}`).toMatchObject({ validBytes: lastLine, tornBytes: bytes.length - lastLine });
    }
  });

  it('names line and byte of damage', async () => {
    await store(encodeJournalHeader(header), line(smallRecord(1)).replace('core', 'cure'), line(smallRecord(2)));
    const offset = encodeJournalHeader(header).length + 1;
    await expect(readJournal(path)).rejects.toMatchObject({ name: 'StoreCorruptError', path, line: 2, offset });
    await expect(readJournal(path)).rejects.toThrow(`journal.jsonl line 2 (byte ${offset}): journal: expected checksum`);
  });

  it('finds a bad line before a torn one, a second header, a missing header, and other bytes than UTF-8', async () => {
    await store(encodeJournalHeader(header), 'x');
    await appendFile(path, line(smallRecord(1)));
    await expect(readJournal(path)).rejects.toMatchObject({ line: 2 });
    await store(encodeJournalHeader(header), encodeJournalHeader(header), line(smallRecord(1)));
    await expect(readJournal(path)).rejects.toThrow('line 2 (byte 128): journal: expected a result, got a header');
    await store(line(smallRecord(1)), line(smallRecord(2)));
    await expect(readJournal(path)).rejects.toThrow('line 1 (byte 0): journal: expected a header, got a result');
    await writeFile(path, Buffer.concat([Buffer.from([0xff, 0x0a]), Buffer.from(`${line(smallRecord(1))}\n`)]));
    await expect(readJournal(path)).rejects.toThrow('expected UTF-8 text');
  });

  it('counts a record that comes again once, and refuses another answer for its cell', async () => {
    const again = encodeJournalResult(timed(smallRecord(1), 99)).line;
    await store(encodeJournalHeader(header), line(smallRecord(1)), line(smallRecord(2)), again);
    expect(await readJournal(path)).toMatchObject({ results: 3, duplicates: 1, computeMs: 102 });

    const record = smallRecord(1);
    const other = { ...record, result: { ...record.result!, loss: 0.5 } };
    await store(encodeJournalHeader(header), line(smallRecord(1)), line(other), line(smallRecord(2)));
    await expect(readJournal(path)).rejects.toMatchObject({ name: 'StoreCorruptError', line: 3 });
  });

  it('lets any record take the place of a failed one, and never the other way', async () => {
    await store(encodeJournalHeader(header), line(failedRecord(1)), line(failedRecord(1, 'again')), line(smallRecord(1)), line(failedRecord(1)));
    const { places, duplicates } = await readJournal(path);
    expect([[...places.values()].map(({ status }) => status), duplicates]).toEqual([['done'], 1]);
    expect(await collect(readRecords(path, places.values()))).toEqual([smallRecord(1)]);
  });
});

describe('readRecords', () => {
  it('refuses a place where no record is', async () => {
    await store(encodeJournalHeader(header), line(smallRecord(1)));
    const place = [...(await readJournal(path)).places.values()][0]!;
    await expect(collect(readRecords(path, [{ ...place, offset: 1 }]))).rejects.toMatchObject({ name: 'StoreCorruptError', line: null, offset: 1 });
    await expect(collect(readRecords(path, [{ ...place, offset: 0, length: place.offset - 1 }]))).rejects.toThrow('expected a result, got the header');
  });
});
