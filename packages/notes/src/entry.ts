/**
 * By how much the statement misses, and the printed one where it is corrected.
 *
 * @file What the registry holds of each statement of the source notes, and what a check of it says.
 */

export interface Residuals {
  /** How far the statement — as corrected, if it is — is from holding: a maximum over the cases tried, ≥ 0. NaN fails. */
  readonly residual: number;
  /** The same for the statement as printed. Only corrected entries have it, and theirs must be large. */
  readonly asPrinted?: number;
}

/** A numbered equation, claim or correction of the source notes, as a computation. */
export interface NotesEntry {
  /** `eq-22`, `prop-1`, `e-3`: stable, for programs. */
  readonly id: string;
  /** Place in the source notes: `§2.2 (22)`. */
  readonly where: string;
  /** What the notes say, in one sentence. */
  readonly statement: string;
  /** What holds instead; an entry that has one is reported as corrected. */
  readonly correction?: string;
  /** By which two ways it is tested. */
  readonly method: string;
  /** Residual up to which the entry counts as confirmed. */
  readonly tolerance: number;
  readonly check: () => Residuals;
}

/** Whether a statement holds as printed, holds once corrected, or fails. */
export type NotesStatus = 'holds' | 'corrected' | 'fails';

/** What checking an entry found. */
export interface NotesResult {
  readonly id: string;
  readonly where: string;
  readonly statement: string;
  readonly correction: string | null;
  readonly method: string;
  readonly status: NotesStatus;
  readonly residual: number;
  readonly residualAsPrinted: number | null;
  readonly tolerance: number;
}
