/** @file The parts of a result that every method shares. */
import { describeGeometry, InputError, type Population, type ToyModel } from '@tegum/core';
import type { CellResult } from '@tegum/data-runs';
import type { CellContent } from '../cell.js';

export type ModelResult = Pick<CellResult, 'W' | 'b' | 'featureNorms' | 'dimensionality' | 'rank' | 'tightness'>;

/** @throws {InputError} for a cell no plan makes: a vector of the wrong length, or a value out of range. */
export function populationOf({ features, density, importance }: CellContent): Population {
  return {
    density: checkedVector('density', density, features, 1),
    importance: checkedVector('importance', importance, features, Number.MAX_VALUE),
  };
}

function checkedVector(name: string, values: readonly number[], features: number, most: number): Float64Array {
  if (values.length !== features) throw new InputError(`runCell: ${name}`, `${features} values`, String(values.length));
  const wrong = values.findIndex((value) => !(value >= 0 && value <= most));
  if (wrong >= 0) throw new InputError(`runCell: ${name}[${wrong}]`, `a number in [0, ${most}]`, String(values[wrong]));
  return Float64Array.from(values);
}

export function modelResult(model: ToyModel): ModelResult {
  const { featureNorms, dimensionality, rank, tightness } = describeGeometry(model);
  return {
    W: plainArray('W', model.W),
    b: plainArray('b', model.b),
    featureNorms: plainArray('featureNorms', featureNorms),
    dimensionality: plainArray('dimensionality', dimensionality),
    rank,
    tightness: plainNumber('tightness', tightness),
  };
}

/**
 * An array as records hold it: finite, and with 0 for −0, which JSON cannot tell apart.
 *
 * @throws {RangeError} for NaN or an infinity, which no record may hold.
 */
export function plainArray(name: string, values: ArrayLike<number>): readonly number[] {
  return Array.from(values, (value, index) => plainNumber(`${name}[${index}]`, value));
}

export function plainNumber(name: string, value: number): number {
  if (!Number.isFinite(value)) throw new RangeError(`runCell: expected a finite ${name}, got ${value}`);
  return value === 0 ? 0 : value;
}
