import { choice, flag, integer, seed } from '../../state/parameter.js';
import type { StateOf } from '../../state/schema.js';
import { defineView } from '../view.js';

export const exponents = ['log', '0.5', '1', '2', '4', '8', '16', '32'] as const;

const schema = {
  points: integer({ initial: 12, min: 3, max: 100 }),
  dimension: choice(['2', '3'], '3'),
  /** Exponent s of the pair energy |r|^−s; log: −log |r|. */
  riesz: choice(exponents, '1'),
  starts: integer({ initial: 20, min: 1, max: 200 }),
  seed: seed(),
  /** Draw without WebGL. */
  plain: flag(false),
};

export type ThomsonSchema = typeof schema;
export type ThomsonState = StateOf<ThomsonSchema>;

export const thomsonView = defineView({
  id: 'thomson',
  title: 'Thomson',
  see: 'Points that repel each other on a sphere, beside the directions that features take when one at a time is active. Where symmetry decides, both are the same shape; elsewhere they are not.',
  version: 1,
  schema,
  presets: [
    { title: 'Icosahedron', state: { points: 12, dimension: '3', riesz: '1' } },
    { title: 'Eight: no cube', state: { points: 8, dimension: '3', riesz: '1' } },
    { title: 'Seven', state: { points: 7, dimension: '3', riesz: '1' } },
    { title: 'Thirty-two', state: { points: 32, dimension: '3', riesz: '1' } },
    { title: 'Circle', state: { points: 7, dimension: '2', riesz: '1' } },
  ],
  load: () => import('./thomson.svelte'),
});
