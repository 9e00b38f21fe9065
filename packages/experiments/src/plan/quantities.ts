/** @file A resolved spec as a flat list of named quantities, each fixed or an axis, in the plan's order. */
import { linspace, logspace } from '@tegum/core';
import type { Axis } from '../spec/axis-schema.js';
import type { ResolvedSpec } from '../spec/parse-spec.js';
import { TRAIN_RULES, type TrainParameter } from '../spec/spec-schema.js';

/** What an axis can step through: numbers, or names of training methods. */
export type AxisValue = number | string;
export type FixedValue = AxisValue | readonly number[];

/** `path` is where the quantity stands in the spec, e.g. `model.importance.last`. */
export type Quantity =
  | { readonly path: string; readonly fixed: FixedValue }
  | { readonly path: string; readonly values: readonly AxisValue[] };

/** Features, hidden, density, importance, method, training parameters, seeds: later ones vary faster. */
export function quantitiesOf(spec: ResolvedSpec): readonly Quantity[] {
  const { model, train } = spec;
  const quantities = [
    quantity('model.features', model.features),
    quantity('model.hidden', model.hidden),
    quantity('model.density', model.density),
    importanceOf(model.importance),
    quantity('train.method', train.method),
  ];
  for (const parameter of Object.keys(TRAIN_RULES) as TrainParameter[]) {
    const value = train[parameter];
    if (value !== undefined) quantities.push(quantity(`train.${parameter}`, value));
  }
  quantities.push(seedsOf(spec));
  return quantities;
}

function importanceOf(importance: ResolvedSpec['model']['importance']): Quantity {
  if (typeof importance === 'object' && 'last' in importance) return quantity('model.importance.last', importance.last);
  if (typeof importance === 'object' && 'geometric' in importance) {
    return quantity('model.importance.geometric', importance.geometric);
  }
  return quantity('model.importance', importance);
}

function seedsOf(spec: ResolvedSpec): Quantity {
  if (typeof spec.seeds !== 'number') return { path: 'seeds', values: spec.seeds };
  const base = spec.baseSeed ?? 0;
  if (spec.seeds === 1) return { path: 'seeds', fixed: base };
  return { path: 'seeds', values: Array.from({ length: spec.seeds }, (_, replicate) => base + replicate) };
}

function quantity(path: string, value: FixedValue | Axis | { readonly list: readonly string[] }): Quantity {
  if (typeof value !== 'object') return { path, fixed: plusZero(value) };
  if ('list' in value) return { path, values: (value.list as readonly AxisValue[]).map(plusZero) };
  if ('linspace' in value) return { path, values: Array.from(linspace(...value.linspace), plusZero) };
  if ('logspace' in value) return { path, values: Array.from(logspace(...value.logspace), plusZero) };
  return { path, fixed: value.map(plusZero) };
}

/** −0 and 0 share an identity, so they must share their bits as well. */
function plusZero<Value extends AxisValue>(value: Value): Value | 0 {
  return value === 0 ? 0 : value;
}
