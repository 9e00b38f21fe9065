import { document } from './samples.support.test.js';
import type { FigureOptions } from './options.js';
import { thomsonSphere, type DirectionSet } from './thomson-sphere.js';

export const octahedron: DirectionSet = {
  label: 'Thomson',
  notes: ['E = 9.985281374'],
  points: [1, 0, 0, -1, 0, 0, 0, 1, 0, 0, -1, 0, 0, 0, 1, 0, 0, -1],
};

/** A triangular prism of the same number of points. */
export const prism: DirectionSet = {
  label: 'one-sparse optimum',
  notes: ['E = 10.1'],
  points: [-1, 1].flatMap((z) => [0, 1, 2].flatMap((k) => [0.8 * Math.cos((2 * Math.PI * k) / 3), 0.8 * Math.sin((2 * Math.PI * k) / 3), 0.6 * z])),
};

export function draw(dimension: number, sets: readonly DirectionSet[], options: Partial<FigureOptions> = {}): string {
  return thomsonSphere({ dimension, sets, title: 'Six points', subtitle: 'Riesz s = 1' }, { document, ...options });
}
