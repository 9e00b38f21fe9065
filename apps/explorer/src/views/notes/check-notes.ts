/** @file Every entry of the source notes, checked: what `tegum notes` computes. */
import { checkEntry, notesEntries, type NotesEntry, type NotesResult } from '@tegum/notes';
import type { Steps } from '../../compute/job.protocol.js';

export interface ShownEntry extends Omit<NotesEntry, 'check'> {
  /** undefined: still to be computed. */
  readonly result: NotesResult | undefined;
}

/** @param first - The id of an entry to begin with, if there is such a one. */
export function* checkNotes({ first }: { readonly first: string }): Steps<readonly ShownEntry[]> {
  const shown = notesEntries.map(({ check: _check, ...entry }): ShownEntry => ({ ...entry, result: undefined }));
  yield { fraction: 0, partial: [...shown] };
  const order = notesEntries.map((_, index) => index).sort((a, b) => Number(notesEntries[b]!.id === first) - Number(notesEntries[a]!.id === first) || a - b);
  for (const [done, index] of order.entries()) {
    shown[index] = { ...shown[index]!, result: checkEntry(notesEntries[index]!) };
    yield { fraction: (done + 1) / order.length, partial: [...shown] };
  }
  return shown;
}
