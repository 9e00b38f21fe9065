/**
 * @file What crosses the queue between coordinator and workers, and how either side checks what the other sent. Data, never code.
 */
import { createHash } from 'node:crypto';
import { InputError } from '@tegum/core';
import { cellRecordSchema } from '@tegum/data-runs';
import { NUMERICS_VERSION, parseCell, type Cell } from '@tegum/experiments';
import * as z from 'zod';
import { ownVersion } from '../run/versions.js';
import type { BatchOutcome } from '../engine/cell.protocol.js';

/** The one queue of a server; jobs of different runs are told apart by their ids. */
export const queueName = 'tegum-cells';

/** What must be equal on both sides for their bytes to be. */
export interface Handshake {
  readonly numerics: string;
  readonly tegum: string;
}

export const ownHandshake: Handshake = { numerics: String(NUMERICS_VERSION), tegum: ownVersion };

const handshakeSchema = z.strictObject({ numerics: z.string(), tegum: z.string() });

/** More is no batch of ours: the coordinator never sends as many. */
const maxBatchCells = 10_000;

const batchSchema = z.strictObject({
  format: z.literal('tegum-batch@1'),
  handshake: handshakeSchema,
  cells: z.array(z.unknown()).min(1).max(maxBatchCells),
});

const answerSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('outcome'),
    worker: z.string().max(200),
    cells: z.array(z.strictObject({ record: cellRecordSchema, elapsedMs: z.number().nonnegative() })).max(maxBatchCells),
  }),
  /** Workers died with this batch again and again: its cells are to be sent one by one. */
  z.strictObject({ kind: z.literal('suspect'), starts: z.int().positive() }),
  /** It is no batch. */
  z.strictObject({ kind: z.literal('refused'), reason: z.string() }),
]);

export type Answer =
  | ({ readonly kind: 'outcome' } & BatchOutcome)
  | { readonly kind: 'suspect'; readonly starts: number }
  | { readonly kind: 'refused'; readonly reason: string };

export interface Batch {
  readonly format: 'tegum-batch@1';
  readonly handshake: Handshake;
  readonly cells: readonly Cell[];
}

export function batchOf(cells: readonly Cell[]): Batch {
  return { format: 'tegum-batch@1', handshake: ownHandshake, cells };
}

/**
 * The name of a batch of a run: the same for the same cells, so that sending it twice is sending it once. No integer and without a colon, as
 * BullMQ wants names to be.
 */
export function jobId(run: string, cells: readonly { readonly id: string }[]): string {
  const hash = createHash('sha256').update(cells.map(({ id }) => id).join()).digest('hex');
  return `${jobPrefix(run)}${hash.slice(0, 24)}`;
}

/** How the names of all batches of a run begin. */
export function jobPrefix(run: string): string {
  return `b-${run}-`;
}

/** The versions a batch was made with, whatever else it holds. @throws {InputError} if it says none. */
export function handshakeOf(data: unknown): Handshake {
  const parsed = z.object({ handshake: handshakeSchema }).safeParse(data);
  if (!parsed.success) throw new InputError('batch', 'the versions it was made with', 'none');
  return parsed.data.handshake;
}

export function isCompatible({ numerics, tegum }: Handshake): boolean {
  return numerics === ownHandshake.numerics && tegum === ownHandshake.tegum;
}

/** @throws {InputError} if the data is no batch, or holds a cell that is none of these numerics. */
export function parseBatch(data: unknown): readonly Cell[] {
  const parsed = batchSchema.safeParse(data);
  if (!parsed.success) throw new InputError('batch', 'a batch of cells', describe(parsed.error));
  return parsed.data.cells.map((cell, index) => parseCell(cell, `batch: cell ${String(index)}`));
}

/** @throws {InputError} if the data is no answer to a batch of these cells. */
export function parseAnswer(data: unknown, cells: readonly Cell[]): Answer {
  const parsed = answerSchema.safeParse(data);
  if (!parsed.success) throw new InputError('answer', 'the records of a batch', describe(parsed.error));
  const answer = parsed.data;
  if (answer.kind !== 'outcome') return answer;
  if (answer.cells.length !== cells.length || answer.cells.some(({ record }, index) => record.cell !== cells[index]?.id)) {
    throw new InputError('answer', 'one record of each cell of its batch, in order', `${String(answer.cells.length)} records`);
  }
  return answer;
}

function describe(error: z.ZodError): string {
  const [issue] = error.issues;
  return `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim();
}
