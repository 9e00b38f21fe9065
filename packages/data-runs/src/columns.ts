/**
 * @file The flat table: one row a cell, one column a fact, the same in Parquet and CSV.
 *
 * This list is the only place that knows the columns. No column holds a clock, host, thread or order, so a table depends
 * on the plan alone.
 */
import type { CellError, CellParameters, CellRecord, CellResult } from './record.js';

/** `doubles` is LIST<DOUBLE> in Parquet and a JSON array in CSV. */
export type ColumnType = 'string' | 'int32' | 'int64' | 'double' | 'doubles';

/** What may stand in a cell of the table. */
export type ColumnValue = string | number | readonly number[] | null;

/** Where a column's value lies in the record; `result.…` is null for failed cells, `error.…` for done ones. */
export type RecordPath =
  | 'cell'
  | 'status'
  | 'backend'
  | `parameters.${keyof CellParameters}`
  | `result.${keyof CellResult}`
  | `error.${keyof CellError}`;

/** A column of the flat table: its name, type, unit and meaning, and where its value lies in a record. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly meaning: string;
  /** `1` for a pure number; null for text. */
  readonly unit: '1' | 'count' | null;
  /** What null says, or null where the column has no nulls. */
  readonly nullMeans: string | null;
  /** A path is read back from the table; a function derives the value and is not read back. */
  readonly from: RecordPath | ((record: CellRecord) => ColumnValue);
}

const failed = 'the cell failed';

/** All columns, in the order of the table. */
export const columns: readonly Column[] = [
  textColumn('cell', 'cell', 'identity: hash of content and numerics version, 32 hex digits'),
  textColumn('status', 'status', '`done`, `diverged` (training left the finite numbers; last finite state) or `failed`'),
  textColumn('backend', 'backend', 'which backend computed it'),
  numberColumn('features', 'int32', 'count', 'parameters.features', 'n, number of features'),
  numberColumn('hidden', 'int32', 'count', 'parameters.hidden', 'm, number of hidden units'),
  {
    ...numberColumn('density', 'double', '1', commonDensity, 'probability that a feature is active, where all features share it'),
    nullMeans: 'densities differ between features',
  },
  listColumn('densities', 'parameters.density', 'probability that each feature is active [features]', null),
  {
    ...numberColumn('last_importance', 'double', '1', lastImportance, 'importance of the last feature relative to the first'),
    nullMeans: 'the first importance is 0, or the ratio overflows',
  },
  listColumn('importances', 'parameters.importance', 'weight of each feature in the loss [features]', null),
  textColumn('method', 'parameters.method', 'training method: `exact`, `sgd`, `adam` or `adamw`'),
  numberColumn('seed', 'int64', '1', 'parameters.seed', 'replicate seed in [0, 2³²)'),
  { ...textColumn('phase', 'result.phase', 'phase label of the best model, `other` where no named phase fits'), nullMeans: failed },
  resultColumn('loss', 'double', '1', 'result.loss', 'exact population loss of the best model, summed over features'),
  resultColumn('error_bound', 'double', '1', 'result.errorBound', 'the true loss lies within loss ± this'),
  resultColumn('gradient_norm', 'double', '1', 'result.gradientNorm', 'Euclidean norm of the loss gradient at the best model'),
  {
    ...resultColumn('min_hessian_eigenvalue', 'double', '1', 'result.minHessianEigenvalue', 'smallest Hessian eigenvalue modulo rotations W → QW'),
    nullMeans: `${failed}, or not computed`,
  },
  resultColumn('starts', 'int32', 'count', 'result.starts', 'random starts trained'),
  resultColumn('best_count', 'int32', 'count', 'result.bestCount', 'starts that ended in the best optimum'),
  resultColumn('optima_count', 'int32', 'count', 'result.optimaCount', 'distinct local optima found'),
  {
    ...resultColumn('second_loss', 'double', '1', 'result.secondLoss', 'loss of the second-best distinct optimum'),
    nullMeans: `${failed}, or only one optimum was found`,
  },
  {
    ...textColumn('second_phase', 'result.secondPhase', 'phase label of the second-best distinct optimum'),
    nullMeans: `${failed}, or only one optimum was found`,
  },
  resultColumn('evaluations', 'int64', 'count', 'result.evaluations', 'loss-and-gradient evaluations or optimiser steps, all starts together'),
  resultColumn('rank', 'int32', 'count', 'result.rank', 'rank of W'),
  resultColumn('tightness', 'double', '1', 'result.tightness', 'rank − total_dimensionality; 0 exactly for orthogonal sums of tight frames'),
  resultColumn('total_dimensionality', 'double', '1', totalDimensionality, 'sum of dimensionality over features, added in feature order'),
  listColumn('loss_per_feature', 'result.lossPerFeature', 'share of the loss of each feature [features]', failed),
  listColumn('weights', 'result.W', 'W, row-major [hidden · features]', failed),
  listColumn('bias', 'result.b', 'b [features]', failed),
  listColumn('feature_norms', 'result.featureNorms', 'Euclidean norm of each column of W [features]', failed),
  listColumn('dimensionality', 'result.dimensionality', 'dimensionality D_i of each feature [features]', failed),
  listColumn('loss_curve', 'result.lossCurve', 'training loss by step; may be empty', failed),
  { ...textColumn('error_name', 'error.name', 'class of the error, or why training diverged'), nullMeans: 'the cell is done' },
  { ...textColumn('error_message', 'error.message', 'message of the error'), nullMeans: 'the cell is done' },
];

/**
 * The value of one column for one record.
 *
 * @example
 * // Derived columns have no field of their own in a record.
 * const lastImportance = columns.find(({ name }) => name === 'last_importance');
 * const record: CellRecord = {
 *   cell: '0123456789abcdef0123456789abcdef', status: 'failed', backend: 'core', result: null, error: { name: 'OutOfMemory', message: 'the thread died' },
 *   parameters: { features: 2, hidden: 1, density: [0.1, 0.1], importance: [2, 1], method: 'exact', seed: 0 },
 * };
 * columnValue(lastImportance, record); // → 0.5
 */
export function columnValue(column: Column, record: CellRecord): ColumnValue {
  if (typeof column.from === 'function') return column.from(record);
  const [group, field] = splitPath(column.from);
  if (group === null) return record[field as 'cell' | 'status' | 'backend'];
  const part = record[group] as Readonly<Record<string, ColumnValue>> | null;
  return part === null ? null : (part[field] ?? null);
}

export function splitPath(path: RecordPath): readonly [group: 'parameters' | 'result' | 'error' | null, field: string] {
  const dot = path.indexOf('.');
  return dot < 0 ? [null, path] : [path.slice(0, dot) as 'parameters' | 'result' | 'error', path.slice(dot + 1)];
}

function commonDensity({ parameters: { density } }: CellRecord): number | null {
  const first = density[0];
  return first !== undefined && density.every((value) => value === first) ? first : null;
}

function lastImportance({ parameters: { importance } }: CellRecord): number | null {
  const ratio = (importance[importance.length - 1] ?? Number.NaN) / (importance[0] ?? Number.NaN);
  return Number.isFinite(ratio) ? ratio : null;
}

function totalDimensionality({ result }: CellRecord): number | null {
  return result === null ? null : result.dimensionality.reduce((sum, value) => sum + value, 0);
}

function textColumn(name: string, from: RecordPath, meaning: string): Column {
  return { name, type: 'string', unit: null, meaning, nullMeans: null, from };
}

function numberColumn(name: string, type: ColumnType, unit: '1' | 'count', from: Column['from'], meaning: string): Column {
  return { name, type, unit, meaning, nullMeans: null, from };
}

function resultColumn(name: string, type: ColumnType, unit: '1' | 'count', from: Column['from'], meaning: string): Column {
  return { name, type, unit, meaning, nullMeans: failed, from };
}

function listColumn(name: string, from: RecordPath, meaning: string, nullMeans: string | null): Column {
  return { name, type: 'doubles', unit: '1', meaning, nullMeans, from };
}
