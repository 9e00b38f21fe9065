/** @file What the coordinator makes of a job that it finds in the queue. */
import type { Job } from 'bullmq';
import type { Cell } from '@tegum/experiments';
import type { BatchOutcome } from '../engine/cell.protocol.js';
import { messageOf } from '../errors/report.js';
import { parseAnswer, parseBatch } from './batch.protocol.js';

/** What came of it, or why nothing did; `byServer`: for its connection or its server, not for its cells. */
export type JobResult = { readonly outcome: BatchOutcome } | { readonly fault: string; readonly byServer: boolean };

/** Of a finished job with these cells. */
export function resultOf(job: Job, cells: readonly Cell[]): JobResult {
  if (job.failedReason) return { fault: job.failedReason, byServer: true };
  try {
    const answer = parseAnswer(JSON.parse(String(job.returnvalue)), cells);
    if (answer.kind === 'outcome') return { outcome: { cells: answer.cells, worker: answer.worker } };
    const fault = answer.kind === 'refused' ? answer.reason : `a worker that lives, but ${String(answer.starts)} began and did not end`;
    return { fault, byServer: false };
  } catch (error) {
    return { fault: messageOf(error), byServer: false };
  }
}

/** The cells of a job; null for a job of another version, or none of ours. */
export function cellsOf(job: Job): readonly Cell[] | null {
  try {
    return parseBatch(job.data);
  } catch {
    return null;
  }
}
