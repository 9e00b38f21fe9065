import { join } from 'node:path';
import type { CellRecord } from '@tegum/data-runs';
import { readManifest, RunFolder } from '@tegum/data-runs/node';
import { parseSpec, planSpec, type Cell } from '@tegum/experiments';
import { describe, expect, it } from 'vitest';
import { abandonedRecord } from '../engine/abandoned-record.js';
import type { Engine } from '../engine/engine.js';
import { newManifest } from '../run/manifest.js';
import { temporaryFolder } from '../testing/spawn-tegum.js';
import { computeRun } from './compute-run.js';
import type { Context } from './context.js';

const plan = planSpec(
  parseSpec({ format: 'tegum-spec@1', name: 'faulty', model: { features: 2, hidden: 1, density: { linspace: [0.1, 0.5, 5] } } }),
);
const cells = [...plan.cells()];

function record({ id, content }: Cell, fails: boolean): CellRecord {
  const failed = abandonedRecord({ id, content }, 'test');
  if (fails) return { ...failed, error: { name: 'RangeError', message: 'expected a finite loss, got NaN' } };
  const result = {
    ...{ loss: 1, errorBound: 0, lossPerFeature: [0.5, 0.5], gradientNorm: 0, minHessianEigenvalue: null, phase: 'other', starts: 1, bestCount: 1 },
    ...{ optimaCount: 1, secondLoss: null, secondPhase: null, evaluations: 1, W: [1, 0], b: [0, 0], featureNorms: [1, 0], dimensionality: [1, 0] },
    ...{ rank: 1, tightness: 0, lossCurve: [] },
  };
  return { ...failed, status: 'done', result, error: null };
}

/** Computes at once; the cells named fail. */
function engine(failing: readonly Cell[], computed: string[] = []): Engine {
  return {
    threads: 1,
    title: 'test',
    run: async (batch) => {
      computed.push(...batch.map(({ id }) => id));
      return { worker: 'test', cells: batch.map((cell) => ({ record: record(cell, failing.some(({ id }) => id === cell.id)), elapsedMs: 1 })) };
    },
    terminate: async () => undefined,
  };
}

function context(): Context & { readonly out: () => string; readonly err: () => string } {
  let out = '';
  let err = '';
  const tell = (text: string): void => void (err += text);
  return {
    exitCode: 0,
    out: () => out,
    err: () => err,
    terminal: { stderr: process.stderr, canRedraw: false, color: false, print: async (data) => void (out += String(data)), tell, say: (line) => tell(`${line}\n`) },
  };
}

async function compute(path: string, using: Engine, retry: readonly string[] = []) {
  const seen = context();
  const folder = await RunFolder.open(path, newManifest(plan, new Date(0)));
  const flags = { threads: 1, engine: 'local', insecure: false, progress: 'none', grace: 1000, json: true } as const;
  await computeRun(seen, { plan, folder, engine: using, retry: new Set(retry), resumeCommand: 'tegum resume x' }, flags);
  return { code: seen.exitCode, outcome: JSON.parse(seen.out()) as Record<string, unknown> };
}

describe('computeRun', () => {
  it('stores failed cells, ends with exit code 3, and computes again only what is retried', async () => {
    const path = join(temporaryFolder(), 'run');
    const [, bad] = cells;
    if (bad === undefined) throw new Error('a plan of five cells');

    const first = await compute(path, engine([bad]));
    expect(first).toMatchObject({ code: 3, outcome: { complete: true, cells: 5, done: 4, failed: 1, computed: 5 } });

    const untouched: string[] = [];
    expect(await compute(path, engine([], untouched))).toMatchObject({ code: 3, outcome: { failed: 1, computed: 0 } });
    expect(untouched).toEqual([]);

    const retried: string[] = [];
    expect(await compute(path, engine([], retried), [bad.id])).toMatchObject({ code: 0, outcome: { done: 5, failed: 0, computed: 1 } });
    expect(retried).toEqual([bad.id]);

    const { invocations } = await readManifest(path);
    expect(invocations.map(({ outcome, cellsDone, cellsFailed }) => [outcome, cellsDone, cellsFailed])).toEqual([
      ['finished', 5, 1],
      ['finished', 0, 0],
      ['finished', 1, 0],
    ]);
  });

  it('ends with an error, lets go of the folder, and keeps the books when two records of a cell disagree', async () => {
    const path = join(temporaryFolder(), 'run');
    await compute(path, engine([]));
    const lying: Engine = {
      ...engine([]),
      run: async (batch) => ({ worker: 'test', cells: batch.map((cell) => ({ record: { ...record(cell, false), backend: 'other' }, elapsedMs: 1 })) }),
    };
    await expect(compute(path, lying, cells.map(({ id }) => id))).rejects.toMatchObject({ name: 'StoreCorruptError' });
    expect((await readManifest(path)).invocations.map(({ outcome }) => outcome)).toEqual(['finished', 'failed']);
    expect(await compute(path, engine([]))).toMatchObject({ code: 0 });
  });
});
