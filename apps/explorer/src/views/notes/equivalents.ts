/** @file What is shown, as a command and programs that compute the same. The checks are the library's own: Python has them computed, and reads them. */
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
    numpy: `import json, subprocess
import numpy as np

# The checks are Tegum's own: this has the command run them.
entries = json.loads(subprocess.run(["tegum", "notes", ${entry === '' ? '' : `"${entry}", `}"--json"], stdout=subprocess.PIPE, check=True).stdout)
residuals = np.array([entry["residual"] for entry in entries])
tolerances = np.array([entry["tolerance"] for entry in entries])
print(len(entries), "entries,", (residuals <= tolerances).sum(), "within their tolerance; largest share of it", (residuals / tolerances).max())
`,
  };
}
