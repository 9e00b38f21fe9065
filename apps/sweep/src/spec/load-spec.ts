/**
 * @file What the user calls an experiment, a file or the name of a preset → its plan.
 */
import { readFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { InputError } from '@tegum/core';
import { applyOverrides, applySeed, findPreset, parseSpec, planSpec, type Plan } from '@tegum/experiments';
import { SpecError } from '../errors/spec-error.js';
import { parseYaml } from './parse-yaml.js';

export interface SpecChanges {
  /** `path=value`, applied in order before the spec is checked. */
  readonly set: readonly string[];
  /** Base seed of the replicates. */
  readonly seed?: number;
}

interface SpecSource {
  /** A path, or the preset's name. */
  readonly name: string;
  readonly data: unknown;
  readonly locate?: (path: readonly (string | number)[]) => string;
}

const textExtensions = new Set(['.yaml', '.yml', '.json']);
const moduleExtensions = new Set(['.mjs', '.js', '.mts', '.ts']);

/**
 * Reads, changes, checks and plans a spec. Nothing is written.
 *
 * @param spec - A file (.yaml, .yml, .json, or a module whose default export is the spec) or the name of a preset.
 * @throws {InputError} if there is no such file or preset, or it is not text of its kind.
 * @throws {SpecError} if its content is not a spec, naming file, line and column, and the path in the spec.
 */
export async function loadPlan(spec: string, changes: SpecChanges): Promise<Plan> {
  return planSource(await readSource(spec), changes);
}

/** As {@link loadPlan}, of YAML or JSON text. @param name - What to call it in errors. */
export function planText(text: string, name: string, changes: SpecChanges): Plan {
  return planSource({ name, ...parseYaml(text, name) }, changes);
}

function planSource(source: SpecSource, changes: SpecChanges): Plan {
  const changed = applyOverrides(source.data, changes.set);
  const seeded = changes.seed === undefined ? changed : applySeed(changed, changes.seed);
  try {
    return planSpec(parseSpec(seeded));
  } catch (error) {
    throw error instanceof InputError ? new SpecError(placeOf(error.where, source, changes), error) : error;
  }
}

async function readSource(spec: string): Promise<SpecSource> {
  const extension = extname(spec).toLowerCase();
  if (moduleExtensions.has(extension)) return { name: spec, data: await importSpec(spec) };
  if (!textExtensions.has(extension) && !/[\\/]/.test(spec)) return { name: spec, data: findPreset(spec).spec };
  if (!textExtensions.has(extension)) {
    throw new InputError(spec, 'a spec ending in .yaml, .yml, .json or .mjs, or the name of a preset', `"${extension}"`, '`tegum presets` lists the presets');
  }
  return { name: spec, ...parseYaml(await readFile(spec, 'utf8'), spec) };
}

async function importSpec(path: string): Promise<unknown> {
  try {
    const module = (await import(pathToFileURL(resolve(path)).href)) as { readonly default?: unknown };
    if (module.default === undefined) throw new InputError(path, 'a default export', 'none', 'write `export default { format: … }`');
    return module.default;
  } catch (error) {
    if (error instanceof InputError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ERR_UNKNOWN_FILE_EXTENSION') {
      throw new InputError(path, 'a file this Node can load', extname(path), 'use Node ≥ 22.18 for TypeScript, or write the spec as .mjs, .yaml or .json');
    }
    throw new InputError(path, 'a module that can be loaded', message, 'its default export is the spec');
  }
}

/** The flag that set the value at fault, else its position in the file, else the name alone. */
function placeOf(where: string, { name, locate }: SpecSource, { set, seed }: SpecChanges): string {
  const culprit = set.findLast((assignment) => isWithin(where, assignment.slice(0, assignment.indexOf('=')).trim()));
  if (culprit !== undefined) return `--set ${culprit}`;
  if (seed !== undefined && where === 'baseSeed') return '--seed';
  return locate === undefined ? name : `${name}:${locate(pathParts(where))}`;
}

function isWithin(where: string, path: string): boolean {
  return where === path || where.startsWith(`${path}.`) || where.startsWith(`${path}[`);
}

/** `model.density.list[3]` → ['model', 'density', 'list', 3]. */
function pathParts(where: string): (string | number)[] {
  return where.split(/[.[\]]+/).filter((part) => part !== '').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}
