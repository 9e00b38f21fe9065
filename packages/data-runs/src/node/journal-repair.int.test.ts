import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeJournalHeader, encodeJournalResult, type JournalHeader } from '../journal-line.js';
import { failedRecord, smallRecord, timed } from '../record.arbitrary.test.js';
import type { CellRecord } from '../record.js';
import { readJournal } from './journal-reader.js';
import { repairJournal } from './journal-repair.js';

const header: JournalHeader = { format: 'tegum-journal@1', planDigest: 'a'.repeat(32), numerics: 'numerics@1' };
const line = (record: CellRecord): string => encodeJournalResult(timed(record)).line;
const whole = [encodeJournalHeader(header), ...[1, 2, 3].map((number) => line(failedRecord(number, 'é')))];
const text = (lines: readonly string[]): string => lines.map((each) => `${each}\n`).join('');

let folder: string;
let journal: string;
let quarantine: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tegum-repair-'));
  [journal, quarantine] = [join(folder, 'journal.jsonl'), join(folder, 'quarantine.jsonl')];
});
afterEach(() => rm(folder, { recursive: true }));

async function quarantined(): Promise<Buffer[]> {
  const lines = (await readFile(quarantine, 'utf8')).trimEnd().split('\n');
  return lines.map((each) => Buffer.from((JSON.parse(each) as { readonly base64: string }).base64, 'base64'));
}

describe('repairJournal', () => {
  it('leaves a good journal alone', async () => {
    await writeFile(journal, text(whole));
    expect(await repairJournal(journal, quarantine, header)).toEqual({ kept: 3, bad: [], newHeader: false, lostLineEnds: 0 });
    expect(await readFile(journal, 'utf8')).toBe(text(whole));
    await expect(readFile(quarantine)).rejects.toThrow('ENOENT');
  });

  it('takes out a damaged line, byte for byte, and keeps the others', async () => {
    const damaged = whole[2]!.replace('core', 'cure');
    await writeFile(journal, text([whole[0]!, whole[1]!, damaged, whole[3]!]));
    expect(await repairJournal(journal, quarantine, header)).toMatchObject({ kept: 2, bad: [{ line: 3, reason: expect.stringMatching(/checksum/) as string }] });
    expect(await readFile(journal, 'utf8')).toBe(text([whole[0]!, whole[1]!, whole[3]!]));
    expect((await quarantined()).map(String)).toEqual([damaged]);
  });

  it('loses no more than one line to any changed byte, and leaves a journal that can be read', { timeout: 120_000 }, async () => {
    const bytes = Buffer.from(text(whole));
    for (let position = 0; position < bytes.length; position += 3) {
      const changed = Buffer.from(bytes);
      changed[position] = changed[position]! ^ (1 << position % 8);
      await writeFile(journal, changed);
      const { kept } = await repairJournal(journal, quarantine, header);
      const { places, tornBytes, header: found } = await readJournal(journal);
      expect([position, places.size, tornBytes, found]).toEqual([position, kept, 0, header]);
      expect(kept, `byte ${position}`).toBeGreaterThanOrEqual(2);
      const inHeader = position < whole[0]!.length;
      if (inHeader) expect(kept, `byte ${position}`).toBe(3);
    }
  });

  it('takes out a torn tail, other bytes than UTF-8, and a line without its end', async () => {
    await writeFile(journal, Buffer.concat([Buffer.from(`${whole[0]}\n`), Buffer.from([0xff, 0xfe, 0x0a]), Buffer.from(`${whole[1]}${whole[2]}\n${whole[3]!.slice(0, 40)}`)]));
    expect((await repairJournal(journal, quarantine, header)).bad.map(({ line: at }) => at)).toEqual([2, 4]);
    expect(await readFile(journal, 'utf8')).toBe(text(whole.slice(0, 3)));
  });

  it('takes out both answers where two disagree, so that the cell is computed again', async () => {
    const record = smallRecord(1);
    const other = { ...record, result: { ...record.result!, loss: 0.5 } };
    await writeFile(journal, text([whole[0]!, line(record), line(smallRecord(2)), line(other), line(failedRecord(3)), line(smallRecord(3))]));
    const { kept, bad } = await repairJournal(journal, quarantine, header);
    expect([kept, bad.map(({ line: at }) => at)]).toEqual([3, [2, 4]]);
    expect([...(await readJournal(journal)).places.keys()]).toEqual([smallRecord(2).cell, smallRecord(3).cell]);
  });

  it('writes the header of another run anew', async () => {
    await writeFile(journal, text([encodeJournalHeader({ ...header, numerics: 'numerics@2' }), ...whole.slice(1)]));
    expect(await repairJournal(journal, quarantine, header)).toMatchObject({ kept: 3, newHeader: true });
    expect(await readFile(journal, 'utf8')).toBe(text(whole));
  });
});
