import { linspace } from '@tegum/core';
import { TestRandom } from '@tegum/testing';
import type { ReluPlane } from './plane.js';
import type { ReluBasins, ReluBasinsResult } from './relu-basins.js';

/** A plane of random directions, biases included. */
export function randomReluPlane(seed: number, features: 2 | 3, hidden: number, density: number, importance: readonly number[], width: number, height: number): ReluPlane {
  const random = new TestRandom(seed);
  const direction = (scale: number) => ({ W: random.normals(features * hidden, scale), b: random.normals(features, 0.1) });
  const axis = (points: number) => (points === 1 ? Float64Array.of(0.5) : linspace(-1.4, 1.5, points));
  return { features, hidden, density, importance: Float64Array.from(importance), origin: direction(0.1), first: direction(0.6), second: direction(0.6), alphas: axis(width), betas: axis(height) };
}

/** W = (α, β), b = 0: all starts of two features in one dimension with no bias. */
export function portrait(density: number, importance: readonly [number, number], width: number, height: number): ReluPlane {
  const b = new Float64Array(2);
  return {
    features: 2, hidden: 1, density, importance: Float64Array.from(importance),
    origin: { W: new Float64Array(2), b }, first: { W: Float64Array.of(1, 0), b }, second: { W: Float64Array.of(0, 1), b },
    alphas: linspace(-1.47, 1.5, width), betas: linspace(-1.48, 1.5, height),
  };
}

/** One start; odd and oblong; equal features and unequal; rare and frequent; three features, which cost core a second each; 1,045 starts in all. */
const planes: readonly ReluPlane[] = [
  randomReluPlane(1, 2, 1, 0.2, [1, 0.7], 1, 1),
  portrait(0.1, [1, 1], 21, 17),
  portrait(0.4, [1, 0.8], 17, 15),
  randomReluPlane(2, 2, 1, 0.8, [1, 0.6], 13, 11),
  randomReluPlane(3, 2, 1, 0.02, [1, 2], 15, 19),
  randomReluPlane(4, 3, 2, 0.3, [1, 1, 0.8], 2, 2),
];

let references: Promise<ReluBasinsResult[]> | undefined;

async function basinsBy(core: ReluBasins): Promise<ReluBasinsResult[]> {
  const basins: ReluBasinsResult[] = [];
  for (const plane of planes) basins.push((await core.run(plane)).result);
  return basins;
}

export interface ReluDifferences {
  readonly starts: number;
  /** Starts that reach one of the optima by core, and those that end elsewhere than core's. */
  readonly arrived: number;
  readonly elsewhere: number;
  /** Largest error of a time over the larger of itself and 20/(p max I), of those that agree. */
  readonly time: number;
  /** Largest difference in the distance from the optimum. */
  readonly distance: number;
}

/** @param core - On `core`: Dormand and Prince's method in float64; worked out once. */
export async function compareRelu(kernel: ReluBasins, core: ReluBasins): Promise<ReluDifferences> {
  references ??= basinsBy(core);
  const found = { starts: 0, arrived: 0, elsewhere: 0, time: 0, distance: 0 };
  for (const [k, expected] of (await references).entries()) {
    const { density, importance } = planes[k]!;
    const { result } = await kernel.run(planes[k]!);
    const short = 20 / (density * Math.max(...importance));
    expected.time.forEach((time, e) => {
      found.starts++;
      if (result.destination[e] !== expected.destination[e]) found.elsewhere++;
      else if (expected.destination[e]! >= 0) {
        found.arrived++;
        found.time = Math.max(found.time, Math.abs(result.time[e]! - time) / Math.max(time, short));
        found.distance = Math.max(found.distance, Math.abs(result.distance[e]! - expected.distance[e]!));
      }
    });
  }
  return found;
}
