import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failedRecord, smallRecord, timed } from '../record.arbitrary.test.js';
import { CellCache } from './cell-cache.js';

let folder: string;
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'tegum-cache-')), 'cache');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const cell = (number: number): string => smallRecord(number).cell;

describe('CellCache', () => {
  it('finds in a later process what an earlier one kept, but no faults, and keeps nothing twice', async () => {
    const first = await CellCache.open(folder);
    await first.add([timed(smallRecord(1)), timed(failedRecord(2)), timed(smallRecord(3))]);
    await first.close();
    const second = await CellCache.open(folder);
    expect([second.size, second.has(cell(1)), second.has(cell(2))]).toEqual([2, true, false]);
    expect(await second.get(cell(3))).toEqual(timed(smallRecord(3)));
    expect(await second.get(cell(2))).toBeNull();
    await second.add([timed(smallRecord(1))]);
    await second.close();
    expect(await readdir(folder)).toHaveLength(1);
  });

  it('lets processes write at the same time', async () => {
    const caches = await Promise.all([1, 2, 3].map(() => CellCache.open(folder)));
    await Promise.all(caches.map((cache, index) => cache.add([timed(smallRecord(index)), timed(smallRecord(9))])));
    await Promise.all(caches.map((cache) => cache.close()));
    expect((await CellCache.open(folder)).size).toBe(4);
  });

  it('has not what is damaged or torn', async () => {
    const cache = await CellCache.open(folder);
    await cache.add([timed(smallRecord(1)), timed(smallRecord(2)), timed(smallRecord(3))]);
    await cache.close();
    const [name] = await readdir(folder);
    const path = join(folder, name!);
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace('"core"', '"cure"').slice(0, -20));
    const again = await CellCache.open(folder);
    expect(await again.get(cell(1))).toBeNull();
    expect(await again.get(cell(2))).toEqual(timed(smallRecord(2)));
    expect(again.has(cell(3))).toBe(false);
  });
});
