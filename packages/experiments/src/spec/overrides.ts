/** @file Changing a spec from the command line, before it is parsed. */
import { InputError } from '@tegum/core';
import { showValue } from './show-value.js';

/**
 * Applies `path=value` assignments in order, e.g. `train.starts=16` or `model.density={"list":[0.1]}`.
 *
 * A value is read as JSON, and as plain text where it is no JSON. It replaces what stood at the path, whole; objects
 * on the way are made when absent. Whether the outcome is a spec is for `parseSpec` to say.
 *
 * @param spec - Parsed YAML or JSON; never modified.
 * @throws {InputError} for an assignment without `=`, an empty path, or a path through something that is no object.
 *
 * @example
 * applyOverrides({ train: { starts: 8 } }, ['train.starts=32']); // → { train: { starts: 32 } }
 */
export function applyOverrides(spec: unknown, assignments: readonly string[]): unknown {
  return assignments.reduce((current, assignment) => {
    const equals = assignment.indexOf('=');
    if (equals <= 0) {
      throw new InputError(`--set ${assignment}`, 'path=value', showValue(assignment), 'e.g. --set train.starts=16');
    }
    const path = assignment.slice(0, equals).trim().split('.');
    if (path.includes('')) throw new InputError(`--set ${assignment}`, 'keys joined by single dots', showValue(assignment.slice(0, equals)));
    return assign(current, path, 0, readValue(assignment.slice(equals + 1)));
  }, spec);
}

/**
 * What `--seed` does: the base seed of replicates; a spec that lists its seeds refuses it when parsed.
 *
 * @example
 * applySeed({ seeds: 2 }, 7); // → { seeds: 2, baseSeed: 7 }
 */
export function applySeed(spec: unknown, baseSeed: number): unknown {
  return assign(spec, ['baseSeed'], 0, baseSeed);
}

function readValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function assign(current: unknown, path: readonly string[], depth: number, value: unknown): unknown {
  if (depth === path.length) return value;
  const key = path[depth]!;
  if (current !== undefined && (typeof current !== 'object' || current === null || Array.isArray(current))) {
    const here = path.slice(0, depth).join('.');
    throw new InputError(`--set ${path.join('.')}`, `${here || 'the spec'} to be an object`, showValue(current), `give ${here || 'the spec'} a whole value`);
  }
  const object = (current ?? {}) as Record<string, unknown>;
  const child = Object.hasOwn(object, key) ? object[key] : undefined;
  return { ...object, [key]: assign(child, path, depth + 1, value) };
}
