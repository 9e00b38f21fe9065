/** @file Rules between the quantities of a grid, checked on its axes and never by walking its points. */
import { InputError } from '@tegum/core';
import { isIntegerPath } from './integer-paths.js';
import type { Grid, GridAxis } from './grid.js';
import type { AxisValue } from './quantities.js';

/**
 * Refuses a grid some point of which is no cell, or two points of which are the same cell.
 *
 * @throws {InputError}
 */
export function checkGrid(grid: Grid): void {
  refuseFractions(grid);
  refuseRepeats(grid);
  refuseWideBottleneck(grid);
  refuseVectorLength(grid, 'model.density');
  refuseVectorLength(grid, 'model.importance');
  refuseOverflow(grid);
}

/** `linspace` and `logspace` may step between integers where only integers make sense. */
function refuseFractions(grid: Grid): void {
  for (const { path, values } of axesOf(grid)) {
    if (!isIntegerPath(path)) continue;
    const index = values.findIndex((value) => !Number.isInteger(value));
    if (index >= 0) {
      throw new InputError(path, 'an axis of integers', `${values[index]} as value ${index}`, 'write the values as a list, or choose a count that steps evenly');
    }
  }
}

/**
 * Equal values within an axis, or equal tuples within a zipped group, are the only way to name one cell twice:
 * everything a quantity sets in a cell's content differs when its value does.
 */
function refuseRepeats(grid: Grid): void {
  let stride = grid.pointCount;
  for (const group of grid.groups) {
    stride /= group.length;
    const first = new Map<AxisValue, number>();
    for (let index = 0; index < group.length; index++) {
      const [only, ...zipped] = group.axes;
      const key = zipped.length === 0 ? only!.values[index]! : group.axes.map((axis) => axis.values[index]).join(' ');
      const earlier = first.get(key);
      if (earlier !== undefined) {
        const expected = zipped.length === 0 ? 'distinct values' : `distinct pairings with ${zipped.map((axis) => axis.path).join(', ')}`;
        const values = group.axes.map((axis) => axis.values[index]).join(', ');
        const got = `${values} as values ${earlier} and ${index}`;
        const remedy = `cells ${earlier * stride} and ${index * stride} would be the same: remove one, or use seeds for replicates`;
        throw new InputError(only!.path, expected, got, remedy);
      }
      first.set(key, index);
    }
  }
}

function refuseWideBottleneck(grid: Grid): void {
  for (const [features, hidden] of extremePairs(grid, 'model.features', Math.min, 'model.hidden', Math.max)) {
    if (hidden >= features) {
      throw new InputError(
        'model.hidden',
        '1 ≤ hidden < features in every cell',
        `hidden ${hidden} with features ${features}`,
        'a bottleneck is narrower than its input: lower hidden, or zip model.features with model.hidden to pair their values',
      );
    }
  }
}

function refuseVectorLength(grid: Grid, path: string): void {
  const vector = grid.fixed[path];
  if (typeof vector !== 'object') return;
  const mismatch = valuesOf(grid, 'model.features').find((features) => features !== vector.length);
  if (mismatch !== undefined) {
    throw new InputError(path, `one entry a feature, ${mismatch} in all`, String(vector.length), 'for a sweep of this value write {list: […]}');
  }
}

/** r^(n − 1) must stay finite. */
function refuseOverflow(grid: Grid): void {
  const path = 'model.importance.geometric';
  for (const [features, ratio] of extremePairs(grid, 'model.features', Math.max, path, Math.max)) {
    let power = 1;
    for (let exponent = 1; exponent < features; exponent++) power *= ratio;
    if (!Number.isFinite(power)) {
      throw new InputError(path, 'importances that stay finite', `${ratio}^${features - 1}`, 'take a ratio nearer to 1');
    }
  }
}

type Extreme = (a: number, b: number) => number;

/** Pairs to check for a rule that is monotone in both: every pair of zipped axes, else the one extreme pair. */
function extremePairs(grid: Grid, a: string, extremeA: Extreme, b: string, extremeB: Extreme): readonly (readonly [number, number])[] {
  const valuesA = valuesOf(grid, a);
  const valuesB = valuesOf(grid, b);
  if (valuesA.length === 0 || valuesB.length === 0) return [];
  const together = grid.groups.some(({ axes }) => axes.some(({ path }) => path === a) && axes.some(({ path }) => path === b));
  if (together) return valuesA.map((value, index) => [value, valuesB[index]!] as const);
  return [[valuesA.reduce((x, y) => extremeA(x, y)), valuesB.reduce((x, y) => extremeB(x, y))]];
}

function axesOf(grid: Grid): readonly GridAxis[] {
  return grid.groups.flatMap((group) => group.axes);
}

/** The numbers a quantity takes anywhere in the grid; none when it is absent or a vector. */
function valuesOf(grid: Grid, path: string): readonly number[] {
  const axis = axesOf(grid).find((candidate) => candidate.path === path);
  const values: readonly AxisValue[] = axis?.values ?? [grid.fixed[path]].filter((value) => typeof value === 'number');
  return values.filter((value) => typeof value === 'number');
}
