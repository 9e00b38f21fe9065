/**
 * @file What a flow runs under and starts from: from flags and files.
 */
import { readFile } from 'node:fs/promises';
import { diagonalSecondMoment, InputError, randomFlowStart, secondMoment, type FlowStart, type SecondMoment } from '@tegum/core';
import { readSigma } from '../atlas/landscape-source.js';
import { parseJson } from '../model/model-file.js';

/** More would take minutes a flow. */
const mostFeatures = 128;

/** Σ = diag(λ), the features numbered as they are given. */
export function momentOfEigenvalues(values: readonly number[]): SecondMoment {
  const wrong = values.findIndex((value) => !(value > 0));
  if (wrong >= 0) throw new InputError('--eigenvalues', 'numbers > 0: Σ invertible', `${String(values[wrong])} as number ${String(wrong + 1)}`);
  checkCount('--eigenvalues', values.length);
  if (values.every((value, i) => i === 0 || value <= (values[i - 1] ?? Infinity))) return diagonalSecondMoment(values);
  const sigma = new Float64Array(values.length ** 2);
  values.forEach((value, i) => void (sigma[i * (values.length + 1)] = value));
  return secondMoment(sigma, values.length);
}

/** Σ itself, as a square table. */
export async function momentOfFile(path: string): Promise<SecondMoment> {
  const { sigma, features } = await readSigma(path);
  checkCount(path, features);
  return secondMoment(sigma, features);
}

export interface StartFlags {
  readonly hidden?: number;
  readonly seed: number;
  readonly scale: number;
  readonly unbalanced: boolean;
}

export interface SetUpStart {
  readonly start: FlowStart;
  readonly hidden: number;
  /** In a few words. */
  readonly description: string;
}

export function randomStart(features: number, { hidden = Math.min(2, features - 1), seed, scale, unbalanced }: StartFlags): SetUpStart {
  checkHidden(hidden, features);
  return {
    start: randomFlowStart(features, hidden, seed, scale, !unbalanced),
    hidden,
    description: `random start of size ${String(scale)}, seed ${String(seed)}${unbalanced ? ', A drawn apart from B' : ''}`,
  };
}

/**
 * A start from `{"W": [[…n]…m], "A": [[…m]…n]}`: A, the decoder of the untied flow, may be left out. A MODEL.json will do, too;
 * its other fields are not used.
 *
 * @throws {InputError} naming the path in the document.
 */
export async function startOfFile(path: string, features: number, hidden?: number): Promise<SetUpStart> {
  const document = parseJson(await readFile(path, 'utf8'), path);
  if (typeof document !== 'object' || document === null || Array.isArray(document)) throw new InputError(path, 'an object with W', 'something else');
  const { W, A } = document as Readonly<Record<string, unknown>>;
  if (!Array.isArray(W)) throw new InputError(`${path}: W`, 'an array of hidden rows', W === undefined ? 'nothing' : 'something else');
  const rows = W.length;
  if (hidden !== undefined && rows !== hidden) throw new InputError(`${path}: W`, `--hidden ${String(hidden)} rows`, String(rows));
  if (rows < 1 || rows >= features) throw new InputError(`${path}: W`, `1 to ${String(features - 1)} rows, less than the ${String(features)} features`, String(rows));
  const start = { W: matrix(`${path}: W`, W, rows, features), ...(A === undefined ? {} : { A: matrix(`${path}: A`, A, features, rows) }) };
  return { start, hidden: rows, description: `start of ${path}` };
}

function checkCount(where: string, features: number): void {
  if (features < 2 || features > mostFeatures) throw new InputError(where, `2 to ${String(mostFeatures)} features`, String(features));
}

function checkHidden(hidden: number, features: number): void {
  if (hidden >= features) throw new InputError('--hidden', `an integer less than the number of eigenvalues ${String(features)}`, String(hidden));
}

function matrix(where: string, value: unknown, rows: number, columns: number): Float64Array {
  if (!Array.isArray(value) || value.length !== rows) throw new InputError(where, `${String(rows)} rows`, Array.isArray(value) ? String(value.length) : 'no array');
  const entries = new Float64Array(rows * columns);
  value.forEach((row: unknown, r) => {
    if (!Array.isArray(row) || row.length !== columns) throw new InputError(`${where}[${String(r)}]`, `${String(columns)} numbers`, Array.isArray(row) ? String(row.length) : 'no array');
    row.forEach((entry: unknown, c) => {
      if (typeof entry !== 'number' || !Number.isFinite(entry)) throw new InputError(`${where}[${String(r)}][${String(c)}]`, 'a finite number', JSON.stringify(entry).slice(0, 60));
      entries[r * columns + c] = entry;
    });
  });
  return entries;
}
