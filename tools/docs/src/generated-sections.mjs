/**
 * @file The pages, and the parts of hand-written pages, that a program writes. `npm run generate` writes them, a test checks them.
 *
 * A section lies between `<!-- generated: name -->` and `<!-- end generated -->`.
 */
import { checkEntry, notesEntries, notesPage } from '@tegum/notes';
import { boundariesTable } from './boundaries-table.mjs';
import { notebookFiles } from './notebook-page.mjs';
import { packageGraph } from './package-graph.mjs';

/** One entry a section: which file, which marker, what belongs there. */
export const sections = [
  { file: 'ARCHITECTURE.md', name: 'packages', render: packageGraph },
  { file: 'CONTRIBUTING.md', name: 'boundaries', render: boundariesTable },
];

/** Pages and figures that are written whole. */
export const pages = [{ file: 'docs/notes.md', render: () => notesPage(notesEntries.map(checkEntry)) }, ...notebookFiles('docs/notebook.md')];

/**
 * A page with one of its sections written anew.
 *
 * @param {string} page
 * @param {string} name
 * @param {string} content
 */
export function withSection(page, name, content) {
  const start = `<!-- generated: ${name} -->`;
  const end = '<!-- end generated -->';
  const from = page.indexOf(start);
  const to = page.indexOf(end, from);
  if (from === -1 || to === -1) throw new Error(`page: expected ${start} and later ${end}, got neither or one of them`);
  return `${page.slice(0, from + start.length)}\n\n${content}\n\n${page.slice(to)}`;
}
