import { choice, flag, integer, number, seed } from '../../state/parameter.js';
import type { StateOf } from '../../state/schema.js';
import { eigenvalues, MOST_EIGENVALUES, sortedDown } from '../linear/eigenvalues.js';
import { defineView } from '../view.js';

const DEFAULT = [8, 4, 2, 1] as const;

const schema = {
  eigenvalues: eigenvalues(DEFAULT),
  /** `us-arrests`: the eigenvalues are those of that table, and `eigenvalues` waits. */
  data: choice(['none', 'us-arrests'], 'none'),
  centred: flag(true),
  standardise: flag(true),
  hidden: integer({ initial: 3, min: 1, max: MOST_EIGENVALUES - 1 }),
  tied: flag(false),
  /** Critical sets listed and drawn, the lowest. */
  top: integer({ initial: 60, min: 1, max: 300 }),
  flow: choice(['untied', 'notes', 'oja', 'tied'], 'tied'),
  scale: number({ initial: 0.0001, min: 1e-6, max: 1 }),
  seed: seed(2),
};

export type CriticalPointsSchema = typeof schema;
export type CriticalPointsState = StateOf<CriticalPointsSchema>;

/** Columns of the bundled table. */
const US_ARRESTS_COLUMNS = 4;

export const criticalPoints = defineView({
  id: 'critical-points',
  title: 'Critical points',
  see: 'Every way to keep some eigenvectors of the data is a critical point, and only one has no way down. Gradient descent from a small start lingers at saddle after saddle.',
  version: 1,
  schema,
  reconcile: (state) => {
    const values = state.eigenvalues.length < 2 ? DEFAULT : sortedDown(state.eigenvalues);
    const count = state.data === 'none' ? values.length : US_ARRESTS_COLUMNS;
    const hidden = Math.min(state.hidden, count - 1);
    return values === state.eigenvalues && hidden === state.hidden ? state : { ...state, eigenvalues: values, hidden };
  },
  presets: [
    { title: 'Saddle to saddle', state: { data: 'none', eigenvalues: DEFAULT, hidden: 3, flow: 'tied', scale: 0.0001, seed: 2 } },
    { title: 'Four in two', state: { data: 'none', eigenvalues: [4, 3, 2, 1], hidden: 2 } },
    { title: 'Repeated eigenvalues', state: { data: 'none', eigenvalues: [4, 1, 1, 1, 1], hidden: 2 } },
    { title: 'USArrests', state: { data: 'us-arrests', centred: true, standardise: true, hidden: 2 } },
    { title: 'Twenty in ten', state: { data: 'none', eigenvalues: Array.from({ length: 20 }, (_, i) => 20 - i), hidden: 10 } },
  ],
  load: () => import('./critical-points.svelte'),
});
