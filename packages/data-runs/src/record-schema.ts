/**
 * @file The record's schema for data from outside: journals, Parquet, CSV and JSON files.
 *
 * Strict: an unknown key is an error, since a record that some other version wrote must not be read as one of ours.
 * Every number is finite; a training run that left the finite numbers is told by `status`, not by NaN.
 */
import * as z from 'zod';
import { firstIssue, type Issue } from './schema-issue.js';
import type { CellRecord } from './record.js';

const finite = z.number();
const nonNegative = finite.nonnegative();
const count = z.int32().nonnegative();
const finiteList = z.array(finite);

const parametersSchema = z.strictObject({
  features: z.int32().positive(),
  hidden: z.int32().positive(),
  density: z.array(finite.min(0).max(1)),
  importance: z.array(nonNegative),
  method: z.enum(['exact', 'sgd', 'adam', 'adamw']),
  seed: z.int().min(0).max(0xffff_ffff),
});

const resultSchema = z.strictObject({
  loss: finite,
  errorBound: nonNegative,
  lossPerFeature: finiteList,
  gradientNorm: nonNegative,
  minHessianEigenvalue: finite.nullable(),
  phase: z.string(),
  starts: count,
  bestCount: count,
  optimaCount: count,
  secondLoss: finite.nullable(),
  secondPhase: z.string().nullable(),
  evaluations: z.int().nonnegative(),
  W: finiteList,
  b: finiteList,
  featureNorms: finiteList,
  dimensionality: finiteList,
  rank: count,
  tightness: finite,
  lossCurve: finiteList,
});

/** Shape, ranges, array lengths, and which of `result` and `error` each status has. */
export const cellRecordSchema = z
  .strictObject({
    cell: z.string().regex(/^[0-9a-f]{32}$/, 'expected 32 lower-case hex digits'),
    status: z.enum(['done', 'diverged', 'failed']),
    backend: z.string().min(1),
    parameters: parametersSchema,
    result: resultSchema.nullable(),
    error: z.strictObject({ name: z.string(), message: z.string() }).nullable(),
  })
  .superRefine((record, context) => {
    const fault = (path: string[], message: string): void => {
      context.addIssue({ code: 'custom', path, message });
    };
    const { features, hidden } = record.parameters;
    const checkLength = (group: 'parameters' | 'result', field: string, list: readonly number[], length: number): void => {
      if (list.length !== length) fault([group, field], `expected ${length} entries, got ${list.length}`);
    };
    checkLength('parameters', 'density', record.parameters.density, features);
    checkLength('parameters', 'importance', record.parameters.importance, features);
    if ((record.result === null) !== (record.status === 'failed')) {
      fault(['result'], `expected null exactly when status is failed, got status ${record.status}`);
    }
    if ((record.error === null) !== (record.status === 'done')) {
      fault(['error'], `expected null exactly when status is done, got status ${record.status}`);
    }
    if (record.result !== null) {
      checkLength('result', 'W', record.result.W, hidden * features);
      for (const field of ['b', 'lossPerFeature', 'featureNorms', 'dimensionality'] as const) {
        checkLength('result', field, record.result[field], features);
      }
    }
  }) satisfies z.ZodType<CellRecord>;

/** The first thing wrong with a value taken for a record, or null if it is one. Cost O(numbers in it), no copy kept. */
export function recordIssue(value: unknown): Issue | null {
  const parsed = cellRecordSchema.safeParse(value);
  return parsed.success ? null : firstIssue(parsed.error);
}
