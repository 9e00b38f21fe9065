import type { PreparedCase } from '../harness/bench-case.js';
import { exactLoss } from './exact-loss.js';
import { randomWords } from './random-words.js';

/** Every case, in the order of the table. */
export const cases: readonly PreparedCase[] = [randomWords, ...exactLoss];
