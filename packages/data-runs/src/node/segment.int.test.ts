import { appendFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JournalHeader } from '../journal-line.js';
import { smallRecord, timed } from '../record.arbitrary.test.js';
import { listSegments, readSegment, SegmentWriter } from './segment.js';
import { StoreIncompatibleError } from './store-errors.js';

const header: JournalHeader = { format: 'tegum-journal@1', planDigest: 'a'.repeat(32), numerics: 'numerics@1' };

let run: string;
beforeEach(async () => {
  run = await mkdtemp(join(tmpdir(), 'tegum-segment-'));
});
afterEach(() => rm(run, { recursive: true }));

describe('SegmentWriter', () => {
  it('gives every attempt a file of its own, also of those that begin at once', async () => {
    expect(await listSegments(run)).toEqual([]);
    const writers = await Promise.all([3, 3, 3, 12].map((shard) => SegmentWriter.open(run, shard, header)));
    expect(writers.map(({ path }) => basename(path)).sort()).toEqual(['00003.1.jsonl', '00003.2.jsonl', '00003.3.jsonl', '00012.1.jsonl']);
    await Promise.all(writers.map((writer, index) => writer.append([timed(smallRecord(index + 1))])));
    for (const writer of writers) await writer.finish();
    expect(await readdir(join(run, 'segments'))).toHaveLength(4);
    expect(basename((await SegmentWriter.open(run, 3, header)).path)).toBe('00003.4.jsonl');
  });

  it('loses nothing stored when it is abandoned, whole or torn', async () => {
    const writer = await SegmentWriter.open(run, 0, header);
    await writer.append([timed(smallRecord(1)), timed(smallRecord(2))]);
    await writer.abandon();
    const [segment, ...others] = await listSegments(run);
    expect([segment, others]).toMatchObject([{ shard: 0, attempt: 1, finished: false }, []]);
    await appendFile(segment!.path, '{"crc":"0');
    const seen: string[] = [];
    expect(await readSegment(segment!, header, ({ record }) => seen.push(record.cell))).toMatchObject({ results: 2, tornBytes: 9 });
    expect(seen).toEqual([smallRecord(1).cell, smallRecord(2).cell]);
  });
});

describe('readSegment', () => {
  it('refuses another plan and other numerics', async () => {
    await (await SegmentWriter.open(run, 0, header)).finish();
    const [segment] = await listSegments(run);
    await expect(readSegment(segment!, { ...header, planDigest: 'b'.repeat(32) })).rejects.toThrow(StoreIncompatibleError);
    await expect(readSegment(segment!, { ...header, numerics: 'numerics@2' })).rejects.toThrow('expected numerics numerics@2, got numerics numerics@1');
  });
});
