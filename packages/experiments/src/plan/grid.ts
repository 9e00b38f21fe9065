/** @file The grid a spec spans: its axes, which of them advance together, and how many points there are. */
import { InputError } from '@tegum/core';
import type { ResolvedSpec } from '../spec/parse-spec.js';
import { didYouMean } from '../spec/suggest.js';
import { quantitiesOf, type AxisValue, type FixedValue } from './quantities.js';

/** One axis of a plan with its values. */
export interface GridAxis {
  /** Where the axis stands in the spec, e.g. `model.density`. */
  readonly path: string;
  readonly values: readonly AxisValue[];
}

/** Axes that advance together; a lone axis is a group of one. */
export interface GridGroup {
  readonly axes: readonly GridAxis[];
  readonly length: number;
}

export interface Grid {
  readonly fixed: Readonly<Record<string, FixedValue>>;
  /** In product order: the last group varies fastest. */
  readonly groups: readonly GridGroup[];
  readonly pointCount: number;
}

/** The value of every quantity at one point, by path. */
export type GridPoint = Readonly<Record<string, FixedValue>>;

/**
 * The grid of a spec. A zipped group stands where the first of its axes stands.
 *
 * @throws {InputError} for a zip of unknown, repeated, fixed or unequally long axes, or a grid beyond 2⁵³ points.
 */
export function buildGrid(spec: ResolvedSpec): Grid {
  const fixed: Record<string, FixedValue> = {};
  const axes: GridAxis[] = [];
  for (const quantity of quantitiesOf(spec)) {
    if ('fixed' in quantity) fixed[quantity.path] = quantity.fixed;
    else axes.push(quantity);
  }
  const zipped = zipGroups(spec.zip, axes, Object.keys(fixed));
  const groups: GridGroup[] = [];
  for (const axis of axes) {
    const group = zipped.find((candidate) => candidate.axes.includes(axis)) ?? { axes: [axis], length: axis.values.length };
    if (!groups.includes(group)) groups.push(group);
  }
  const pointCount = groups.reduce((product, group) => product * group.length, 1);
  if (!Number.isSafeInteger(pointCount)) {
    throw new InputError('spec', 'a grid of fewer than 2^53 cells', String(pointCount), 'shorten an axis or zip axes');
  }
  return { fixed, groups, pointCount };
}

/** The point of an index in [0, pointCount): mixed-radix digits, the last group fastest. */
export function gridPoint(grid: Grid, index: number): GridPoint {
  // Inherited, not copied: a third of the cost of planning a cell.
  const point = Object.create(grid.fixed) as Record<string, FixedValue>;
  let rest = index;
  for (let position = grid.groups.length - 1; position >= 0; position--) {
    const group = grid.groups[position]!;
    const digit = rest % group.length;
    rest = (rest - digit) / group.length;
    for (const axis of group.axes) point[axis.path] = axis.values[digit]!;
  }
  return point;
}

function zipGroups(zip: ResolvedSpec['zip'], axes: readonly GridAxis[], fixed: readonly string[]): readonly GridGroup[] {
  const seen = new Map<string, string>();
  return zip.map((paths, groupIndex) => {
    const members = paths.map((path, position) => {
      const where = `zip[${groupIndex}][${position}]`;
      const axis = axes.find((candidate) => candidate.path === path);
      const known = axes.map((candidate) => candidate.path);
      if (axis === undefined) {
        const expected = `an axis of this spec (${known.length === 0 ? 'it has none' : known.join(', ')})`;
        const remedy = fixed.includes(path) ? 'it holds one value: make it an axis or leave it out' : didYouMean(path, known);
        throw new InputError(where, expected, `"${path}"`, remedy);
      }
      const earlier = seen.get(path);
      if (earlier !== undefined) throw new InputError(where, 'every axis zipped once', `"${path}" again`, `it stands in ${earlier}`);
      seen.set(path, where);
      return axis;
    });
    const length = members[0]!.values.length;
    if (members.some((axis) => axis.values.length !== length)) {
      const lengths = members.map((axis) => `${axis.path} of ${axis.values.length}`).join(', ');
      throw new InputError(`zip[${groupIndex}]`, 'axes of equal length', lengths, 'zipped axes advance together');
    }
    return { axes: members, length };
  });
}
