/** @file The axes that all diagrams share: equal cells in logarithms, as `tegum phase` draws them. */
import { logspace } from '@tegum/core';

export interface LogAxis {
  readonly low: number;
  readonly high: number;
}

/** Probability that a feature is active. */
export const DENSITIES: LogAxis = { low: 0.01, high: 0.9 };
/** Of the last feature; the others have 1. */
export const IMPORTANCES: LogAxis = { low: 0.01, high: 100 };

/** Digits of a centre: short enough for an address, and far finer than a cell. */
const DIGITS = 9;

const known = new Map<string, readonly number[]>();

/** The centres of `cells` equal cells, ascending. */
export function centres({ low, high }: LogAxis, cells: number): readonly number[] {
  const key = `${String(low)} ${String(high)} ${String(cells)}`;
  let values = known.get(key);
  if (values === undefined) {
    const halves = logspace(low, high, 2 * cells + 1);
    values = Array.from({ length: cells }, (_, k) => Number(halves[2 * k + 1]!.toPrecision(DIGITS)));
    known.set(key, values);
  }
  return values;
}

/** Where on the axis a value stands: 0 at its low end, 1 at its high one. */
export function positionOf(value: number, { low, high }: LogAxis): number {
  return Math.log(value / low) / Math.log(high / low);
}

/** The cell, from 0, that holds a position; those beyond an end belong to the last cell there. */
export function cellAt(position: number, cells: number): number {
  return Math.min(cells - 1, Math.max(0, Math.floor(position * cells)));
}

/** A place of a diagram. */
export interface Place {
  readonly density: number;
  readonly importance: number;
}

/** The centre of the cell that holds a place, so many cells further right and up. */
export function neighbour({ density, importance }: Place, cells: number, right = 0, up = 0): Place {
  const column = cellAt(positionOf(density, DENSITIES) + right / cells, cells);
  const row = cellAt(positionOf(importance, IMPORTANCES) + up / cells, cells);
  return { density: centres(DENSITIES, cells)[column]!, importance: centres(IMPORTANCES, cells)[row]! };
}
