/** @file From a resolved spec to the cells it asks for, made one by one when they are asked for. */
import { InputError } from '@tegum/core';
import type { Cell } from '../cell.js';
import type { ResolvedSpec } from '../spec/parse-spec.js';
import { contentAt } from './cell-content.js';
import { cellOf, contentDigest } from './cell-identity.js';
import { checkGrid } from './grid-checks.js';
import { buildGrid, gridPoint, type GridAxis } from './grid.js';
import { NUMERICS_VERSION } from './numerics-version.js';

/**
 * The cells of a spec, in plan order: the product of model.features, model.hidden, model.density, model.importance,
 * train.method, the training parameters and seeds, the last varying fastest; a zipped group stands where its first
 * axis stands. Rows of results keep this order.
 */
export interface Plan {
  readonly spec: ResolvedSpec;
  /** Known before any cell is made. */
  readonly cellCount: number;
  /**
   * 32 hex digits: equal exactly when two plans ask for the same cells in the same order by the same axes, under the same
   * numerics version. Name, description and figures do not enter.
   */
  readonly digest: string;
  /** The axes in plan order; those of one inner array advance together. */
  readonly axes: readonly (readonly GridAxis[])[];
  /** @throws {InputError} unless index is an integer in [0, cellCount). */
  cellAt(index: number): Cell;
  /** Cells from `start` (0) up to, not including, `end` (cellCount), in plan order; nothing is kept. */
  cells(start?: number, end?: number): Iterable<Cell>;
}

/**
 * Plans a spec. Every cell of the plan is distinct and computable: what could make one otherwise is refused here.
 *
 * Cost       O(sum of axis lengths) now; about 15 µs and O(features) memory a cell when it is made
 *
 * @throws {InputError} for rules between keys: hidden ≥ features, a vector of the wrong length, zipped axes of unequal
 *   lengths, repeated values, fractions where integers are meant.
 *
 * @example
 * const spec = parseSpec({ format: 'tegum-spec@1', name: 'two', model: { features: 5, hidden: 2, density: { list: [0.1, 0.2] } } });
 * planSpec(spec).cellCount; // → 2
 */
export function planSpec(spec: ResolvedSpec): Plan {
  const grid = buildGrid(spec);
  checkGrid(grid);
  const cellCount = grid.pointCount;
  const cellAt = (index: number): Cell => {
    if (!Number.isInteger(index) || index < 0 || index >= cellCount) {
      throw new InputError('cellAt', `an index in [0, ${cellCount})`, String(index));
    }
    return cellOf(contentAt(gridPoint(grid, index)));
  };
  return {
    spec,
    cellCount,
    digest: contentDigest({ fixed: grid.fixed, groups: grid.groups, numerics: NUMERICS_VERSION }),
    axes: grid.groups.map((group) => group.axes),
    cellAt,
    *cells(start = 0, end = cellCount) {
      for (let index = start; index < end; index++) yield cellAt(index);
    },
  };
}
