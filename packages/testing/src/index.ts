export { expectClose } from './expect-close.js';
export type { Tolerance } from './expect-close.js';
export { TestRandom } from './test-random.js';
export { randomModel, randomRotation } from './random-model.js';
export type { RandomModel } from './random-model.js';
export { permuted, regularPolygon, regularSimplex, rotated, squareAntiprism, tegumSum } from './known-shapes.js';
export type { Shape } from './known-shapes.js';
