import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acquireLock, type FolderLock } from './lock.js';
import { currentProcess } from './process-identity.js';
import { StoreLockedError } from './store-errors.js';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tegum-lock-'));
  path = join(folder, 'lock');
});
afterEach(() => rm(folder, { recursive: true }));

/** As a killed process leaves it: its id is in use again, by a process that started at another time. */
const stale = { ...currentProcess(), pid: process.pid, startTime: '1', token: 'stale' };
const leave = (holder: object, name = path): Promise<void> => writeFile(name, JSON.stringify(holder));

describe('acquireLock', () => {
  it('keeps others out until it is released, and leaves nothing behind', async () => {
    const lock = await acquireLock(path);
    expect(lock.tookOver).toBeNull();
    const refusal = acquireLock(path);
    await expect(refusal).rejects.toThrow(StoreLockedError);
    await expect(refusal).rejects.toThrow(`got process ${process.pid} on `);
    expect(await readdir(folder)).toEqual(['lock']);
    await lock.release();
    await lock.release();
    expect(await readdir(folder)).toEqual([]);
    await (await acquireLock(path)).release();
  });

  it('takes over from a dead process, and says from which', async () => {
    await leave(stale);
    await leave({ ...stale, token: 'crashed-while-taking' }, `${path}.crashed-while-taking`);
    const lock = await acquireLock(path);
    expect(lock.tookOver).toEqual(stale);
    expect(await readdir(folder)).toEqual(['lock']);
    await lock.release();
  });

  it('has one winner when many take over at once', async () => {
    for (let round = 0; round < 10; round++) {
      await leave(stale);
      const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => acquireLock(path)));
      const winners = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
      const refusals = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
      expect(winners).toHaveLength(1);
      expect(refusals.filter((reason) => !(reason instanceof StoreLockedError))).toEqual([]);
      await (winners[0] as FolderLock).release();
      expect(await readdir(folder)).toEqual([]);
    }
  });

  it('has one holder at a time when many come and go', async () => {
    let holders = 0;
    let turns = 0;
    await leave(stale);
    const comer = async (): Promise<void> => {
      for (let attempt = 0; attempt < 20; attempt++) {
        const lock = await acquireLock(path).catch((error: unknown) => error);
        if (lock instanceof StoreLockedError) continue;
        expect(++holders).toBe(1);
        turns += 1;
        await readdir(folder);
        holders -= 1;
        // Every other time, die without releasing.
        if (turns % 2 === 0) await (lock as FolderLock).release();
        else await leave({ ...stale, token: `stale-${turns}` });
      }
    };
    await Promise.all([comer(), comer(), comer(), comer()]);
    expect(turns).toBeGreaterThan(4);
  });

  it('does not release what another has taken since', async () => {
    const lock = await acquireLock(path);
    await leave({ ...stale, token: 'another' });
    await lock.release();
    expect(await readFile(path, 'utf8')).toContain('another');
  });

  it('leaves a lock alone whose holder it cannot judge, with the remedy', async () => {
    await leave({ ...stale, host: 'elsewhere' });
    await expect(acquireLock(path)).rejects.toThrow(/process \d+ on elsewhere \(this machine cannot tell whether it lives; if it has ended, delete this file\)/);
    await writeFile(path, '');
    await expect(acquireLock(path)).rejects.toThrow('got a process it does not name (if no other process uses the folder, delete this file)');
    expect(await readdir(folder)).toEqual(['lock']);
  });
});
