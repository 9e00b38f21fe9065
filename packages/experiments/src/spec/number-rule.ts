/** @file What a number in a spec may be: one rule gives the schema, the words of the error and the JSON Schema. */
import * as z from 'zod';

/** Bounds of one quantity. `min`/`max` belong to the range, `above`/`below` do not. Never NaN, never infinite. */
export interface NumberRule {
  readonly integer?: boolean;
  readonly min?: number;
  readonly above?: number;
  readonly max?: number;
  readonly below?: number;
}

/** The rule in words, e.g. `a number in [0, 1)` or `an integer ≥ 1`. */
export function describeRule(rule: NumberRule): string {
  const noun = rule.integer === true ? 'an integer' : 'a number';
  const low = rule.min ?? rule.above;
  const high = rule.max ?? rule.below;
  const sign = rule.min === undefined ? '>' : '≥';
  if (low === undefined) return high === undefined ? `${noun}, finite` : `${noun} ${rule.max === undefined ? '<' : '≤'} ${high}`;
  if (high === undefined) return `${noun} ${sign} ${low}`;
  return `${noun} in ${rule.min === undefined ? '(' : '['}${low}, ${high}${rule.max === undefined ? ')' : ']'}`;
}

/** A finite number that keeps the rule; every failure reads as `describeRule` says, with the remedy if one is given. */
export function numberSchema(rule: NumberRule, remedy?: string): z.ZodNumber {
  const error = withRemedy(describeRule(rule), remedy);
  let schema: z.ZodNumber = rule.integer === true ? z.int({ error }) : z.number({ error });
  if (rule.min !== undefined) schema = schema.min(rule.min, { error });
  if (rule.above !== undefined) schema = schema.gt(rule.above, { error });
  if (rule.max !== undefined) schema = schema.max(rule.max, { error });
  if (rule.below !== undefined) schema = schema.lt(rule.below, { error });
  return schema;
}

/**
 * The text our schemas fail with: what was expected on the first line, the way out on the second.
 *
 * zod carries one string per failure; `schema-error.ts` splits it again.
 */
export function withRemedy(expected: string, remedy: string | undefined): string {
  return remedy === undefined ? expected : `${expected}\n${remedy}`;
}
