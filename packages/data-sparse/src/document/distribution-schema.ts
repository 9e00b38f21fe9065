/**
 * @file Distributions as plain JSON, one form a family: `{"kind": "exactly-active", "active": 2}`.
 *
 * Each rule's error is the words of an `InputError` after "expected".
 */
import type { MagnitudeKind } from '@tegum/core';
import * as z from 'zod';

const magnitudeWords = ['uniform', 'signed-uniform', 'one'] as const satisfies readonly MagnitudeKind[];
const groupWords = ['correlated', 'anticorrelated'] as const;
const largestGroup = 1000;

/** The form of each kind for so many features. */
export function distributionSchemas(features: number) {
  const n = String(features);
  const inUnit = 'a number in [0, 1]';
  const probability = z.number({ error: inUnit }).min(0, { error: inUnit }).max(1, { error: inUnit });
  const list = z.array(probability, { error: `an array of ${n} numbers in [0, 1]` }).length(features, { error: `${n} numbers, one a feature` });
  const density = z.union([probability, list], { error: `a number in [0, 1], or an array of ${n} of them` });
  const magnitude = z.enum(magnitudeWords, { error: `one of ${magnitudeWords.join(', ')}` }).optional();
  const whole = (most: number, what: string) => {
    const error = `${what} from 0 to ${String(most)}`;
    return z.int({ error }).min(0, { error }).max(most, { error });
  };
  const group = z.strictObject(
    {
      features: z
        .array(whole(features - 1, 'a feature number'), { error: 'an array of feature numbers' })
        .min(1, { error: 'at least one feature number' })
        .max(largestGroup, { error: `at most ${String(largestGroup)} feature numbers` }),
      kind: z.enum(groupWords, { error: `one of ${groupWords.join(', ')}` }),
      probability,
    },
    { error: 'an object with features, kind and probability' },
  );
  const row = z.array(z.number({ error: 'a finite number' }), { error: `an array of ${n} numbers` }).length(features, { error: `${n} numbers, one a feature` });
  return {
    'uniform-sparse': z.strictObject({ kind: z.literal('uniform-sparse'), density }),
    'binary-sparse': z.strictObject({ kind: z.literal('binary-sparse'), density }),
    'signed-uniform-sparse': z.strictObject({ kind: z.literal('signed-uniform-sparse'), density }),
    'exactly-active': z.strictObject({ kind: z.literal('exactly-active'), active: whole(features, 'a number of active features'), magnitude }),
    'grouped-sparse': z.strictObject({
      kind: z.literal('grouped-sparse'),
      groups: z.array(group, { error: 'an array of groups' }),
      density: density.optional(),
      magnitude,
    }),
    empirical: z.strictObject({ kind: z.literal('empirical'), rows: z.array(row, { error: 'an array of rows' }).min(1, { error: 'at least one row' }) }),
  };
}

type Schemas = ReturnType<typeof distributionSchemas>;

/** The kinds of distribution that a document may ask for. */
export type DistributionKind = keyof Schemas;

/** What `parseDistribution` reads. */
export type DistributionDocument = z.output<Schemas[DistributionKind]>;
