import type { NotesEntry, NotesResult, NotesStatus, Residuals } from './entry.js';

/** A correction is needed where the statement as printed misses by at least this many tolerances. */
const CLEARLY_WRONG = 100;

/**
 * Computes one entry. Nothing is taken on trust: a correction must hold, and what it corrects must not.
 *
 * @example
 * checkEntry(notesEntries[0]!).status; // → 'holds'
 */
export function checkEntry(entry: NotesEntry): NotesResult {
  const residuals = entry.check();
  const { id, where, statement, correction, method, tolerance } = entry;
  return {
    id,
    where,
    statement,
    correction: correction ?? null,
    method,
    status: statusOf(entry, residuals),
    residual: residuals.residual,
    residualAsPrinted: residuals.asPrinted ?? null,
    tolerance,
  };
}

function statusOf({ correction, tolerance }: NotesEntry, { residual, asPrinted }: Residuals): NotesStatus {
  if (!(residual >= 0 && residual <= tolerance)) return 'fails';
  if (correction === undefined) return asPrinted === undefined ? 'holds' : 'fails';
  return asPrinted !== undefined && asPrinted >= CLEARLY_WRONG * tolerance ? 'corrected' : 'fails';
}
