export { checkEntry } from './check-entry.js';
export type { NotesEntry, NotesResult, NotesStatus, Residuals } from './entry.js';
export { notesEntries } from './registry.js';
export { notesPage } from './notes-page.js';
