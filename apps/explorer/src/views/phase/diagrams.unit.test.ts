import { competingOptima } from '@tegum/core';
import { familyPopulation, lastFeaturePhase, trainToPhase, type LastFeaturePhase } from '@tegum/experiments';
import { PHASES } from '@tegum/kernels';
import { describe, expect, it } from 'vitest';
import { initialState } from '../../state/schema.js';
import { centres, cellAt, DENSITIES, IMPORTANCES, neighbour, positionOf } from './axes.js';
import { classicAt, classicDiagram } from './classic-diagram.js';
import { agreement, comparisonTable, pixelAt, placeOf } from './comparison.js';
import { equivalentsOf } from './equivalents.js';
import { exactDiagram, type ExactDiagram } from './exact-diagram.js';
import { optimaAt } from './optima-at.js';
import { phases, UNKNOWN } from './question.js';
import { traceLines } from './trace-lines.js';
import { coarseToFine, knownCell, trainedDiagram, type TrainedDiagram } from './trained-diagram.js';
import { phase } from './view.js';

async function answers<Answer>(steps: AsyncIterator<{ partial?: Answer }, Answer> | Iterator<{ partial?: Answer }, Answer>): Promise<Answer[]> {
  const all: Answer[] = [];
  for (;;) {
    const step = await steps.next();
    if (step.done === true) return [...all, step.value];
    // What the page gets is a copy of what is still being filled.
    if (step.value.partial !== undefined) all.push(structuredClone(step.value.partial));
  }
}

describe('axes', () => {
  it('put every centre into its own cell, and move from cell to cell and not beyond the ends', () => {
    const densities = centres(DENSITIES, 16);
    expect(densities.map((value) => cellAt(positionOf(value, DENSITIES), 16))).toEqual(Array.from({ length: 16 }, (_, k) => k));
    const corner = { density: densities[0]!, importance: centres(IMPORTANCES, 16)[15]! };
    expect(neighbour(corner, 16, -1, 1)).toEqual(corner);
    expect(neighbour(corner, 16, 1, -1)).toEqual({ density: densities[1]!, importance: centres(IMPORTANCES, 16)[14]! });
    expect(placeOf(pixelAt(0.1, 0.05, 64), 64).density).toBeCloseTo(0.1, 2);
  });
});

describe('the classic diagram', () => {
  it('has the closed borders of two features, and a shared pair beside the last of three', () => {
    const r = (p: number): number => (p * p) / 6 / (p / 3 - (p * p) / 4 - (p * p) / 6);
    expect(classicAt(2, 0.1, r(0.1) * 0.999).phase).toBe('ignored');
    expect(classicAt(2, 0.1, r(0.1) * 1.001).phase).toBe('antipodal');
    expect(classicAt(3, 0.1, 1.001)).toEqual({ phase: 'dedicated', loss: 0.1 * 0.1 / 3 });
    expect(classicDiagram(2, 4)).toHaveLength(16);
  });
});

describe('the exact diagram', () => {
  it('names phases by the numbers of the kernel', () => { expect(phases).toEqual(PHASES); });

  it('is whole at every step, finer in the end, near the polished optimum, and says what computed it', async () => {
    const all = await answers<ExactDiagram>(exactDiagram({ features: 2, cells: 32, backend: 'webasm' }));
    expect(all.map(({ cells }) => cells)).toEqual([16, 32, 32, 32]);
    for (const { phase: numbers } of all) expect(numbers).not.toContain(UNKNOWN);
    const last = all.at(-1)!;
    expect(last).toMatchObject({ backend: 'webasm', fallbackReason: null, check: { cells: 12, otherPhase: 0 } });
    expect(last.check!.worstLoss).toBeLessThan(1e-4);
    const pixel = pixelAt(0.05, 0.5, 32);
    const { density, importance } = placeOf(pixel, 32);
    const [best] = competingOptima({ population: familyPopulation(2, density, importance), hidden: 1, starts: 8, seed: 0 });
    expect(Math.abs(last.loss[pixel]! / best!.loss - 1)).toBeLessThan(1e-4);
    expect(phases[last.phase[pixel]!]).toBe(lastFeaturePhase(2, 1, best!.W));
  }, 60_000);
});

describe('the empirical diagram', () => {
  it('trains coarse to fine, every cell once, and lets trained ones stand for others', () => {
    const order = Array.from(coarseToFine(8));
    expect(order.slice(0, 4)).toEqual([0, 4, 32, 36]);
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 64 }, (_, pixel) => pixel));
    const partly = new Uint8Array(64).fill(UNKNOWN);
    partly[36] = 2;
    expect(knownCell({ phase: partly, cells: 8 }, 63)).toBe(36);
    expect(knownCell({ phase: partly, cells: 8 }, 3)).toBe(3);
  });

  it('keeps the best seed of each cell by exact loss', async () => {
    const [answer] = (await answers<TrainedDiagram>(trainedDiagram({ features: 2, cells: 1, seeds: 3, seed: 5 }))).slice(-1);
    const { density, importance } = placeOf(0, 1);
    const runs = [5, 6, 7].map((seed) => trainToPhase({ features: 2, density, importance, seed })!);
    expect(Array.from(answer!.ends)).toEqual(runs.map((run) => phases.indexOf(run.phase as LastFeaturePhase)));
    expect(answer!.loss[0]).toBe(Math.min(...runs.map(({ loss }) => loss)));
    const exact = { cells: 1, phase: answer!.ends.slice(0, 1) } as ExactDiagram;
    expect(agreement(answer!, exact, 0)).toBe(runs.filter((run) => run.phase === runs[0]!.phase).length / 3);
  }, 60_000);
});

describe('the place looked at', () => {
  it('has its competing optima, best first, and its table row', () => {
    const branches = optimaAt({ features: 2, density: 0.1, importance: 0.05, starts: 8, seed: 0 });
    expect(branches.map((branch) => branch.phase)).toEqual(['antipodal-asymmetric', 'ignored']);
    // A dead last feature with bias p/2: its variance is lost.
    expect(branches[1]!.loss).toBeCloseTo(0.05 * (0.1 / 3 - 0.01 / 4), 14);
    const exact = { cells: 1, phase: Uint8Array.of(2), loss: Float64Array.of(0.1), second: Float64Array.of(NaN) } as unknown as ExactDiagram;
    expect(comparisonTable({ features: 2, exact, trained: undefined, lines: undefined }).rows[0]!.slice(2, 5)).toEqual(['antipodal', 0.1, null]);
  });

  it('is a command line with the numbers in full', () => {
    expect(equivalentsOf(initialState(phase.schema), { density: 0.1, importance: 0.05 }, undefined).cli).toBe(
      'tegum phase --features 2 --hidden 1 --density 0.1 --importance 0.05 --starts 8 --seed 0',
    );
  });
});

describe('lines', () => {
  it('of two features begin at the sparse limit r = (2 + √2)/8 · p', () => {
    const steps = traceLines({ features: 2, starts: 8, seed: 0 }) as Generator<{ partial?: { coexistence: readonly { density: number; importance: number; between: readonly string[] }[] } }>;
    const { coexistence } = (steps.next().value as { partial: { coexistence: readonly { density: number; importance: number; between: readonly string[] }[] } }).partial;
    const lowest = coexistence[0]!;
    expect(lowest.between[0]).toBe('ignored');
    // The limit is p → 0; at p = 0.01 the correction is of the order of p.
    expect(Math.abs(lowest.importance / lowest.density / ((2 + Math.SQRT2) / 8) - 1)).toBeLessThan(0.02);
  }, 60_000);
});
