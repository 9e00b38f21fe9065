/** @file What is on the page, as the data of `phaseComparison` of @tegum/figures, which `tegum phase --figure` draws, and as one table. */
import { modelSize } from '@tegum/core';
import type { ComparedCell, PhaseComparisonData } from '@tegum/figures';
import type { DataTable } from '../../figure/data-table.js';
import { cellAt, centres, DENSITIES, IMPORTANCES, positionOf } from './axes.js';
import { classicAt, classicDiagram } from './classic-diagram.js';
import type { ExactDiagram } from './exact-diagram.js';
import { phases, UNKNOWN } from './question.js';
import type { Lines } from './trace-lines.js';
import { knownCell, type TrainedDiagram } from './trained-diagram.js';

/** Fine enough for a border to look like one; closed form. */
export const CLASSIC_CELLS = 160;

export interface Diagrams {
  readonly features: number;
  readonly exact: ExactDiagram;
  readonly trained: TrainedDiagram | undefined;
  readonly lines: Lines | undefined;
}

/** The share of seeds that ended in the exact optimum's phase at a cell of the trained grid. */
export function agreement({ ends, seeds, cells }: TrainedDiagram, exact: ExactDiagram, pixel: number): number {
  const place = placeOf(pixel, cells);
  const target = exact.phase[pixelAt(place.density, place.importance, exact.cells)];
  let agreeing = 0;
  for (let k = 0; k < seeds; k++) if (ends[pixel * seeds + k] === target) agreeing++;
  return agreeing / seeds;
}

export function placeOf(pixel: number, cells: number): { density: number; importance: number } {
  return { density: centres(DENSITIES, cells)[pixel % cells]!, importance: centres(IMPORTANCES, cells)[Math.floor(pixel / cells)]! };
}

export function pixelAt(density: number, importance: number, cells: number): number {
  return cellAt(positionOf(importance, IMPORTANCES), cells) * cells + cellAt(positionOf(density, DENSITIES), cells);
}

export function comparisonData({ features, exact, trained, lines }: Diagrams): PhaseComparisonData {
  const nothing = { coexistence: [], spinodals: [], continuous: [] };
  return {
    title: `${modelSize({ features, hidden: features - 1 })}: classic, exact and empirical phases`,
    subtitle: 'equal densities, importance 1 but for the last feature',
    caption: `Exact: ${String(exact.cells)} × ${String(exact.cells)} cells, descents on ${exact.backend}; hatched where a second optimum survives.`,
    classic: cellsOf(classicDiagram(features, CLASSIC_CELLS), CLASSIC_CELLS, () => ({})),
    exact: cellsOf(exact.phase, exact.cells, (pixel) => ({ metastable: !Number.isNaN(exact.second[pixel]!) })),
    empirical: trained === undefined ? [] : cellsOf(trained.phase, trained.cells, (pixel) => ({ share: agreement(trained, exact, pixel) })),
    ...(lines ?? nothing),
  };
}

function cellsOf(phase: Uint8Array, cells: number, more: (pixel: number) => Partial<ComparedCell>): ComparedCell[] {
  const densities = centres(DENSITIES, cells);
  const importances = centres(IMPORTANCES, cells);
  return Array.from(phase).flatMap((number, pixel) => {
    if (number === UNKNOWN) return [];
    return [{ density: densities[pixel % cells]!, importance: importances[Math.floor(pixel / cells)]!, phase: phases[number]!, ...more(pixel) }];
  });
}

/** One row a cell of the exact grid; the trained cell that covers it beside it. Rows are made when they are looked at. */
export function comparisonTable(diagrams: Diagrams): DataTable {
  return {
    columns: ['density', 'importance of the last', 'exact phase', 'exact loss', 'second optimum', 'classic phase', 'classic loss', 'trained phase'],
    get rows() {
      return rowsOf(diagrams);
    },
  };
}

function rowsOf({ features, exact, trained }: Diagrams): DataTable['rows'] {
  const { cells } = exact;
  const densities = centres(DENSITIES, cells);
  const importances = centres(IMPORTANCES, cells);
  return Array.from(exact.phase).map((number, pixel) => {
    const [density, importance] = [densities[pixel % cells]!, importances[Math.floor(pixel / cells)]!];
    const classic = classicAt(features, density, importance);
    const near = trained === undefined ? UNKNOWN : knownCell(trained, pixelAt(density, importance, trained.cells));
    const found = trained === undefined || trained.phase[near] === UNKNOWN || trained.phase[near] === undefined ? null : phases[trained.phase[near]]!;
    return [density, importance, phases[number] ?? null, known(exact.loss[pixel]!), known(exact.second[pixel]!), classic.phase, classic.loss, found];
  });
}

function known(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
