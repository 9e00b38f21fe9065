import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cellRecordSchema, encodeJournalResult, type CellRecord } from '@tegum/data-runs';
import { JournalWriter } from '@tegum/data-runs/node';
import { cellOf, runCell, type CellContent } from '@tegum/experiments';
import { benchCase } from '../harness/bench-case.js';

const content: CellContent = {
  features: 2,
  hidden: 1,
  density: [0.1, 0.1],
  importance: [1, 0.5],
  training: { method: 'exact', starts: 8, tolerance: 1e-9, maxIterations: 500 },
  seed: 0,
};

/** One cell of `phase-diagram-2x1`, as a worker computes it: 8 starts, tolerance 1e-9. */
export const cell = benchCase({
  name: 'cell of phase-diagram-2x1',
  per: 'cell',
  setup: () => cellOf(content),
  run: runCell,
  check: ({ status, result }) => status === 'done' && result?.phase === 'antipodal',
});

const batch = 64;

/** What a finished cell costs besides its computing: encoding, checksum, append, fdatasync, 64 cells a commit. */
export const journal = benchCase({
  name: 'journal, 64 cells a commit',
  per: 'cell',
  count: batch,
  setup: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tegum-bench-'));
    const record: CellRecord = cellRecordSchema.parse(runCell(cellOf(content)));
    const writer = await JournalWriter.open(join(folder, 'journal.jsonl'), { format: 'tegum-journal@1', planDigest: '0'.repeat(32), numerics: 'bench' }, 0);
    return { folder, writer, record };
  },
  run: async ({ writer, record }) => {
    const lines = Array.from({ length: batch }, () => encodeJournalResult({ record, timing: { milliseconds: 1, worker: 'bench' } }).line);
    await writer.append(lines);
    return lines;
  },
  check: (lines) => lines.length === batch && lines.every((line) => line.length > 500),
  teardown: async ({ folder, writer }) => {
    await writer.close();
    await rm(folder, { recursive: true });
  },
});
