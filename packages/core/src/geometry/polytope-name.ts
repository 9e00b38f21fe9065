/**
 * @file Recognises the regular figure that a group of directions forms, by the cosines between them.
 *
 * Lengths do not count: an antipodal pair of unequal lengths is a digon. Cosines of a square are 0 and −1, so a square falls apart into
 * two orthogonal digons before it comes here, and so does every cross-polytope (the octahedron: three digons); that is the tegum
 * product at work, and why those names do not exist.
 */
import { cos } from '../numerics/elementary.js';

/** Default tolerance on every cosine: takes in shapes that finite density or sampling noise bends a little. */
export const SHAPE_TOLERANCE = 0.05;

/** By rank. */
const SIMPLICES = ['', 'digon', 'triangle', 'tetrahedron'];
/** By number of vertices. */
const POLYGONS = ['', '', '', '', '', 'pentagon', 'hexagon', 'heptagon', 'octagon'];

/** Cosines from one vertex of the square antiprism of height z = ±1/√3, the tight one, ascending. */
const ANTIPRISM_NEAR = Math.SQRT2 / 3 - 1 / 3;
const ANTIPRISM_FAR = -Math.SQRT2 / 3 - 1 / 3;
const SQUARE_ANTIPRISM = [ANTIPRISM_FAR, ANTIPRISM_FAR, -1 / 3, ANTIPRISM_NEAR, ANTIPRISM_NEAR, 1 / 3, 1 / 3];

/**
 * Name of the figure with these cosines: `single`, `digon`, `triangle`, `tetrahedron`, `k-simplex` (k ≥ 4), `pentagon` … `octagon`, `k-gon`
 * (k ≥ 9), `square antiprism`, or `unnamed`.
 *
 * A vertex is compared by its sorted cosines to all others, and every vertex must fit. The cosines fix the rank too.
 *
 * @param cosines - [size, size] row-major.
 * @param tolerance - Largest deviation allowed in any cosine; less for a figure with many vertices, whose cosines lie close together.
 */
export function polytopeName(cosines: Float64Array, size: number, tolerance = SHAPE_TOLERANCE): string {
  if (size === 1) return 'single';
  const rank = size - 1;
  if (everyVertexFits(cosines, size, new Array<number>(rank).fill(-1 / rank), Math.min(tolerance, 0.25 / rank))) {
    return SIMPLICES[rank] ?? `${rank}-simplex`;
  }
  if (size > 4 && everyVertexFits(cosines, size, polygonCosines(size), polygonTolerance(size, tolerance))) {
    return POLYGONS[size] ?? `${size}-gon`;
  }
  if (size === 8 && everyVertexFits(cosines, size, SQUARE_ANTIPRISM, tolerance)) return 'square antiprism';
  return 'unnamed';
}

function polygonCosines(k: number): number[] {
  return Array.from({ length: k - 1 }, (_, j) => cos((2 * Math.PI * (j + 1)) / k)).sort((a, b) => a - b);
}

/** Neighbours of a large k-gon are close: the tolerance may not bridge a quarter of the gap between a vertex and its neighbour. */
function polygonTolerance(k: number, tolerance: number): number {
  return Math.min(tolerance, 0.25 * (1 - cos((2 * Math.PI) / k)));
}

function everyVertexFits(cosines: Float64Array, size: number, expected: readonly number[], tolerance: number): boolean {
  for (let i = 0; i < size; i++) {
    const row = Array.from(cosines.subarray(i * size, (i + 1) * size)).filter((_, j) => j !== i);
    row.sort((a, b) => a - b);
    if (row.some((cosine, k) => Math.abs(cosine - expected[k]!) > tolerance)) return false;
  }
  return true;
}
