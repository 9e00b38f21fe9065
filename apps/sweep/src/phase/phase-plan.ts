/**
 * @file What `tegum phase` computes where: lines along densities, points of a grid, places of training.
 */
import { logspace } from '@tegum/core';
import type { PhasePlan } from './compute-phase.js';
import type { GridValue } from './grid-value.js';

/** Below r/p = 1/5 and above r p = 5 nothing changes any more. */
const scanned = { below: 0.2, above: 5 };
/** Points of a scan, sides of the exact and of the trained grid, and seeds: for two features, and for more. */
const sizes = {
  pair: { scan: 24, exact: 24, trained: 16, seeds: 4 },
  more: { scan: 16, exact: 8, trained: 6, seeds: 3 },
} as const;

/** Axes of the figure where none are asked for. */
export const figureImportances = [0.01, 100] as const;

export interface PhaseRequest {
  readonly features: number;
  readonly starts: number;
  readonly seed: number;
  readonly density: GridValue;
  readonly importance: GridValue | undefined;
  /** Draw the three diagrams. */
  readonly diagrams: boolean;
  /** Train on minibatches too. */
  readonly empirical: boolean;
  /** Side of the grids of the diagrams, if not the default. */
  readonly cells: number | undefined;
  /** Seeds trained at each place, if not the default. */
  readonly seeds: number | undefined;
}

export function planPhase({ features, starts, seed, density, importance, diagrams, empirical, cells, seeds }: PhaseRequest): PhasePlan {
  const defaults = features === 2 ? sizes.pair : sizes.more;
  const size = { ...defaults, exact: cells ?? defaults.exact, trained: cells ?? defaults.trained, seeds: seeds ?? defaults.seeds };
  const common = { features, starts, seed };
  const none = { densities: [], importances: [] };
  if (importance !== undefined && importance.low === importance.high) {
    const place = { densities: density.values, importances: importance.values };
    return { ...common, lines: [], grid: place, trained: { ...(empirical ? place : none), seeds: size.seeds } };
  }
  const lines = density.values.map((p) => ({
    density: p,
    from: importance?.low ?? scanned.below * p,
    to: importance?.high ?? scanned.above / p,
    points: importance === undefined ? size.scan : Math.max(4, importance.values.length),
  }));
  const [low, high] = importance === undefined ? figureImportances : [importance.low, importance.high];
  const places = (side: number) => ({
    densities: density.values.length === 1 ? density.values : centres(density.low, density.high, side),
    importances: centres(low, high, side),
  });
  return {
    ...common,
    lines,
    grid: diagrams ? places(size.exact) : none,
    trained: { ...(empirical ? places(size.trained) : none), seeds: size.seeds },
  };
}

/** The centres of equal logarithmic cells, so that grids of any side cover the same axes. */
export function centres(low: number, high: number, count: number): number[] {
  const halves = logspace(low, high, 2 * count + 1);
  return Array.from({ length: count }, (_, k) => halves[2 * k + 1]!);
}
