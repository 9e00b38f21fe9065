import { InputError } from '@tegum/core';
import type * as z from 'zod';
import { empirical } from '../empirical.js';
import { exactlyActive } from '../exactly-active.js';
import type { FeatureDistribution } from '../feature-distribution.js';
import { groupedSparse, type GroupedSparseOptions } from '../grouped-sparse.js';
import { binarySparse, signedUniformSparse, uniformSparse } from '../independent-sparse.js';
import { distributionSchemas, type DistributionDocument } from './distribution-schema.js';

/**
 * The distribution that a JSON value describes; its `kind` is that of the distribution.
 *
 *   {"kind": "uniform-sparse", "density": p or [n]}, likewise binary-sparse and signed-uniform-sparse
 *   {"kind": "exactly-active", "active": k, "magnitude"?: …}
 *   {"kind": "grouped-sparse", "groups": [{"features": […], "kind": "correlated" or "anticorrelated", "probability": q}, …],
 *    "density"?: p or [n] of the features in no group, "magnitude"?: …}
 *   {"kind": "empirical", "rows": [[n], …]}
 *
 * @param features - n, which the document does not repeat.
 * @param where - What to call the value in errors, e.g. `model.json: distribution`.
 * @throws {InputError} naming the path in the document.
 *
 * @example
 * parseDistribution({ kind: 'exactly-active', active: 1 }, 5, 'distribution').density[4]; // → 0.2
 */
export function parseDistribution(value: unknown, features: number, where: string): FeatureDistribution {
  return build(parseDocument(value, features, where), features, where);
}

function parseDocument(value: unknown, features: number, where: string): DistributionDocument {
  const schemas = distributionSchemas(features);
  const kinds = Object.keys(schemas);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new InputError(where, 'an object with a kind', show(value));
  const { kind } = value as { readonly kind?: unknown };
  if (typeof kind !== 'string' || !Object.hasOwn(schemas, kind)) throw new InputError(`${where}.kind`, `one of ${kinds.join(', ')}`, show(kind));
  const schema = schemas[kind as keyof typeof schemas];
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const { path, message, keys } = mostTelling(parsed.error.issues[0]!, []);
  const place = where + path.map((step) => (typeof step === 'number' ? `[${String(step)}]` : `.${String(step)}`)).join('');
  if (keys === undefined) throw new InputError(place, message, show(valueAt(value, path)));
  const known = path.length === 0 ? Object.keys(schema.shape) : Object.keys(schemas['grouped-sparse'].shape.groups.element.shape);
  throw new InputError(`${place}.${String(keys[0])}`, `one of the keys ${known.join(', ')}`, 'an unknown one');
}

interface Failure {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  /** Those that are not known. */
  readonly keys?: readonly string[];
}

/** Of a number or an array of them: what is wrong with the one that was meant. */
function mostTelling(issue: z.core.$ZodIssue, prefix: readonly PropertyKey[]): Failure {
  const path = [...prefix, ...issue.path];
  if (issue.code === 'unrecognized_keys') return { path, message: issue.message, keys: issue.keys };
  if (issue.code === 'invalid_union') {
    const meant = issue.errors.map((issues) => issues[0]!).find((first) => first.code !== 'invalid_type' || first.path.length > 0);
    if (meant !== undefined) return mostTelling(meant, path);
  }
  return { path, message: issue.message };
}

function build(document: DistributionDocument, features: number, where: string): FeatureDistribution {
  switch (document.kind) {
    case 'uniform-sparse':
      return uniformSparse(perFeature(document.density, features));
    case 'binary-sparse':
      return binarySparse(perFeature(document.density, features));
    case 'signed-uniform-sparse':
      return signedUniformSparse(perFeature(document.density, features));
    case 'exactly-active':
      if (features > 1000) throw new InputError(where, 'at most 1000 features', String(features));
      return exactlyActive({ features, active: document.active, ...magnitudeOf(document) });
    case 'grouped-sparse': {
      const { groups, density } = document;
      checkMembers(groups, density !== undefined, features, where);
      return groupedSparse({ features, groups, ...(density === undefined ? {} : { density }), ...magnitudeOf(document) });
    }
    case 'empirical':
      return empirical(document.rows.flat(), features);
  }
}

function magnitudeOf({ magnitude }: Pick<GroupedSparseOptions, 'magnitude'> | { readonly magnitude?: undefined }): Pick<GroupedSparseOptions, 'magnitude'> {
  return magnitude === undefined ? {} : { magnitude };
}

function checkMembers(groups: GroupedSparseOptions['groups'], hasDensity: boolean, features: number, where: string): void {
  const seen = new Uint8Array(features);
  groups.forEach((group, g) => {
    group.features.forEach((feature, f) => {
      const place = `${where}.groups[${String(g)}].features[${String(f)}]`;
      if (seen[feature] === 1) throw new InputError(place, 'a feature that is in one group only, once', `${String(feature)} again`);
      seen[feature] = 1;
    });
  });
  const alone = seen.indexOf(0);
  if (alone >= 0 && !hasDensity) throw new InputError(`${where}.density`, 'a density of the features in no group', `none for feature ${String(alone)}`);
}

function perFeature(density: number | readonly number[], features: number): ArrayLike<number> {
  return typeof density === 'number' ? new Float64Array(features).fill(density) : density;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((current, step) => (current as Readonly<Record<PropertyKey, unknown>>)[step], value);
}

/** Short, on one line. */
function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty array' : `an array of ${String(value.length)}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  return typeof value === 'number' ? String(value) : JSON.stringify(value).slice(0, 60);
}
