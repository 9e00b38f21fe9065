/**
 * @file Holds a run against what it claims: the table against the journal, and some cells against a new computation.
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { encodeJournalResult, ParquetEncoder, type CellRecord } from '@tegum/data-runs';
import { runPaths } from '@tegum/data-runs/node';
import type { Cell } from '@tegum/experiments';
import { dispatchCells } from '../engine/dispatch.js';
import type { Engine } from '../engine/engine.js';
import { costOfCell } from '../run/plan-cost.js';
import { cellIds, recordsInPlanOrder, type StoredRun } from '../run/stored-run.js';

/**
 * Spread over the plan: one cell of each of `count` equal stretches, which one the seed says.
 *
 * @param seed - An integer in [0, 2³²).
 */
export function sampleIndices(cells: number, count: number, seed: number): number[] {
  const wanted = Math.min(cells, count);
  let state = seed >>> 0;
  const indices: number[] = [];
  for (let stretch = 0; stretch < wanted; stretch++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const first = Math.floor((stretch * cells) / wanted);
    const next = Math.floor(((stretch + 1) * cells) / wanted);
    indices.push(first + Math.floor(((next - first) * state) / 2 ** 32));
  }
  return indices;
}

/** Cells of the journal that this plan has not. */
export function strangersIn({ snapshot, plan }: StoredRun): string[] {
  const planned = new Set(cellIds(plan));
  return [...snapshot.journal.places.keys()].filter((cell) => !planned.has(cell));
}

/** Whether results.parquet has exactly the bytes that the journal gives. */
export async function compareTable(run: StoredRun): Promise<'same' | 'differs' | 'absent'> {
  const { results } = runPaths(run.snapshot.path);
  const size = await stat(results).then(({ size: bytes }) => bytes, () => null);
  if (size === null) return 'absent';
  const stored = createReadStream(results)[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let rest = Buffer.alloc(0);
  let bytes = 0;
  for await (const expected of tableChunks(run)) {
    bytes += expected.length;
    while (rest.length < expected.length) {
      const next = await stored.next();
      if (next.done === true) return 'differs';
      rest = Buffer.concat([rest, next.value]);
    }
    if (!rest.subarray(0, expected.length).equals(expected)) return 'differs';
    rest = rest.subarray(expected.length);
  }
  return bytes === size ? 'same' : 'differs';
}

async function* tableChunks(run: StoredRun): AsyncGenerator<Uint8Array, void, undefined> {
  const encoder = new ParquetEncoder();
  for await (const record of recordsInPlanOrder(run)) {
    const bytes = encoder.add(record);
    if (bytes !== null) yield bytes;
  }
  yield encoder.finish();
}

export interface Recomputation {
  readonly compared: number;
  /** Cells whose stored record is not, byte for byte, what they give now. */
  readonly different: readonly string[];
}

/** Computes cells again; those without a record, or whose record is a fault, are passed over. */
export async function recompute({ snapshot }: StoredRun, cells: readonly Cell[], engine: Engine, stop: AbortSignal): Promise<Recomputation> {
  const stored = new Map<string, CellRecord>();
  for await (const record of snapshot.records(cells.map(({ id }) => id))) if (record.status !== 'failed') stored.set(record.cell, record);
  const different: string[] = [];
  let compared = 0;
  await dispatchCells(cells.filter(({ id }) => stored.has(id)), {
    engine,
    costOf: costOfCell,
    append: async ({ cells: finished }) => {
      for (const { record } of finished) {
        compared += 1;
        if (textOf(record) !== textOf(stored.get(record.cell)!)) different.push(record.cell);
      }
    },
    onFinished: () => undefined,
    ...{ stop, kill: stop, graceMs: 0 },
  });
  return { compared, different };
}

/** The bytes the journal has for a record, with times left out. */
function textOf(record: CellRecord): string {
  return encodeJournalResult({ record, timing: { milliseconds: 0, worker: '' } }).line;
}
