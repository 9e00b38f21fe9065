/** @file How much is spent on each measurement. */
import { problems, quickProblems, type Problem } from './problems.js';

export interface Effort {
  readonly problems: readonly Problem[];
  /** Rounds of interleaved measurements. */
  readonly rounds: number;
  /** Shortest batch of one round, ms. */
  readonly batchMs: number;
  /** Starts that are solved. */
  readonly starts: number;
  /** Steps of AdamW that a model is trained for. */
  readonly torchSteps: number;
  /** Whether the long problems are trained too. */
  readonly full: boolean;
}

export const normal: Effort = { problems, rounds: 7, batchMs: 150, starts: 16, torchSteps: 10_000, full: false };
export const quick: Effort = { problems: quickProblems, rounds: 3, batchMs: 4, starts: 4, torchSteps: 50, full: false };
