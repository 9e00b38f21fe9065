import type { Population } from '@tegum/core';
import { phaseOf } from '@tegum/experiments';

/** n features of one density and importance 1, the last of importance r. */
export function familyPopulation(features: number, density: number, last: number): Population {
  const importance = new Float64Array(features).fill(1);
  importance[features - 1] = last;
  return { density: new Float64Array(features).fill(density), importance };
}

/** The phase of W, with room for all features but one. */
export function phaseName(features: number, W: Float64Array): string {
  const ones = new Array<number>(features).fill(1);
  return phaseOf({ density: ones, importance: ones }, { features, hidden: features - 1, W, b: new Float64Array(features) });
}

export function lastNorm(features: number, W: Float64Array): number {
  let square = 0;
  for (let e = features - 1; e < W.length; e += features) square += (W[e] ?? 0) ** 2;
  return Math.sqrt(square);
}
