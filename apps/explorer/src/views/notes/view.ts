import { choice, text } from '../../state/parameter.js';
import type { StateOf } from '../../state/schema.js';
import { defineView } from '../view.js';

const schema = {
  show: choice(['all', 'holds', 'corrected', 'fails'], 'all'),
  /** Only entries that have this in them. */
  find: text({ initial: '', most: 60 }),
  /** The id of an entry to go to. */
  entry: text({ initial: '', most: 40, pattern: /^[a-z0-9-]*$/ }),
};

export type NotesSchema = typeof schema;
export type NotesState = StateOf<NotesSchema>;

export const notes = defineView({
  id: 'notes',
  title: 'Notes',
  see: 'Every numbered equation of the source notes is computed here, now, by two ways that do not know of each other. Most hold; where one does not, what holds instead does, and what is printed misses by far.',
  version: 1,
  schema,
  load: () => import('./notes.svelte'),
});
