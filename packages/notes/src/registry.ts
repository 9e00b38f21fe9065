import type { NotesEntry } from './entry.js';
import { correctionEntries } from './sections/corrections.js';
import { criticalPointEntries } from './sections/critical-points.js';
import { flowEntries } from './sections/flows.js';
import { reluModelEntries } from './sections/relu-model.js';
import { saddleEntries } from './sections/saddles.js';
import { sparseDataEntries } from './sections/sparse-data.js';

/**
 * Every numbered equation, proposition, claim and correction of the source notes, by section; corrections that belong to no equation come last.
 *
 * Source     the source notes; corrections E1 … E13 are this program's
 */
export const notesEntries: readonly NotesEntry[] = [
  ...criticalPointEntries, ...saddleEntries, ...sparseDataEntries, ...flowEntries, ...reluModelEntries, ...correctionEntries,
];
