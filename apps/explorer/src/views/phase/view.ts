import { choice, integer, number, seed, flag } from '../../state/parameter.js';
import type { StateOf } from '../../state/schema.js';
import { defineView } from '../view.js';
import { DENSITIES, IMPORTANCES } from './axes.js';
import { backends } from './question.js';

const schema = {
  /** In one dimension fewer. */
  features: integer({ initial: 2, min: 2, max: 3 }),
  /** The point looked at: of every feature, and of the last one. */
  density: number({ initial: 0.1, min: DENSITIES.low, max: DENSITIES.high }),
  importance: number({ initial: 0.05, min: IMPORTANCES.low, max: IMPORTANCES.high }),
  /** Side of the exact grid. */
  cells: choice(['16', '32', '64', '128', '256'], '64'),
  backend: choice(backends, 'auto'),
  /** Side of the grid that is trained, and seeds at each of its places. */
  trained: choice(['4', '8', '16', '32'], '8'),
  seeds: integer({ initial: 2, min: 1, max: 16 }),
  /** Trace coexistence and spinodals. */
  lines: flag(false),
  starts: integer({ initial: 8, min: 1, max: 64 }),
  seed: seed(),
};

export type PhaseSchema = typeof schema;
export type PhaseState = StateOf<PhaseSchema>;

export const phase = defineView({
  id: 'phase',
  title: 'Phase diagram',
  see: 'What becomes of the last feature: guessed from candidates nobody optimised, computed exactly, and found by training. In hatched places a second optimum survives, where training may stay.',
  version: 1,
  schema,
  presets: [
    { title: 'Two in one dimension', state: { features: 2, density: 0.1, importance: 0.05 } },
    { title: 'Three in two', state: { features: 3, density: 0.1, importance: 0.05 } },
    { title: 'Sparse limit', state: { features: 2, density: 0.01, importance: 0.0043 } },
    { title: 'Beyond the triple point', state: { features: 2, density: 0.7, importance: 0.97 } },
  ],
  load: () => import('./phase.svelte'),
});
