import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CellRecord } from '@tegum/data-runs';
import { cellOf, findPreset, parseSpec, planSpec, type Cell } from '@tegum/experiments';
import { describe, expect, it } from 'vitest';
import { dispatchCells } from './dispatch.js';
import { startPool } from './pool.client.js';

const folder = mkdtempSync(join(tmpdir(), 'tegum-pool-'));

/** A thread that dies or runs for ever when a cell's seed says so. */
const faultyWorker = `
export default ({ cells }) => ({
  worker: 'faulty',
  cells: cells.map(({ id, content }) => {
    if (content.seed === 1) process.exit(7);
    if (content.seed === 2) for (;;);
    return { record: { cell: id, status: 'done' }, elapsedMs: 1 };
  }),
});
`;

function worker(name: string, text: string): URL {
  const path = join(folder, name);
  writeFileSync(path, text);
  return pathToFileURL(path);
}

function cellsOfSeeds(seeds: readonly number[]): Cell[] {
  const { content } = planSpec(parseSpec(findPreset('phase-diagram-2x1').spec)).cellAt(0);
  return seeds.map((seed) => cellOf({ ...content, seed }));
}

describe('startPool', () => {
  it('computes real cells from the sources', async () => {
    const engine = await startPool(1);
    const cells = cellsOfSeeds([0, 5]);
    const { cells: finished, worker: name } = await engine.run(cells);
    await engine.terminate();
    expect(finished.map(({ record }) => [record.cell, record.status])).toEqual(cells.map(({ id }) => [id, 'done']));
    expect(finished.every(({ elapsedMs }) => elapsedMs > 0)).toBe(true);
    expect(name).toMatch(/^thread-\d+$/);
  });

  it('refuses to start with a worker that cannot be loaded', async () => {
    await expect(startPool(1, {}, worker('broken.mjs', 'import "no-such-package";'))).rejects.toMatchObject({ name: 'EngineError' });
  });
});

describe('dispatchCells on a pool', () => {
  it('loses only the cell that kills its thread', async () => {
    const engine = await startPool(2, {}, worker('faulty.mjs', faultyWorker));
    const cells = cellsOfSeeds([10, 11, 1, 12, 13, 14, 15]);
    const records: CellRecord[] = [];
    const complete = await dispatchCells(cells, {
      engine,
      costOf: () => 1,
      append: async (outcome) => void records.push(...outcome.cells.map(({ record }) => record)),
      onFinished: () => undefined,
      stop: new AbortController().signal,
      kill: new AbortController().signal,
      graceMs: 1000,
    });
    await engine.terminate();
    expect(complete).toBe(true);
    expect(new Set(records.map(({ cell }) => cell))).toEqual(new Set(cells.map(({ id }) => id)));
    expect(records.filter(({ status }) => status === 'failed').map(({ cell }) => cell)).toEqual([cells[2]?.id]);
  });

  it('ends a thread that runs for ever at once when killed', async () => {
    const engine = await startPool(1, {}, worker('faulty.mjs', faultyWorker));
    const kill = new AbortController();
    setTimeout(() => { kill.abort(); }, 100);
    const complete = await dispatchCells(cellsOfSeeds([2, 10]), {
      engine,
      costOf: () => 1,
      append: async () => undefined,
      onFinished: () => undefined,
      stop: new AbortController().signal,
      kill: kill.signal,
      graceMs: 60_000,
    });
    expect(complete).toBe(false);
  });
});
