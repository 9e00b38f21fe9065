/**
 * @file Where the eigenvalues of Σ come from: given, from a matrix, from rows of data, or from sparse features.
 */
import { readFile } from 'node:fs/promises';
import { InputError, linearSpectrum } from '@tegum/core';
import { uniformSparse } from '@tegum/data-sparse';
import { readTable, secondMoment, tableFormatOf, type Table } from '@tegum/data-tables';

export interface LandscapeSource {
  /** From the largest down, all > 0. */
  readonly eigenvalues: Float64Array;
  /** Neighbours at most this far apart count as one repeated eigenvalue. */
  readonly tolerance: number;
  /** What Σ is, in a few words. */
  readonly description: string;
  /** Where Σ is that of samples: the eigenvalues of the law they were drawn from. */
  readonly population?: Float64Array;
}

/** Twice the error of the eigenvalues: closer ones cannot be told apart. */
function fromMatrix(sigma: Float64Array, features: number, description: string, where: string): LandscapeSource {
  const { eigenvalues, error } = linearSpectrum(sigma, features, where);
  return { eigenvalues, tolerance: 2 * error, description };
}

export function fromEigenvalues(values: readonly number[]): LandscapeSource {
  const wrong = values.findIndex((value) => !(value > 0));
  if (wrong >= 0) throw new InputError('--eigenvalues', 'numbers > 0: Σ invertible', `${String(values[wrong])} as number ${String(wrong + 1)}`);
  return { eigenvalues: Float64Array.from(values).sort().reverse(), tolerance: 0, description: values.some((value, i) => value > (values[i - 1] ?? Infinity)) ? 'given eigenvalues, sorted from the largest down' : 'given eigenvalues' };
}

/** Σ itself, as rows of a CSV, JSON or Parquet file. */
export async function fromSigmaFile(path: string): Promise<LandscapeSource> {
  const { sigma, features } = await readSigma(path);
  return fromMatrix(sigma, features, `Σ of ${path}`, path);
}

/** @throws {InputError} if the file holds no square table of numbers. */
export async function readSigma(path: string): Promise<{ readonly sigma: Float64Array; readonly features: number }> {
  const { columns, rowCount, values } = await readTableFile(path);
  if (rowCount !== columns.length) throw new InputError(path, 'a square matrix Σ', `${String(rowCount)} × ${String(columns.length)}`, 'for rows of data use tegum atlas --data');
  return { sigma: values, features: rowCount };
}

export interface DataOptions {
  readonly centred: boolean;
  readonly standardised: boolean;
  readonly columns?: readonly string[];
}

/** Σ = (1/T) Σ_t x_t x_tᵀ of a file's rows. */
export async function fromDataFile(path: string, { centred, standardised, columns }: DataOptions): Promise<LandscapeSource> {
  const table = await readTableFile(path, columns);
  const about = `${centred ? 'covariance' : 'second moment about 0'}${standardised ? ', columns standardised' : ''}`;
  return fromMatrix(secondMoment(table, { centred, standardised }), table.columns.length, `${String(table.rowCount)} rows × ${String(table.columns.length)} columns of ${path}, ${about}`, path);
}

export interface SparseOptions {
  readonly density: readonly number[];
  readonly centred: boolean;
  /** undefined: the population itself. */
  readonly samples?: number;
  readonly seed: number;
}

/** Σ of sparse uniform features: the population's, or that of a seeded sample of it. */
export function fromSparseFeatures({ density, centred, samples, seed }: SparseOptions): LandscapeSource {
  const law = uniformSparse(density);
  const n = law.features;
  const about = centred ? 'covariance' : 'second moment about 0';
  const population = (): LandscapeSource => fromMatrix(centred ? law.covariance() : law.secondMoment(), n, `population of ${String(n)} sparse features, ${about}`, '--density');
  if (samples === undefined) return population();
  const values = new Float64Array(samples * n);
  law.sampleInto(values, samples, { seed, stream: 0 }, 0);
  const table: Table = { columns: Array.from({ length: n }, (_, i) => `feature ${String(i)}`), rowCount: samples, values };
  const sampled = fromMatrix(secondMoment(table, { centred }), n, `${String(samples)} samples of ${String(n)} sparse features, seed ${String(seed)}, ${about}`, '--samples');
  return { ...sampled, population: population().eigenvalues };
}

async function readTableFile(path: string, columns?: readonly string[]): Promise<Table> {
  const format = tableFormatOf(path);
  const content = format === 'parquet' ? new Uint8Array(await readFile(path)) : await readFile(path, 'utf8');
  return readTable(content, { name: path, ...(columns === undefined ? {} : { columns }) });
}
