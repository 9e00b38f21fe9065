/** @file A cell that comes from outside, a file or a queue: form checked, and its identity too. */
import { InputError } from '@tegum/core';
import * as z from 'zod';
import type { Cell, CellContent, Training } from '../cell.js';
import { cellId } from './cell-identity.js';

const maxFeatures = 4096;
const positive = z.int().positive();
const nonNegative = z.number().nonnegative();
const common = { starts: positive, tolerance: z.number().positive() };

const trainingSchema = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('exact'), ...common, maxIterations: positive }),
  z.strictObject({
    method: z.enum(['sgd', 'adam', 'adamw']),
    ...common,
    steps: positive,
    batchSize: positive,
    learningRate: z.number().positive(),
    momentum: nonNegative,
    beta1: nonNegative,
    beta2: nonNegative,
    epsilon: z.number().positive(),
    weightDecay: nonNegative,
  }),
]) satisfies z.ZodType<Training>;

const contentSchema = z.strictObject({
  features: z.int().min(2).max(maxFeatures),
  hidden: positive.max(maxFeatures),
  density: z.array(z.number().min(0).max(1)).max(maxFeatures),
  importance: z.array(nonNegative).max(maxFeatures),
  training: trainingSchema,
  seed: z.int().min(0).max(0xffff_ffff),
}) satisfies z.ZodType<CellContent>;

const cellSchema = z.strictObject({ id: z.string().regex(/^[0-9a-f]{32}$/), content: contentSchema });

/**
 * The cell that a value describes.
 *
 * @param where - What holds the value, for messages.
 * @throws {InputError} if it has not the form of a cell, or its identity is not that of its content under these numerics.
 *
 * @example
 * const plan = planSpec(parseSpec({ format: 'tegum-spec@1', name: 'one', model: { features: 5, hidden: 2, density: 0.1 } }));
 * const { id, content } = plan.cellAt(0);
 * parseCell(JSON.parse(JSON.stringify({ id, content })), 'plan.jsonl, line 1').id === id; // → true
 */
export function parseCell(value: unknown, where: string): Cell {
  const parsed = cellSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new InputError(where, 'a cell', `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'something else'}`.replace(/^: /, ''));
  }
  const { id, content } = parsed.data;
  for (const key of ['density', 'importance'] as const) {
    const { length } = content[key];
    if (length !== content.features) throw new InputError(where, `${content.features} entries of ${key}, one a feature`, String(length));
  }
  if (content.hidden >= content.features) throw new InputError(where, 'hidden < features', `hidden ${content.hidden} with features ${content.features}`);
  const identity = cellId(content);
  if (id !== identity) throw new InputError(where, `cell ${identity}, the identity of its content`, `cell ${id}`, 'it was made by another version, or changed on the way');
  return { id, content };
}
