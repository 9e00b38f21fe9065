/** @file What a sphere shows. */
import type { Point3 } from '@tegum/figures/live';

export interface Ball {
  /** At most of length about 1. */
  readonly points: readonly Point3[];
  /** Pairs of points that are joined. */
  readonly edges: readonly (readonly [number, number])[];
  /** Of each point, #rrggbb. */
  readonly colours: readonly string[];
}

/** Radius of a point, of a unit sphere, smaller where there are many. */
export function pointRadius(points: number): number {
  return Math.max(0.025, Math.min(0.09, 0.3 / Math.sqrt(points + 4)));
}
