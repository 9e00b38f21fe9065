/** @file From what zod reports to the one `InputError` a person needs. */
import { InputError } from '@tegum/core';
import * as z from 'zod';
import { showPath, showValue } from './show-value.js';
import { didYouMean } from './suggest.js';

/**
 * Parses, or throws one `InputError` that names the path.
 *
 * Unknown keys come first: a misspelt key is usually why another one is missing.
 *
 * @throws {InputError}
 */
export function parseOrThrow<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  refuseUnknownKeys(schema, value, []);
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success) return parsed.data;
  const issue = mostTelling(parsed.error.issues[0]!, []);
  const [expected = '', remedy] = issue.message.split('\n');
  throw new InputError(showPath(issue.path), expected, showValue(valueAt(value, issue.path)), remedy);
}

interface Failure {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** Inside a union, the failure of the one form that the value was meant to be; else the union's own words. */
function mostTelling(issue: z.core.$ZodIssue, prefix: readonly PropertyKey[]): Failure {
  const path = [...prefix, ...issue.path];
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const meant = issue.errors.map((issues) => issues[0]!).filter((first) => !isOtherForm(first));
    if (meant.length === 1) return mostTelling(meant[0]!, path);
  }
  if (issue.code === 'invalid_type' && issue.expected === 'object') return { path, message: 'an object with keys and values' };
  return { path, message: issue.message };
}

/** True when a union's branch failed because the value is of another kind or has another key. */
function isOtherForm(first: z.core.$ZodIssue): boolean {
  if (first.code === 'unrecognized_keys') return true;
  if (first.code !== 'invalid_type' && first.code !== 'invalid_value') return false;
  return first.path.length === 0 || first.input === undefined;
}

/** The keys an object at this place may have: of the object itself, or of every object form of a union. */
function knownKeys(schema: z.core.$ZodType): Map<string, z.core.$ZodType[]> {
  const keys = new Map<string, z.core.$ZodType[]>();
  for (const option of options(schema)) {
    if (!(option instanceof z.ZodObject)) continue;
    for (const [key, child] of Object.entries<z.core.$ZodType>(option.shape)) {
      keys.set(key, [...(keys.get(key) ?? []), child]);
    }
  }
  return keys;
}

function options(schema: z.core.$ZodType): readonly z.core.$ZodType[] {
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(options);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    return options(schema.unwrap());
  }
  return [schema];
}

function refuseUnknownKeys(schema: z.core.$ZodType, value: unknown, path: readonly PropertyKey[]): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  const known = knownKeys(schema);
  if (known.size === 0) return;
  const names = [...known.keys()];
  for (const [key, child] of Object.entries(value)) {
    const schemas = known.get(key);
    if (schemas === undefined) {
      throw new InputError(showPath([...path, key]), `one of the keys ${names.join(', ')}`, `"${key}"`, didYouMean(key, names));
    }
    for (const childSchema of schemas) refuseUnknownKeys(childSchema, child, [...path, key]);
  }
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let current = value;
  for (const step of path) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = (current as Record<PropertyKey, unknown>)[step];
  }
  return current;
}
