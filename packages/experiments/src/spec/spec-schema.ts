/**
 * @file The written form of an experiment, `tegum-spec@1`: what keys there are and which values each may take.
 *
 * Rules between keys (vector lengths, hidden < features, zipped axes) are the planner's; README.md has the table.
 */
import type { TrainMethod } from '@tegum/data-runs';
import * as z from 'zod';
import { AXIS_FORMS, axisOptions, scalarOrAxis } from './axis-schema.js';
import { describeRule, numberSchema, withRemedy, type NumberRule } from './number-rule.js';

/** Names the form of specs. */
export const SPEC_FORMAT = 'tegum-spec@1';

/** Figures a spec may ask for; drawing them is another package's work. */
export const FIGURE_NAMES = ['phase-diagram', 'dimensionality', 'polygons', 'gram', 'loss-curves'] as const;
/** The figures a spec may ask for. */
export type FigureName = (typeof FIGURE_NAMES)[number];

export const TRAIN_METHODS = ['exact', 'sgd', 'adam', 'adamw'] as const satisfies readonly TrainMethod[];

const density: NumberRule = { min: 0, max: 1 };
const importance: NumberRule = { min: 0 };
const seed: NumberRule = { integer: true, min: 0, max: 2 ** 32 - 1 };

/** Bounds of every numeric training parameter, in the order in which the planner varies them. */
export const TRAIN_RULES = {
  starts: { integer: true, min: 1, max: 1_000_000 },
  tolerance: { min: 1e-14, max: 0.1 },
  maxIterations: { integer: true, min: 1, max: 10_000_000 },
  steps: { integer: true, min: 1, max: 1_000_000_000 },
  batchSize: { integer: true, min: 1, max: 10_000_000 },
  learningRate: { above: 0 },
  momentum: { min: 0, below: 1 },
  beta1: { min: 0, below: 1 },
  beta2: { min: 0, below: 1 },
  epsilon: { above: 0 },
  weightDecay: { min: 0 },
} as const satisfies Record<string, NumberRule>;
export type TrainParameter = keyof typeof TRAIN_RULES;

function perFeature(rule: NumberRule) {
  return z
    .array(numberSchema(rule), { error: `an array with one entry a feature, each ${describeRule(rule)}` })
    .min(2, { error: withRemedy('one entry a feature, at least 2', `for an axis write ${AXIS_FORMS}`) });
}

const method = z.enum(TRAIN_METHODS, { error: `one of ${TRAIN_METHODS.join(', ')}` });

const modelSchema = z.strictObject({
  features: scalarOrAxis({ integer: true, min: 2, max: 4096 }).describe('n: number of inputs and outputs'),
  hidden: scalarOrAxis({ integer: true, min: 1, max: 4095 }).describe('m: size of the bottleneck, 1 ≤ m < n'),
  density: z
    .union([numberSchema(density), perFeature(density), ...axisOptions(density)], {
      error: `${describeRule(density)}, an array with one entry a feature, or an axis ${AXIS_FORMS}`,
    })
    .describe('p: probability that a feature is active'),
  importance: z
    .union(
      [
        numberSchema(importance),
        perFeature(importance),
        z.strictObject({ last: scalarOrAxis(importance) }).describe('importance of the last feature, the others 1'),
        z.strictObject({ geometric: scalarOrAxis({ above: 0 }) }).describe('ratio r: I_i = r^i, i = 0 … n − 1'),
      ],
      { error: `${describeRule(importance)}, an array with one entry a feature, {last: …} or {geometric: …}` },
    )
    .default(1)
    .describe('I: weight of a feature in the loss'),
});

const trainSchema = z.strictObject({
  method: z
    .union(
      [
        method,
        z.strictObject({
          list: z.array(method, { error: 'an array of methods' }).min(1, { error: 'at least one method' }),
        }),
      ],
      { error: `one of ${TRAIN_METHODS.join(', ')}, or {list: […]} of these` },
    )
    .default('exact'),
  starts: scalarOrAxis(TRAIN_RULES.starts).describe('independent starts a cell; the best model is kept').optional(),
  tolerance: scalarOrAxis(TRAIN_RULES.tolerance).describe('relative error of the loss of record').optional(),
  maxIterations: scalarOrAxis(TRAIN_RULES.maxIterations).describe('exact only: L-BFGS iterations a start').optional(),
  steps: scalarOrAxis(TRAIN_RULES.steps).describe('minibatch only: optimiser steps a start').optional(),
  batchSize: scalarOrAxis(TRAIN_RULES.batchSize).describe('minibatch only: samples a step').optional(),
  learningRate: scalarOrAxis(TRAIN_RULES.learningRate).describe('minibatch only').optional(),
  momentum: scalarOrAxis(TRAIN_RULES.momentum).describe('sgd only').optional(),
  beta1: scalarOrAxis(TRAIN_RULES.beta1).describe('adam, adamw only: decay of the first moment').optional(),
  beta2: scalarOrAxis(TRAIN_RULES.beta2).describe('adam, adamw only: decay of the second moment').optional(),
  epsilon: scalarOrAxis(TRAIN_RULES.epsilon).describe('adam, adamw only').optional(),
  weightDecay: scalarOrAxis(TRAIN_RULES.weightDecay).describe('minibatch only; decoupled for adamw').optional(),
});

export const specSchema = z.strictObject({
  format: z.literal(SPEC_FORMAT, { error: withRemedy(`"${SPEC_FORMAT}"`, 'the format this version reads') }),
  name: z
    .string({ error: 'a name of a–z, 0–9 and -, at most 64 long' })
    .regex(/^[a-z0-9-]{1,64}$/, { error: 'a name of a–z, 0–9 and -, at most 64 long' }),
  description: z.string({ error: 'a text' }).max(10_000, { error: 'a text of at most 10000 characters' }).optional(),
  model: modelSchema,
  train: trainSchema.prefault({}),
  seeds: z
    .union(
      [
        numberSchema({ integer: true, min: 1, max: 1_000_000 }),
        z.array(numberSchema(seed), { error: 'an array of seeds' }).min(1, { error: 'at least one seed' }),
      ],
      { error: 'a count ≥ 1, or an array of seeds, each an integer in [0, 4294967295]' },
    )
    .default(1)
    .describe('replicates: a count k gives the seeds baseSeed … baseSeed + k − 1'),
  baseSeed: numberSchema(seed).describe('first seed when `seeds` is a count').optional(),
  zip: z
    .array(
      z
        .array(z.string({ error: 'the path of an axis, e.g. "model.features"' }), { error: 'an array of axis paths' })
        .min(2, { error: withRemedy('at least two axes', 'one axis needs no zip') }),
      { error: 'an array of groups, each an array of axis paths' },
    )
    .default([])
    .describe('groups of axes that advance together'),
  figures: z
    .array(z.enum(FIGURE_NAMES, { error: `one of ${FIGURE_NAMES.join(', ')}` }), { error: 'an array of figure names' })
    .default([]),
});

/** A spec as a person writes it: defaults may be left out. */
export type SpecInput = z.input<typeof specSchema>;
/** A spec of the right form, before training defaults are filled in. */
export type SpecForm = z.output<typeof specSchema>;

/**
 * The JSON Schema (2020-12) of a written spec, for editors and other languages.
 *
 * It states form and ranges; rules between keys are checked by `parseSpec` and `planSpec` alone.
 *
 * @example
 * specJsonSchema()['type']; // → 'object'
 */
export function specJsonSchema(): Record<string, unknown> {
  return { title: SPEC_FORMAT, ...z.toJSONSchema(specSchema, { io: 'input', target: 'draft-2020-12' }) };
}
