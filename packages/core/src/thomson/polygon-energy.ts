import { InputError } from '../errors.js';
import { sin } from '../numerics/elementary.js';
import { pairPotential, type Riesz } from './pair-potential.js';
import { MAX_POINTS } from './riesz-energy.js';

const PI = 3.141592653589793;

/**
 * Riesz energy of the regular polygon of N points on the unit circle, (N/2) Σ_{k=1}^{N−1} (2 sin(πk/N))^(−s): the global minimum for every s,
 * as the pair energy is a convex decreasing function of the arc.
 *
 * Cost       O(N)
 * Source     Fejes Tóth 1956; by Jensen on the arcs from each point to its k-th neighbour, which add up to 2πk
 *
 * @throws {InputError} if points is not an integer in [2, 200], or riesz neither 'log' nor in (0, 64].
 *
 * @example
 * polygonEnergy(3, 1); // → 1.732050…
 */
export function polygonEnergy(points: number, riesz: Riesz): number {
  const where = 'polygonEnergy';
  if (!Number.isInteger(points) || points < 2 || points > MAX_POINTS) {
    throw new InputError(where, `points to be an integer from 2 to ${MAX_POINTS}`, String(points));
  }
  const potential = pairPotential(riesz, where);
  let sum = 0;
  for (let k = 1; k < points; k++) {
    const half = sin((PI * k) / points);
    potential.at(4 * half * half);
    sum += potential.value;
  }
  return (points / 2) * sum;
}
