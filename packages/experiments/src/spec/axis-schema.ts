/** @file An axis: the values one quantity takes across a sweep. */
import * as z from 'zod';
import { describeRule, numberSchema, withRemedy, type NumberRule } from './number-rule.js';

/** Longest axis; the product of axes is bounded by the caller, who knows the cell count before any cell exists. */
const MAX_AXIS_LENGTH = 1_000_000;

export type Axis =
  | { readonly list: readonly number[] }
  | { readonly linspace: readonly [from: number, to: number, count: number] }
  | { readonly logspace: readonly [from: number, to: number, count: number] };

/** The three ways to write an axis, for the words of an error. */
export const AXIS_FORMS = '{list: […]}, {linspace: [from, to, count]} or {logspace: [from, to, count]}';

/** The schemas of the three forms, to be put beside a scalar in one flat union. */
export function axisOptions(rule: NumberRule) {
  const item = numberSchema(rule);
  const positive = numberSchema(positiveRule(rule), 'a logarithmic axis cannot reach 0: use linspace or list');
  const count = numberSchema({ integer: true, min: 1, max: MAX_AXIS_LENGTH });
  return [
    z.strictObject({
      list: z
        .array(item, { error: withRemedy(`an array of values, each ${describeRule(rule)}`, undefined) })
        .min(1, { error: withRemedy('at least one value', 'an empty axis makes an empty sweep') })
        .max(MAX_AXIS_LENGTH, { error: `at most ${MAX_AXIS_LENGTH} values` }),
    }),
    z.strictObject({ linspace: z.tuple([item, item, count], { error: 'three numbers [from, to, count]' }) }),
    z.strictObject({ logspace: z.tuple([positive, positive, count], { error: 'three numbers [from, to, count]' }) }),
  ] as const;
}

/** One value, or an axis of them. */
export function scalarOrAxis(rule: NumberRule) {
  return z.union([numberSchema(rule), ...axisOptions(rule)], { error: `${describeRule(rule)}, or an axis ${AXIS_FORMS}` });
}

export function isAxis(value: unknown): value is Axis {
  return typeof value === 'object' && value !== null && ('list' in value || 'linspace' in value || 'logspace' in value);
}

function positiveRule(rule: NumberRule): NumberRule {
  if (rule.above !== undefined || (rule.min !== undefined && rule.min > 0)) return rule;
  const { min: _dropped, ...rest } = rule;
  return { ...rest, above: 0 };
}
