import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InputError } from '@tegum/core';
import { beginInvocation } from '../manifest.js';
import { smallManifest } from '../manifest.arbitrary.test.js';
import { decodeParquet } from '../parquet-decode.js';
import { failedRecord, smallRecord, timed } from '../record.arbitrary.test.js';
import { RunFolder } from './run-folder.js';
import { readManifest, readRun } from './run-snapshot.js';
import { StoreCorruptError, StoreIncompatibleError, StoreLockedError } from './store-errors.js';

let parent: string;
let path: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'tegum-run-'));
  path = join(parent, 'deep', 'run');
});
afterEach(() => rm(parent, { recursive: true }));

const cell = (number: number): string => smallRecord(number).cell;
const numbers = Array.from({ length: 40 }, (_, index) => index + 1);

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

describe('RunFolder', () => {
  it('makes a run, and finds it again with all that was stored', async () => {
    const run = await RunFolder.open(path, smallManifest());
    expect(run.recovery).toEqual({ created: true, tornBytes: 0, tookOver: null });
    await run.updateManifest((manifest) => beginInvocation(manifest, '2026-01-02T03:04:06Z', 2));
    await run.append([timed(smallRecord(1)), timed(failedRecord(2))]);
    expect(await run.writeResults([cell(2), cell(3), cell(1)])).toBe(2);
    await run.writeFigure('phase-diagram.svg', '<svg/>');
    await run.close();
    expect((await readdir(path)).sort()).toEqual(['figures', 'journal.jsonl', 'manifest.json', 'results.parquet']);
    expect(await decodeParquet(await readFile(join(path, 'results.parquet')))).toEqual([failedRecord(2), smallRecord(1)]);

    const again = await RunFolder.open(path, smallManifest({ name: 'renamed', createdAt: '2027-01-01T00:00:00Z' }));
    expect(again.recovery.created).toBe(false);
    expect(again.manifest).toMatchObject({ name: 'phase-diagram-2x1', createdAt: '2026-01-02T03:04:05.678Z', invocations: [{ threads: 2 }] });
    expect([...again.places].map(([key, { status }]) => [key, status])).toEqual([[cell(1), 'done'], [cell(2), 'failed']]);
    await again.append([timed(smallRecord(2))]);
    expect(await collect(again.records([cell(1), cell(2)]))).toEqual([smallRecord(1), smallRecord(2)]);
    await again.close();
  });

  it('gives the same table whatever order the cells came in', async () => {
    const tables: Buffer[] = [];
    const orders = [numbers, [...numbers].reverse(), numbers.map((number) => ((number * 17) % 41))];
    for (const [index, order] of orders.entries()) {
      const folder = join(parent, String(index));
      const run = await RunFolder.open(folder, smallManifest());
      await Promise.all(order.map((number) => run.append([timed(number === 7 ? failedRecord(7) : smallRecord(number), index + number)])));
      expect(await run.writeResults(numbers.map(cell))).toBe(40);
      await run.close();
      tables.push(await readFile(join(folder, 'results.parquet')));
    }
    expect(tables[1]?.equals(tables[0] as Buffer)).toBe(true);
    expect(tables[2]?.equals(tables[0] as Buffer)).toBe(true);
  });

  it('stores once what comes twice, and nothing of a batch with another answer', async () => {
    const run = await RunFolder.open(path, smallManifest());
    await Promise.all([run.append([timed(smallRecord(1)), timed(smallRecord(1), 3)]), run.append([timed(smallRecord(1)), timed(failedRecord(1))])]);
    const record = smallRecord(1);
    const other = { ...record, result: { ...record.result!, loss: 0.5 } };
    await expect(run.append([timed(smallRecord(2)), timed(other)])).rejects.toThrow(StoreCorruptError);
    await run.append([]);
    await run.close();
    expect((await readRun(path)).journal).toMatchObject({ results: 1, duplicates: 0 });
  });

  it('reads what is still being written once it is', async () => {
    const run = await RunFolder.open(path, smallManifest());
    const stored = numbers.map((number) => run.append([timed(smallRecord(number))]));
    expect(await collect(run.records(numbers.map(cell)))).toEqual(numbers.map((number) => smallRecord(number)));
    await Promise.all(stored);
    await run.close();
  });

  it('refuses a record that is none, with nothing stored', async () => {
    const run = await RunFolder.open(path, smallManifest());
    await expect(run.append([timed(smallRecord(1)), timed({ ...smallRecord(2), backend: '' })])).rejects.toThrow('record of cell');
    expect(run.places.size).toBe(0);
    await run.close();
  });

  it('cuts off a torn tail when writing, and only reports it when reading', async () => {
    const run = await RunFolder.open(path, smallManifest());
    await run.append([timed(smallRecord(1))]);
    await run.close();
    await appendFile(join(path, 'journal.jsonl'), '{"crc":"00');
    expect((await readRun(path)).journal.tornBytes).toBe(10);
    const again = await RunFolder.open(path, smallManifest());
    expect(again.recovery.tornBytes).toBe(10);
    await again.close();
    expect((await readRun(path)).journal).toMatchObject({ results: 1, tornBytes: 0 });
  });

  it('goes on where a crash came between manifest and journal', async () => {
    await (await RunFolder.open(path, smallManifest())).close();
    await rm(join(path, 'journal.jsonl'));
    expect((await readRun(path)).journal.header).toBeNull();
    const run = await RunFolder.open(path, smallManifest());
    await run.append([timed(smallRecord(1))]);
    expect(await collect(run.records([cell(1)]))).toEqual([smallRecord(1)]);
    await run.close();
  });

  it('refuses a second writer', async () => {
    const run = await RunFolder.open(path, smallManifest());
    await expect(RunFolder.open(path, smallManifest())).rejects.toThrow(StoreLockedError);
    await run.append([timed(smallRecord(1))]);
    expect((await readRun(path)).journal.results).toBe(1);
    await run.close();
  });

  it('refuses another plan and other numerics, and gives the lock back', async () => {
    await (await RunFolder.open(path, smallManifest())).close();
    await expect(RunFolder.open(path, smallManifest({ planDigest: 'b'.repeat(32) }))).rejects.toThrow(StoreIncompatibleError);
    const numerics = smallManifest({ versions: { numerics: 'numerics@2', packages: {} } });
    await expect(RunFolder.open(path, numerics)).rejects.toThrow('expected numerics numerics@2, got numerics@1');
    expect(await readdir(path)).toEqual(['journal.jsonl', 'manifest.json']);

    const other = join(parent, 'other');
    await (await RunFolder.open(other, smallManifest({ planDigest: 'b'.repeat(32) }))).close();
    await writeFile(join(path, 'journal.jsonl'), await readFile(join(other, 'journal.jsonl')));
    await expect(readRun(path)).rejects.toThrow(StoreIncompatibleError);
  });

  it('refuses a folder with other things in it, and writes nothing there', async () => {
    await mkdir(path, { recursive: true });
    for (const name of ['a.txt', 'b.txt', 'c.txt', 'd.txt']) await writeFile(join(path, name), '');
    const refusal = RunFolder.open(path, smallManifest());
    await expect(refusal).rejects.toThrow(InputError);
    await expect(refusal).rejects.toThrow('expected an empty folder or a run, got a folder with a.txt, b.txt, c.txt, … (choose another folder, or empty this one)');
    expect(await readdir(path)).toHaveLength(4);
  });

  it('takes a folder in which a run was only begun', async () => {
    await mkdir(path, { recursive: true });
    await writeFile(join(path, 'manifest.json.tmp'), '{');
    const run = await RunFolder.open(path, smallManifest());
    await run.close();
    expect(await readManifest(path)).toEqual(smallManifest());
  });

  it('says in one line what the file system refuses', async () => {
    await writeFile(join(parent, 'file'), '');
    const below = join(parent, 'file', 'run');
    await expect(RunFolder.open(below, smallManifest())).rejects.toThrow(`${below}: expected a folder that can be read and written, got ENOTDIR`);
    await expect(RunFolder.open(join(parent, 'file'), smallManifest())).rejects.toThrow(InputError);
    await expect(readRun(parent)).rejects.toThrow(`${parent}: expected a run folder, got no manifest.json in it`);
  });

  it('refuses a damaged manifest and a figure with a strange name', async () => {
    const run = await RunFolder.open(path, smallManifest());
    await expect(run.writeFigure('../x.svg', '')).rejects.toThrow(InputError);
    await run.close();
    await writeFile(join(path, 'manifest.json'), '{}');
    await expect(RunFolder.open(path, smallManifest())).rejects.toThrow(`${join(path, 'manifest.json')}: expected a valid format`);
  });

  it('keeps the old table when writing the new one fails', async () => {
    const run = await RunFolder.open(path, smallManifest());
    await run.append([timed(smallRecord(1))]);
    await run.writeResults([cell(1)]);
    const before = await readFile(join(path, 'results.parquet'));
    const failing = (function* () {
      yield cell(1);
      throw new Error('no more cells');
    })();
    await expect(run.writeResults(failing)).rejects.toThrow('no more cells');
    expect((await readFile(join(path, 'results.parquet'))).equals(before)).toBe(true);
    expect((await readdir(path)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    await run.close();
  });

  it('loses nothing acknowledged when its process is killed, and its lock dies with it', async () => {
    const program = `
      import { RunFolder } from ${JSON.stringify(new URL('./run-folder.ts', import.meta.url).href)};
      import { smallRecord, timed } from ${JSON.stringify(new URL('../record.arbitrary.test.ts', import.meta.url).href)};
      const run = await RunFolder.open(${JSON.stringify(path)}, ${JSON.stringify(smallManifest())});
      for (let number = 1; ; number += 3) {
        await run.append([number, number + 1, number + 2].map((each) => timed(smallRecord(each))));
        console.log(number + 2);
      }`;
    const child = spawn(process.execPath, ['--conditions=@tegum/source', '--import', 'tsx', '--input-type=module', '--eval', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let acknowledged = 0;
    for await (const line of createInterface(child.stdout)) {
      acknowledged = Number(line);
      if (acknowledged >= 90) child.kill('SIGKILL');
    }
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    expect(child.signalCode).toBe('SIGKILL');
    expect(await readdir(path)).toContain('lock');

    const run = await RunFolder.open(path, smallManifest());
    expect(run.recovery.tookOver?.pid).toBe(child.pid);
    expect(run.places.size).toBeGreaterThanOrEqual(acknowledged);
    const stored = Array.from({ length: acknowledged }, (_, index) => index + 1);
    expect(await collect(run.records(stored.map(cell)))).toEqual(stored.map((number) => smallRecord(number)));
    await run.close();
  });
});
