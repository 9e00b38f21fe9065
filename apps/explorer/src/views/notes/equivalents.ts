/** @file What is shown, as a command and a program that compute the same. The checks are the library's own; NumPy has none of them. */
import type { Equivalents } from '../../app/view-context.js';
import type { NotesState } from './view.js';

export function equivalentsOf({ entry }: NotesState): Equivalents {
  return {
    cli: entry === '' ? 'tegum notes' : `tegum notes ${entry}`,
    typescript: `import { checkEntry, notesEntries } from '@tegum/notes';

for (const entry of notesEntries${entry === '' ? '' : `.filter(({ id }) => id === '${entry}')`}) {
  const { id, status, residual, tolerance } = checkEntry(entry);
  console.log(id, status, residual, '≤', tolerance);
}
`,
  };
}
