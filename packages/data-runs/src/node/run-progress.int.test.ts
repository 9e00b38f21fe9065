import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { endInvocation } from '../manifest.js';
import { smallManifest } from '../manifest.arbitrary.test.js';
import { failedRecord, smallRecord, timed } from '../record.arbitrary.test.js';
import { RunFolder } from './run-folder.js';
import { readProgress } from './run-progress.js';
import { readRun } from './run-snapshot.js';
import { StoreCorruptError } from './store-errors.js';

let path: string;
beforeEach(async () => {
  path = join(await mkdtemp(join(tmpdir(), 'tegum-progress-')), 'run');
});
afterEach(() => rm(join(path, '..'), { recursive: true }));

it('counts what opening the run counts, also with faults that were mended, a torn tail, and lines of another form', async () => {
  const run = await RunFolder.open(path, smallManifest());
  expect(await readProgress(path)).toMatchObject({ cells: [], computeMs: 0, tornBytes: 0 });
  await run.append([timed(smallRecord(1)), timed(failedRecord(2)), timed(failedRecord(3))]);
  await run.append([timed(smallRecord(2))]);
  await run.close();
  await appendFile(join(path, 'journal.jsonl'), '{"crc":"0');
  const agree = async (): Promise<void> => {
    const { journal } = await readRun(path);
    const { cells, computeMs, tornBytes } = await readProgress(path);
    expect(cells.map(({ status }) => status)).toEqual([...journal.places.values()].map(({ status }) => status));
    expect([computeMs, tornBytes]).toEqual([journal.computeMs, journal.tornBytes]);
  };
  await agree();
  expect((await readProgress(path)).cells).toHaveLength(3);

  const journal = join(path, 'journal.jsonl');
  await writeFile(journal, (await readFile(journal, 'utf8')).replace('"status":"done"', '"status":"dome"'));
  await expect(readProgress(path)).rejects.toThrow(StoreCorruptError);
});

it('believes the count of the last invocation that ended, without reading the journal, until the journal has grown', async () => {
  const run = await RunFolder.open(path, smallManifest());
  await run.append([timed(smallRecord(1)), timed(failedRecord(2))]);
  await run.append([timed(smallRecord(2))]);
  await run.updateManifest((manifest) =>
    endInvocation(manifest, { outcome: 'finished', finishedAt: '2026-01-02T03:05:06Z', cellsDone: 2, cellsFailed: 1 }, run.tally),
  );
  await run.close();
  const { journal: read } = await readRun(path);
  const { cells, computeMs, tornBytes } = await readProgress(path);
  expect([cells.map(({ status }) => status), computeMs, tornBytes]).toEqual([['done', 'done'], read.computeMs, 0]);

  // It is not looked at, so damage is for those to find who open the run.
  const journal = join(path, 'journal.jsonl');
  const text = await readFile(journal, 'utf8');
  await writeFile(journal, text.replaceAll('"status":"done"', '"status":"dome"'));
  expect((await readProgress(path)).cells).toEqual(cells);
  await writeFile(journal, `${text}{"crc":"0`);
  expect(await readProgress(path)).toMatchObject({ cells, tornBytes: 9 });

  const again = await RunFolder.open(path, smallManifest());
  await again.append([timed(smallRecord(3))]);
  await again.close();
  expect((await readProgress(path)).cells).toHaveLength(3);
});
