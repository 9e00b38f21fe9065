import type { Population } from '@tegum/core';

/**
 * The data of one pixel of a phase diagram: n features of one density and of importance 1, but for the last.
 *
 * Source     Elhage et al. 2022, "Toy Models of Superposition", section "Superposition as a Phase Change"
 *
 * @example
 * familyPopulation(3, 0.1, 2).importance; // → [1, 1, 2]
 */
export function familyPopulation(features: number, density: number, lastImportance: number): Population {
  const importance = new Float64Array(features).fill(1);
  importance[features - 1] = lastImportance;
  return { density: new Float64Array(features).fill(density), importance };
}
