import { choice, integer, number, seed } from '../../state/parameter.js';
import type { StateOf } from '../../state/schema.js';
import { defineView } from '../view.js';

const MOST_FEATURES = 40;

const schema = {
  features: integer({ initial: 5, min: 2, max: MOST_FEATURES }),
  hidden: integer({ initial: 2, min: 1, max: MOST_FEATURES - 1 }),
  density: number({ initial: 0.1, min: 0.001, max: 1 }),
  /** Importance of feature i is this to the power i, i = 0 … */
  decay: number({ initial: 1, min: 0.5, max: 1 }),
  /** Over density: the optimum of the density chosen, as if every feature had another; or the optimum of each density. */
  over: choice(['one', 'each'], 'one'),
  starts: integer({ initial: 8, min: 1, max: 64 }),
  seed: seed(),
};

export type SkeletaSchema = typeof schema;
export type SkeletaState = StateOf<SkeletaSchema>;

export const skeleta = defineView({
  id: 'skeleta',
  title: 'Skeleta',
  see: 'The loss, split by how many features are active at once. Points with two or more are rare where features are sparse; whether they may be ignored, the exact loss decides.',
  version: 1,
  schema,
  reconcile: (state) => (state.hidden < state.features ? state : { ...state, hidden: state.features - 1 }),
  presets: [
    { title: 'Pentagon', state: { features: 5, hidden: 2, density: 0.1, decay: 1 } },
    { title: 'Pentagon, very sparse', state: { features: 5, hidden: 2, density: 0.01, decay: 1 } },
    { title: 'Antipodal pair', state: { features: 2, hidden: 1, density: 0.1, decay: 1 } },
    { title: 'Room for half', state: { features: 6, hidden: 3, density: 0.05, decay: 1 } },
    { title: 'Twenty in five', state: { features: 20, hidden: 5, density: 0.03, decay: 1 } },
  ],
  load: () => import('./skeleta.svelte'),
});
