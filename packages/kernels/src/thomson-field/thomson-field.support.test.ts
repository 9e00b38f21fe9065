import { RieszEnergy } from '@tegum/core';
import { TestRandom } from '@tegum/testing';
import type { ThomsonBatch, ThomsonField } from './thomson-field.js';

/** Starts, points, exponent: the fewest points; odd and oblong; every kind of exponent; the most points. */
const shapes = [[1, 2, 1], [7, 3, 1], [33, 5, 2], [13, 12, 1], [5, 31, 3], [9, 20, 8], [3, 100, 1], [1, 1024, 1]] as const;

/** Random points, of which a start's first two are only 0.01 apart if there are more than three. */
export function randomBatch(seed: number, starts: number, points: number, riesz = 1): ThomsonBatch {
  const directions = new TestRandom(seed).normals(3 * starts * points);
  for (let first = 0; points > 3 && first < directions.length; first += 3 * points) {
    const vector = Array.from(directions.subarray(first, first + 3));
    const sizes = vector.map(Math.abs);
    const across = sizes.indexOf(Math.min(...sizes));
    directions.set(vector.map((value, h) => 2 * value + (h === across ? 0.02 * Math.hypot(...vector) : 0)), first + 3);
  }
  return { directions, starts, points, riesz };
}

let cases: { batch: ThomsonBatch; energy: Float64Array; force: Float64Array }[] | undefined;

/** The batches, and what `RieszEnergy` says of them; worked out once. */
function expected(): NonNullable<typeof cases> {
  return (cases ??= shapes.map(([starts, points, riesz], seed) => {
    const batch = randomBatch(seed, starts, points, riesz);
    const field = new RieszEnergy(points, 3, riesz);
    const energy = new Float64Array(starts);
    const force = batch.directions.slice();
    for (let start = 0; start < starts; start++) {
      const own = batch.directions.subarray(3 * points * start, 3 * points * (start + 1));
      const gradient = force.subarray(3 * points * start, 3 * points * (start + 1));
      energy[start] = field.evaluate(own, gradient);
      // With respect to unit vectors, not to the vectors given.
      for (let e = 0; e < own.length; e++) gradient[e]! *= -Math.hypot(...own.subarray(e - (e % 3), e - (e % 3) + 3));
    }
    return { batch, energy, force };
  }));
}

/** Largest errors over all starts: of energies, relative; of forces, relative to the longest of the start. */
export async function worstErrors(kernel: ThomsonField): Promise<{ energy: number; force: number; points: number }> {
  const worst = { energy: 0, force: 0, points: 0 };
  for (const { batch, energy, force } of expected()) {
    const { result } = await kernel.run(batch);
    energy.forEach((value, start) => {
      worst.energy = Math.max(worst.energy, Math.abs(result.energy[start]! - value) / value);
      const [from, to] = [3 * batch.points * start, 3 * batch.points * (start + 1)];
      const longest = Math.max(...Array.from(force.subarray(from, to), Math.abs));
      for (let e = from; e < to; e++) worst.force = Math.max(worst.force, Math.abs(result.force[e]! - force[e]!) / longest);
    });
    worst.points += batch.starts * batch.points;
  }
  return worst;
}
