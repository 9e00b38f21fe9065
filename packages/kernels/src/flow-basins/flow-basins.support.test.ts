import { linspace } from '@tegum/core';
import { TestRandom } from '@tegum/testing';
import type { BasinPlane, Basins, FlowBasins } from './flow-basins.js';
import type { BasinFlow } from './source.js';

export function randomPlane(seed: number, flow: BasinFlow, features: number, hidden: number, width: number, height: number): BasinPlane {
  const random = new TestRandom(seed);
  const size = features * hidden;
  const axis = (points: number) => (points === 1 ? Float64Array.of(0.5) : linspace(-1.4, 1.5, points));
  return {
    flow,
    hidden,
    eigenvalues: Float64Array.from({ length: features }, (_, i) => 2 - (1.5 * i) / features),
    origin: random.normals(size, 0.1),
    first: random.normals(size, 0.5 / Math.sqrt(size)),
    second: random.normals(size, 0.5 / Math.sqrt(size)),
    alphas: axis(width),
    betas: axis(height),
  };
}

/** One start; odd and oblong; each flow; several hidden units; the most of everything; 1,213 starts in all. */
const planes: readonly BasinPlane[] = [
  randomPlane(1, 'tied', 2, 1, 1, 1),
  randomPlane(2, 'tied', 2, 1, 21, 17),
  randomPlane(3, 'oja', 2, 1, 17, 21),
  randomPlane(4, 'notes', 3, 1, 15, 16),
  randomPlane(5, 'tied', 4, 2, 15, 13),
  randomPlane(6, 'oja', 8, 3, 9, 7),
];

let references: Promise<Basins[]> | undefined;

async function basinsBy(core: FlowBasins): Promise<Basins[]> {
  const basins: Basins[] = [];
  for (const plane of planes) basins.push((await core.run(plane)).result);
  return basins;
}

/** @param core - On `core`: Dormand and Prince's method in float64; worked out once. */
export async function compare(kernel: FlowBasins, core: FlowBasins): Promise<{ starts: number; time: number; distance: number; learned: number; unsettled: number }> {
  references ??= basinsBy(core);
  const found = { starts: 0, time: 0, distance: 0, learned: 0, unsettled: 0 };
  for (const [k, expected] of (await references).entries()) {
    const { eigenvalues } = planes[k]!;
    const { result } = await kernel.run(planes[k]!);
    expected.time.forEach((time, e) => {
      found.starts++;
      if ((time === Infinity) !== (result.time[e] === Infinity)) found.unsettled++;
      else if (time < Infinity) found.time = Math.max(found.time, Math.abs(result.time[e]! - time) * eigenvalues[0]!);
      found.distance = Math.max(found.distance, Math.abs(result.distance[e]! - expected.distance[e]!));
      if (result.learned[e] !== expected.learned[e]) found.learned++;
    });
  }
  return found;
}
