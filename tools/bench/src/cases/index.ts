import type { PreparedCase } from '../harness/bench-case.js';
import { evaluation } from './evaluation.js';
import { exactLoss } from './exact-loss.js';
import { randomWords } from './random-words.js';
import { cell, journal } from './sweep.js';
import { trainedModel } from './trained-model.js';

/** Every case, in the order of the table. */
export const cases: readonly PreparedCase[] = [randomWords, ...evaluation, ...exactLoss, ...trainedModel, cell, journal];
