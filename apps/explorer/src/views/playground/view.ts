import { choice, integer, number, numbers, seed } from '../../state/parameter.js';
import type { StateOf } from '../../state/schema.js';
import { lawNames } from './laws.js';
import { fittingMoves } from './moves.js';
import { defineView } from '../view.js';

const MOST_FEATURES = 64;

const schema = {
  features: integer({ initial: 5, min: 2, max: MOST_FEATURES }),
  hidden: integer({ initial: 2, min: 1, max: MOST_FEATURES - 1 }),
  density: number({ initial: 0.1, min: 0.001, max: 1 }),
  /** Importance of feature i is this to the power i, i = 0 … */
  decay: number({ initial: 1, min: 0.5, max: 1 }),
  /** Importance of the last feature, times what `decay` makes of it. */
  last: number({ initial: 1, min: 0.01, max: 100 }),
  starts: integer({ initial: 8, min: 1, max: 64 }),
  seed: seed(),
  /** Which optimum of the census is shown, 1 the best. */
  optimum: integer({ initial: 1, min: 1, max: 64 }),
  /** Vectors moved by hand: feature, then its coordinates, and so on. */
  moved: numbers({ initial: [], min: -10, max: 64, most: MOST_FEATURES * 3 }),
  optimizer: choice(['adam', 'adamw', 'sgd'], 'adam'),
  rate: number({ initial: 0.003, min: 1e-5, max: 10 }),
  batch: integer({ initial: 256, min: 1, max: 8192 }),
  /** Steps that training has taken. */
  steps: integer({ initial: 1000, min: 0, max: 1e7 }),
  /** Steps a frame while it plays. */
  speed: choice(['1', '10', '100', '1000'], '10'),
  law: choice(lawNames, 'uniform'),
};

export type PlaygroundSchema = typeof schema;
export type PlaygroundState = StateOf<PlaygroundSchema>;

export const playground = defineView({
  id: 'playground',
  title: 'Playground',
  see: 'Five features share two dimensions as a regular pentagon. Make them denser, and the model gives up one feature after another.',
  version: 1,
  schema,
  reconcile: (state) => {
    const fitting = state.hidden < state.features ? state : { ...state, hidden: state.features - 1 };
    const moved = fittingMoves(fitting);
    return moved === fitting.moved ? fitting : { ...fitting, moved };
  },
  presets: [
    { title: 'Pentagon', state: { features: 5, hidden: 2, density: 0.1, decay: 1, last: 1 } },
    { title: 'Antipodal pair', state: { features: 2, hidden: 1, density: 0.1, decay: 1, last: 1 } },
    { title: 'Square, dense', state: { features: 5, hidden: 2, density: 0.25, decay: 1, last: 1 } },
    { title: 'Unequal importance', state: { features: 5, hidden: 2, density: 0.1, decay: 0.8, last: 1 } },
    { title: 'Three dimensions', state: { features: 9, hidden: 3, density: 0.05, decay: 1, last: 1 } },
    { title: 'Twenty in five', state: { features: 20, hidden: 5, density: 0.03, decay: 1, last: 1 } },
  ],
  load: () => import('./playground.svelte'),
});
