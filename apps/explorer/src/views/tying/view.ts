import { choice, integer, number, seed } from '../../state/parameter.js';
import type { StateOf } from '../../state/schema.js';
import { eigenvalues } from '../linear/eigenvalues.js';
import { defineView } from '../view.js';

const DEFAULT = [4, 2, 1] as const;
/** More features take too long for a page. */
export const MOST_FEATURES = 16;

const schema = {
  /** Of Σ = diag(…), in any order. */
  eigenvalues: eigenvalues(DEFAULT),
  hidden: integer({ initial: 2, min: 1, max: MOST_FEATURES - 1 }),
  scale: number({ initial: 0.01, min: 1e-6, max: 1 }),
  basis: choice(['original', 'eigen'], 'original'),
  seed: seed(414),
};

export type TyingSchema = typeof schema;
export type TyingState = StateOf<TyingSchema>;

export const tying = defineView({
  id: 'tying',
  title: 'Tying',
  see: 'Four flows leave one small start and linger at the same saddles. Three end where PCA does; equation (22) of the notes, no gradient of anything, stops above it and misses PCA.',
  version: 1,
  schema,
  reconcile: (state) => {
    const count = state.eigenvalues.length;
    const values = count < 2 ? DEFAULT : count > MOST_FEATURES ? state.eigenvalues.slice(0, MOST_FEATURES) : state.eigenvalues;
    const hidden = Math.min(state.hidden, values.length - 1);
    return values === state.eigenvalues && hidden === state.hidden ? state : { ...state, eigenvalues: values, hidden };
  },
  presets: [
    { title: '(22) misses PCA', state: { eigenvalues: DEFAULT, hidden: 2, scale: 0.01, seed: 414 } },
    { title: 'Four in two', state: { eigenvalues: [4, 3, 2, 1], hidden: 2, scale: 0.1, seed: 0 } },
    { title: 'Equal eigenvalues', state: { eigenvalues: [1, 1, 1, 1], hidden: 2, scale: 0.01, seed: 0 } },
    { title: 'Saddle to saddle', state: { eigenvalues: [8, 4, 2, 1], hidden: 3, scale: 0.0001, seed: 2 } },
  ],
  load: () => import('./tying.svelte'),
});
