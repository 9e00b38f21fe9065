/** @file From unknown data to a resolved spec: form checked, every default written out. */
import { InputError } from '@tegum/core';
import type { TrainMethod } from '@tegum/data-runs';
import { isAxis, type Axis } from './axis-schema.js';
import { parseOrThrow } from './schema-error.js';
import { specSchema, TRAIN_METHODS, TRAIN_RULES, type FigureName, type SpecForm, type TrainParameter } from './spec-schema.js';
import { defaultParameter, PARAMETERS_OF } from './training-parameters.js';

/** One value, or the values of an axis. */
export type ScalarOrAxis = number | Axis;

/** How models are trained; a parameter is absent where no chosen method reads it. */
export type ResolvedTrain = { readonly method: TrainMethod | { readonly list: readonly TrainMethod[] } } & {
  readonly [Parameter in TrainParameter]?: ScalarOrAxis;
};

/**
 * A spec with its defaults written out. It is a spec itself: parsing it again gives an equal one.
 *
 * `weightDecay` alone stays absent where `adamw` stands beside other methods, for its default differs between them.
 */
export interface ResolvedSpec {
  readonly format: SpecForm['format'];
  readonly name: string;
  readonly description?: string;
  readonly model: {
    readonly features: ScalarOrAxis;
    readonly hidden: ScalarOrAxis;
    readonly density: ScalarOrAxis | readonly number[];
    readonly importance:
      | number
      | readonly number[]
      | { readonly last: ScalarOrAxis }
      | { readonly geometric: ScalarOrAxis };
  };
  readonly train: ResolvedTrain;
  readonly seeds: number | readonly number[];
  /** Present exactly when `seeds` is a count. */
  readonly baseSeed?: number;
  readonly zip: readonly (readonly string[])[];
  readonly figures: readonly FigureName[];
}

/**
 * Reads a spec: refuses unknown keys and values out of range, fills in defaults.
 *
 * Rules between keys that need the axes' values are checked by `planSpec`.
 *
 * @param value - What a YAML or JSON file holds, parsed; never modified.
 * @throws {InputError} whose `where` is the path in the spec.
 *
 * @example
 * const { model } = parseSpec({ format: 'tegum-spec@1', name: 'one', model: { features: 5, hidden: 2, density: 0.1 } });
 * model.features; // → 5
 */
export function parseSpec(value: unknown): ResolvedSpec {
  const form = parseOrThrow(specSchema, value);
  return {
    format: form.format,
    name: form.name,
    ...(form.description === undefined ? {} : { description: form.description }),
    model: form.model,
    train: resolveTrain(form.train),
    ...resolveSeeds(form),
    zip: form.zip,
    figures: form.figures,
  };
}

function resolveTrain(train: SpecForm['train']): ResolvedTrain {
  const methods = typeof train.method === 'string' ? [train.method] : train.method.list;
  const resolved: Partial<Record<TrainParameter, ScalarOrAxis>> = {};
  for (const parameter of Object.keys(TRAIN_RULES) as TrainParameter[]) {
    const readers = methods.filter((method) => PARAMETERS_OF[method].includes(parameter));
    const given = train[parameter];
    if (given !== undefined) {
      refuseUnread(parameter, methods, readers, isAxis(given));
      resolved[parameter] = given;
      continue;
    }
    const defaults = new Set(readers.map((method) => defaultParameter(method, parameter)));
    if (defaults.size === 1) resolved[parameter] = [...defaults][0]!;
  }
  return { method: train.method, ...resolved };
}

/** A value must be read by some chosen method; an axis by all, or cells of the others would repeat along it. */
function refuseUnread(parameter: TrainParameter, methods: readonly TrainMethod[], readers: readonly TrainMethod[], axis: boolean): void {
  const readBy = TRAIN_METHODS.filter((method) => PARAMETERS_OF[method].includes(parameter)).join(', ');
  const chosen = methods.join(', ');
  if (readers.length === 0) {
    const allowed = [...new Set(methods.flatMap((method) => PARAMETERS_OF[method]))].join(', ');
    throw new InputError(
      `train.${parameter}`,
      `a parameter of method ${chosen}: ${allowed}`,
      parameter,
      `only ${readBy} ${readBy.includes(',') ? 'read' : 'reads'} it: remove it or change train.method`,
    );
  }
  if (axis && readers.length < methods.length) {
    throw new InputError(
      `train.${parameter}`,
      `one value, since not every method of ${chosen} reads it`,
      'an axis',
      `only ${readBy} ${readBy.includes(',') ? 'read' : 'reads'} it: give one value, or sweep these methods in a spec of their own`,
    );
  }
}

function resolveSeeds(form: SpecForm): Pick<ResolvedSpec, 'seeds' | 'baseSeed'> {
  if (typeof form.seeds === 'number') {
    const baseSeed = form.baseSeed ?? 0;
    if (baseSeed + form.seeds > 2 ** 32) {
      throw new InputError('baseSeed', `at most ${2 ** 32 - form.seeds} for ${form.seeds} seeds`, String(baseSeed), 'seeds end at 4294967295');
    }
    return { seeds: form.seeds, baseSeed };
  }
  if (form.baseSeed !== undefined) {
    throw new InputError('baseSeed', 'no base seed beside a list of seeds', String(form.baseSeed), 'make seeds a count, or put the seed in the list');
  }
  return { seeds: form.seeds };
}
