import { choice, text } from '../../state/parameter.js';
import type { StateOf } from '../../state/schema.js';
import { defineView } from '../view.js';
import { axes, colours } from './columns.js';

const schema = {
  x: choice(axes, 'density'),
  y: choice(axes, 'last_importance'),
  colour: choice(colours, 'phase'),
  /** `file`: one of the reader's own, which no address can hold. */
  run: choice(['example', 'file'], 'example'),
  /** The cell chosen; its identity, or the beginning of it. */
  cell: text({ initial: '', most: 32, pattern: /^[0-9a-f]*$/ }),
};

export type RunsSchema = typeof schema;
export type RunsState = StateOf<RunsSchema>;

export const runs = defineView({
  id: 'runs',
  title: 'Runs',
  see: 'Every tile is a model that was trained, and its hue what it became: the last feature is ignored, has the dimension to itself, or shares it antipodally. Click one, and it is alive in the playground. Drop the results.parquet of a run of your own.',
  version: 1,
  schema,
  presets: [
    { title: 'Phases', state: { x: 'density', y: 'last_importance', colour: 'phase' } },
    { title: 'Loss', state: { x: 'density', y: 'last_importance', colour: 'loss' } },
    { title: 'Distinct optima', state: { x: 'density', y: 'last_importance', colour: 'optima_count' } },
  ],
  load: () => import('./runs.svelte'),
});
