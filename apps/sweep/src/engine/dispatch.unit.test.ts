import type { Cell } from '@tegum/experiments';
import { describe, expect, it } from 'vitest';
import type { CellRecord } from '@tegum/data-runs';
import type { BatchOutcome } from './cell.protocol.js';
import { dispatchCells, type DispatchOptions } from './dispatch.js';
import type { Engine } from './engine.js';

const cells = Array.from({ length: 40 }, (_, i) => ({ id: `c${String(i)}`, content: { training: {} } }) as Cell);
const ids = cells.map(({ id }) => id);

function outcome(batch: readonly Cell[]): BatchOutcome {
  return { worker: 'test', cells: batch.map(({ id }) => ({ record: { cell: id, status: 'done' } as CellRecord, elapsedMs: 1 })) };
}

/** An engine on the microtask queue; `fault` decides which batches kill their thread. */
function engine(fault: (batch: readonly Cell[]) => boolean = () => false): Engine & { readonly batches: string[][] } {
  const batches: string[][] = [];
  return {
    batches,
    threads: 2,
    title: 'test',
    run: async (batch) => {
      batches.push(batch.map(({ id }) => id));
      await Promise.resolve();
      if (fault(batch)) throw new Error('worker exited with code: 7');
      return outcome(batch);
    },
    terminate: async () => undefined,
  };
}

function options(overrides: Partial<DispatchOptions> & { readonly engine: Engine }): DispatchOptions & { readonly written: CellRecord[] } {
  const written: CellRecord[] = [];
  return {
    written,
    costOf: () => 1,
    append: async (outcome) => void written.push(...outcome.cells.map(({ record }) => record)),
    onFinished: () => undefined,
    stop: new AbortController().signal,
    kill: new AbortController().signal,
    graceMs: 1000,
    ...overrides,
  };
}

describe('dispatchCells', () => {
  it('computes every cell once', async () => {
    const run = options({ engine: engine() });
    expect(await dispatchCells(cells, run)).toBe(true);
    expect(run.written.map(({ cell }) => cell).sort()).toEqual([...ids].sort());
  });

  it('is complete at once when nothing is to be done', async () => {
    expect(await dispatchCells([], options({ engine: engine() }))).toBe(true);
  });

  it('gives up only the cell whose thread dies twice, and keeps its neighbours', async () => {
    const run = options({ engine: engine((batch) => batch.some(({ id }) => id === 'c7')) });
    expect(await dispatchCells(cells, run)).toBe(true);
    expect(run.written).toHaveLength(40);
    const failed = run.written.filter(({ status }) => status === 'failed');
    expect(failed).toMatchObject([{ cell: 'c7', result: null, error: { name: 'ThreadDied' } }]);
    expect(failed[0]?.error?.message).toContain('worker exited with code: 7');
  });

  it('gives what is at work its grace, and no more, where the run was stopped before it began', async () => {
    let withdrawn = false;
    const slow: Engine = { ...engine(), withdraw: () => void (withdrawn = true) };
    const adopted = [{ cells: cells.slice(0, 1), outcome: new Promise<never>(() => undefined) }];
    const run = options({ engine: slow, adopted, stop: AbortSignal.abort(), graceMs: 20 });
    expect(await dispatchCells(cells.slice(1), run)).toBe(false);
    expect(withdrawn).toBe(true);
    expect(run.written).toEqual([]);
  });

  it('retries a cell whose thread died once', async () => {
    let deaths = 0;
    const run = options({ engine: engine((batch) => batch.some(({ id }) => id === 'c7') && ++deaths === 1) });
    await dispatchCells(cells, run);
    expect(run.written.every(({ status }) => status === 'done')).toBe(true);
  });

  it('starts nothing after a stop, and keeps what was running', async () => {
    const stop = new AbortController();
    const run = options({ engine: engine(), stop: stop.signal, onFinished: () => stop.abort() });
    expect(await dispatchCells(cells, run)).toBe(false);
    expect(run.written.length).toBeGreaterThan(0);
    expect(run.written.length).toBeLessThan(40);
    expect(run.written.length).toBe(run.engine.threads * 2 * 2);
  });

  it('ends the threads when the grace is over, and keeps nothing of them', async () => {
    const stop = new AbortController();
    const reject: ((error: Error) => void)[] = [];
    const stuck: Engine = {
      threads: 2,
      title: 'test',
      run: () => new Promise((_, no) => reject.push(no)),
      terminate: async () => reject.forEach((no) => no(new Error('Terminating worker thread'))),
    };
    const run = options({ engine: stuck, stop: stop.signal, graceMs: 20 });
    setTimeout(() => stop.abort(), 5);
    expect(await dispatchCells(cells, run)).toBe(false);
    expect(run.written).toEqual([]);
  });

  it('ends the run when the disk does not take a record', async () => {
    const disk = new Error('ENOSPC');
    const run = options({ engine: engine(), append: async () => Promise.reject(disk) });
    await expect(dispatchCells(cells, run)).rejects.toBe(disk);
  });
});
