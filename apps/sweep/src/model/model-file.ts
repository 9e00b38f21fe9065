/**
 * @file MODEL.json, `tegum-model@1`: one model and the features it is judged on.
 */
import { InputError, type Population, type ToyModel } from '@tegum/core';
import { parseDistribution, uniformSparse, type FeatureDistribution } from '@tegum/data-sparse';
import { didYouMean } from '@tegum/experiments';

const modelFormat = 'tegum-model@1';

export interface ModelFile {
  readonly model: ToyModel;
  readonly importance: Float64Array;
  readonly distribution: FeatureDistribution;
}

/** A model and the independent uniform features it is judged on. */
export interface UniformModel {
  readonly model: ToyModel;
  readonly population: Population;
}

const keys = ['format', 'W', 'b', 'density', 'distribution', 'importance'];

/**
 * Reads `{"format":"tegum-model@1","W":[[…n]…m],"b":[…n],"density":p|[…n],"importance":[…n]}`; importance defaults to 1.
 *
 * In place of density, which means uniform sparse features, a "distribution" as `parseDistribution` reads it.
 *
 * @param name - What to call the text in errors, usually its path.
 * @throws {InputError} naming the path in the document.
 */
export function parseModel(text: string, name: string): ModelFile {
  const document = parseJson(text, name);
  if (typeof document !== 'object' || document === null || Array.isArray(document)) throw new InputError(name, 'an object', show(document));
  const fields = document as Readonly<Record<string, unknown>>;
  for (const key of Object.keys(fields)) {
    if (!keys.includes(key)) throw new InputError(`${name}: ${key}`, `one of the keys ${keys.join(', ')}`, 'an unknown one', didYouMean(key, keys));
  }
  if (fields['format'] !== modelFormat) throw new InputError(`${name}: format`, `"${modelFormat}"`, show(fields['format']));

  const rows = array(`${name}: W`, fields['W'], 'an array of hidden rows');
  const hidden = rows.length;
  const features = array(`${name}: W[0]`, rows[0], 'an array with one number a feature').length;
  if (hidden >= features) {
    throw new InputError(`${name}: W`, 'fewer rows (hidden) than columns (features)', `${String(hidden)} × ${String(features)}`, 'column i of W is the direction of feature i; is W transposed?');
  }
  const W = new Float64Array(hidden * features);
  rows.forEach((row, h) => { W.set(numbers(`${name}: W[${String(h)}]`, row, features), h * features); });
  return {
    model: { features, hidden, W, b: numbers(`${name}: b`, fields['b'], features) },
    importance: perFeature(`${name}: importance`, fields['importance'] ?? 1, features, { min: 0 }),
    distribution: distributionOf(fields, features, name),
  };
}

function distributionOf(fields: Readonly<Record<string, unknown>>, features: number, name: string): FeatureDistribution {
  const { density, distribution } = fields;
  if (distribution === undefined) return uniformSparse(perFeature(`${name}: density`, density, features, { min: 0, max: 1 }));
  if (density !== undefined) throw new InputError(`${name}: density`, 'density or distribution', 'both', 'the distribution has the density in it');
  return parseDistribution(distribution, features, `${name}: distribution`);
}

/** @returns null unless the features are uniform sparse ones. */
export function asUniform({ model, importance, distribution: { kind, density } }: ModelFile): UniformModel | null {
  return kind === 'uniform-sparse' ? { model, population: { density, importance } } : null;
}

/** The text `parseModel` reads; a density common to all features is written once. */
export function encodeModel({ model, population }: UniformModel): string {
  const density = Array.from(population.density);
  const common = density.every((value) => value === density[0]) ? density[0] : density;
  const document = { format: modelFormat, W: rowsOf(model.W, model.features), b: Array.from(model.b), density: common, importance: Array.from(population.importance) };
  return `${JSON.stringify(document)}\n`;
}

/** Row-major entries → rows. */
export function rowsOf(entries: ArrayLike<number>, columns: number): number[][] {
  const flat = Array.from(entries);
  return Array.from({ length: flat.length / columns }, (_, row) => flat.slice(row * columns, (row + 1) * columns));
}

/** @throws {InputError} naming line and column of what is no JSON. */
export function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const offset = /at position (\d+)/.exec(message)?.[1];
    const place = offset === undefined ? name : `${name}:${lineAndColumn(text, Number(offset))}`;
    throw new InputError(place, 'well-formed JSON', message.replace(/ (in JSON )?at position.*$/s, ''));
  }
}

function lineAndColumn(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return `${String(before.length)}:${String((before.at(-1)?.length ?? 0) + 1)}`;
}

interface Range {
  readonly min?: number;
  readonly max?: number;
}

function perFeature(where: string, value: unknown, features: number, range: Range): Float64Array {
  if (typeof value === 'number') return new Float64Array(features).fill(number(where, value, range));
  return numbers(where, value, features, range);
}

function numbers(where: string, value: unknown, length: number, range: Range = {}): Float64Array {
  const entries = array(where, value, `an array of ${String(length)} numbers`);
  if (entries.length !== length) throw new InputError(where, `${String(length)} numbers, one a feature`, String(entries.length));
  return Float64Array.from(entries, (entry, index) => number(`${where}[${String(index)}]`, entry, range));
}

function number(where: string, value: unknown, { min = -Infinity, max = Infinity }: Range): number {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < min || value > max) {
    const rule = max < Infinity ? `a number in [${String(min)}, ${String(max)}]` : min > -Infinity ? `a number ≥ ${String(min)}` : 'a finite number';
    throw new InputError(where, rule, show(value));
  }
  return value;
}

function array(where: string, value: unknown, expected: string): readonly unknown[] {
  if (!Array.isArray(value) || value.length === 0) throw new InputError(where, expected, show(value));
  return value;
}

function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty array' : `an array of ${String(value.length)}`;
  const text = typeof value === 'object' && value !== null ? 'an object' : JSON.stringify(value);
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : text.slice(0, 60);
}
