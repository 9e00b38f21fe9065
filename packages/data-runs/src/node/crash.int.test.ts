/** @file The store on a disk that loses its power, or fails, at each thing that is done to it. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { beginInvocation, endInvocation } from '../manifest.js';
import { smallManifest } from '../manifest.arbitrary.test.js';
import { smallRecord, timed } from '../record.arbitrary.test.js';
import { PowerLost, type CrashDisk, type Survival } from './crash-disk.support.test.js';
import type { ProcessIdentity } from './process-identity.js';
import { RunFolder } from './run-folder.js';
import { readRun } from './run-snapshot.js';
import { SegmentWriter } from './segment.js';

const world = vi.hoisted(() => ({ disk: undefined as unknown as CrashDisk, pid: 1 }));

vi.mock('node:fs/promises', async () => {
  const { CrashDisk: Disk } = await import('./crash-disk.support.test.js');
  world.disk = new Disk();
  return world.disk.module();
});
/** Every time the machine starts there is a new process, and the earlier ones are dead. */
vi.mock('./process-identity.js', () => ({
  currentProcess: (): ProcessIdentity => ({ pid: world.pid, host: 'host', startTime: null, bootId: null, pidNamespace: null }),
  livenessOf: ({ pid }: ProcessIdentity) => (pid === world.pid ? 'alive' : 'dead'),
}));

const run = '/data/runs/run';
const numbers = [1, 2, 3, 4, 5, 6];
const cells = numbers.map((number) => smallRecord(number).cell);
const survivals: readonly Survival[] = ['all', 'none', { seed: 1 }, { seed: 2 }, { seed: 3 }];
/** Where a run that was not disturbed leaves its files. */
const files = ['figures/loss.svg', 'journal.jsonl', 'manifest.json', 'results.parquet'].map((name) => `${run}/${name}`);

/** A run from its first to its last operation; notes which cells were acknowledged. */
async function compute(acknowledged: Set<string>): Promise<void> {
  const folder = await RunFolder.open(run, smallManifest());
  try {
    for (const pair of [[1, 2], [3, 4], [5, 6]]) {
      await folder.append(pair.map((number) => timed(smallRecord(number))));
      for (const number of pair) acknowledged.add(smallRecord(number).cell);
      // Not before the first cell: it syncs the folder, and so would hide that the journal's own name was not.
      if (pair[0] === 1) await folder.updateManifest((manifest) => beginInvocation(manifest, '2026-01-02T03:04:06Z', 2));
    }
    await folder.writeResults(cells);
    await folder.writeFigure('loss.svg', '<svg/>');
    await folder.updateManifest((manifest) => endInvocation(manifest, { outcome: 'finished', finishedAt: '2026-01-02T03:04:07Z', cellsDone: 6, cellsFailed: 0 }));
  } finally {
    await folder.close();
  }
}

async function tableBytes(): Promise<string> {
  const { readFile } = await import('node:fs/promises');
  return (await readFile(`${run}/results.parquet`)).toString('base64');
}

/** What a later process finds; it computes the rest and leaves the run as it should be. */
async function recover(acknowledged: ReadonlySet<string>, table: string, where: string): Promise<void> {
  world.pid += 1;
  const folder = await RunFolder.open(run, smallManifest());
  expect([...acknowledged].filter((cell) => !folder.places.has(cell)), `${where}: lost`).toEqual([]);
  for await (const record of folder.records(folder.places.keys())) expect(record).toEqual(smallRecord(Number.parseInt(record.cell, 16)));
  await folder.close();
  await compute(new Set());
  expect(await tableBytes(), where).toBe(table);
  expect(world.disk.paths(), where).toEqual(files);
  expect((await readRun(run)).journal, where).toMatchObject({ results: 6, duplicates: 0, tornBytes: 0 });
}

beforeEach(() => {
  world.disk.reset();
});

async function undisturbed(): Promise<{ readonly table: string; readonly operations: number }> {
  world.disk.reset();
  await compute(new Set());
  return { table: await tableBytes(), operations: world.disk.operations };
}

describe('a run on a disk that fails', () => {
  it('loses no acknowledged cell to a power cut before, in or after any write, sync, rename, link or removal', { timeout: 120_000 }, async () => {
    const { table, operations } = await undisturbed();
    expect(operations).toBeGreaterThan(40);
    for (let operation = 0; operation < operations; operation++) {
      for (const survival of survivals) {
        world.disk.reset();
        world.disk.crashAt(operation);
        const acknowledged = new Set<string>();
        await expect(compute(acknowledged)).rejects.toThrow(PowerLost);
        world.disk.restart(survival);
        await recover(acknowledged, table, `power cut at operation ${operation}, survival ${JSON.stringify(survival)}`);
      }
    }
  });

  it('loses none to a second power cut while it recovers from the first', { timeout: 120_000 }, async () => {
    const { table, operations } = await undisturbed();
    for (let first = 5; first < operations; first += 7) {
      for (let second = 0; second < operations; second += 3) {
        world.disk.reset();
        world.disk.crashAt(first);
        const acknowledged = new Set<string>();
        await expect(compute(acknowledged)).rejects.toThrow(PowerLost);
        world.disk.restart({ seed: first });
        world.pid += 1;
        world.disk.crashAt(second);
        await compute(acknowledged).catch((error: unknown) => expect(error).toBeInstanceOf(PowerLost));
        world.disk.restart({ seed: second });
        await recover(acknowledged, table, `power cuts at ${first} and ${second}`);
      }
    }
  });

  it.each(['ENOSPC', 'EIO', 'EACCES', 'EMFILE', 'EROFS'])('is loud about %s at any operation, and loses nothing it has acknowledged', { timeout: 120_000 }, async (code) => {
    const { table, operations } = await undisturbed();
    for (let operation = 0; operation < operations; operation++) {
      for (const forGood of [true, false]) {
        world.disk.reset();
        world.disk.failAt(operation, code, forGood);
        const acknowledged = new Set<string>();
        const outcome = await compute(acknowledged).then(() => null, (error: unknown) => error as NodeJS.ErrnoException);
        const where = `${code} at operation ${operation}${forGood ? ' and after' : ''}`;
        expect(outcome, where).not.toBeNull();
        expect(outcome?.message, where).toContain(code);
        expect(['InputError', 'StoreWriteError', 'Error'], where).toContain(outcome?.name);
        world.disk.heal();
        await recover(acknowledged, table, where);
      }
    }
  });

  it('writes nothing to a folder it may only read, and still shows the run', async () => {
    await compute(new Set());
    const before = world.disk.paths();
    world.pid += 1;
    world.disk.heal();
    world.disk.failAt(0, 'EROFS', true);
    await expect(RunFolder.open(run, smallManifest())).rejects.toThrow(`${run}: expected a folder that can be read and written, got EROFS`);
    expect((await readRun(run)).journal.results).toBe(6);
    expect(world.disk.paths()).toEqual(before);
  });
});

describe('a segment on a disk that loses its power', () => {
  it('keeps what was acknowledged, under one of its two names', async () => {
    const header = { format: 'tegum-journal@1', planDigest: 'a'.repeat(32), numerics: 'numerics@1' } as const;
    const { mkdir } = await import('node:fs/promises');
    for (const survival of survivals) {
      for (let operation = 0; ; operation++) {
        world.disk.reset();
        await mkdir('/data/run', { recursive: true });
        world.disk.restart('all');
        world.disk.crashAt(operation);
        let acknowledged = 0;
        const outcome = await (async () => {
          const segment = await SegmentWriter.open('/data/run', 0, header);
          await segment.append([timed(smallRecord(1))]);
          acknowledged = 1;
          await segment.append([timed(smallRecord(2))]);
          acknowledged = 2;
          await segment.finish();
        })().catch((error: unknown) => error);
        const complete = outcome === undefined;
        world.disk.restart(survival);
        const { listSegments, readSegment } = await import('./segment.js');
        let found = 0;
        for (const segment of await listSegments('/data/run')) found += (await readSegment(segment, header)).results;
        expect(found, `operation ${operation}, survival ${JSON.stringify(survival)}`).toBeGreaterThanOrEqual(acknowledged);
        if (complete) break;
      }
    }
  });
});
