/** @file What the diagrams ask: n equally dense features in n − 1 dimensions, all of importance 1 but for the last. */
import type { Population } from '@tegum/core';
import { phaseOf } from '@tegum/experiments';

/** Where the exact diagram is computed; `auto`: the fastest that is no emulation. */
export const backends = ['auto', 'webgpu', 'webgl2', 'webasm', 'core'] as const;
export type BackendChoice = (typeof backends)[number];

/** Names of phases in the order of their numbers, which are those of `PHASES` of `@tegum/kernels`. */
export const phases = ['ignored', 'dedicated', 'antipodal', 'antipodal-asymmetric', 'superposition', 'all-ignored'] as const;
export type PhaseName = (typeof phases)[number];

/** Number of what is not known yet. */
export const UNKNOWN = 255;

export function populationAt(features: number, density: number, last: number): Population {
  const importance = new Float64Array(features).fill(1);
  importance[features - 1] = last;
  return { density: new Float64Array(features).fill(density), importance };
}

/** The phase of W [features − 1, features]. */
export function phaseName(features: number, W: Float64Array): string {
  const ones = new Array<number>(features).fill(1);
  return phaseOf({ density: ones, importance: ones }, { features, hidden: features - 1, W, b: new Float64Array(features) });
}
