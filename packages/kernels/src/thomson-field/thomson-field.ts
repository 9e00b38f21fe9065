import { InputError, RieszEnergy } from '@tegum/core';
import type { Outcome } from '../device/backend.js';
import { checkCount, checkValues } from '../device/check-values.js';
import type { Device } from '../device/device.js';
import { launchesOf } from '../device/launches.js';
import { Programs } from '../device/programs.js';
import { thomsonSource } from './source.js';

export const MOST_POINTS = 1024;
/** Most points of all starts together. */
const MOST_OF_ALL = 2 ** 18;
/** Pairs of points in one launch. */
const MOST_PAIRS = 2 ** 25;
/** Directions closer than this coincide, but on `core`. */
const COINCIDENT = 1e-6;
const DIMENSION = 3;

/** Starts whose forces and energies are asked for. */
export interface ThomsonBatch {
  /** Vectors of any length but 0, whose directions are the points: [starts, points, 3]. */
  readonly directions: Float64Array;
  readonly starts: number;
  /** N. */
  readonly points: number;
  /** Exponent s of the pair energy |r_i − r_j|^(−s), an integer from 1 to 8; default 1. */
  readonly riesz?: number;
}

/** Forces and energies of every start. */
export interface ThomsonFields {
  /** Σ_{i<j} |r_i − r_j|^(−s) of each start; Infinity where points coincide, in float32 where they are closer than 1e-6. */
  readonly energy: Float64Array;
  /** Minus the gradient of the energy along the sphere, at unit vectors: [starts, points, 3]; NaN where the energy is Infinity. */
  readonly force: Float64Array;
}

/**
 * Energies of points on the sphere and the forces on them, of many starts at once: one thread a point.
 *
 * Dtype      float32 on the backends of gpu.js, energies summed in float64; `core`: float64
 * Errors     energy within 2e-6 relative of `RieszEnergy`, forces within 2e-6 of the longest (measured; see the README)
 * Limits     1024 points, 2¹⁸ in all starts; three dimensions
 * Cost       O(starts · points²)
 * Source     Thomson 1904; Hardin & Saff 2004
 *
 * @example
 * const device = await openDevice('webasm');
 * const field = new ThomsonField(device);
 * // Two charges at opposite poles, and two at a right angle.
 * const { result } = await field.run({ starts: 2, points: 2, directions: Float64Array.of(0, 0, 1, 0, 0, -1, 0, 0, 1, 1, 0, 0) });
 * result.energy; // → [0.5, 0.7071…]
 * // At the poles nothing pulls along the sphere.
 * result.force.subarray(0, 6).every((component) => Math.abs(component) < 1e-6); // → true
 * field.dispose();
 * await device.dispose();
 */
export class ThomsonField {
  private readonly programs: Programs;

  constructor(private readonly device: Device) {
    this.programs = new Programs(device);
  }

  /** @throws {InputError} if shapes disagree, or a value is not finite, out of range, or a direction 0. */
  async run(batch: ThomsonBatch): Promise<Outcome<ThomsonFields>> {
    const { starts, points, riesz = 1 } = batch;
    const unit = unitVectors(batch);
    if (this.device.backend === 'core') return this.device.outcome(coreFields(unit, starts, points, riesz));
    const { band, launches } = launchesOf(points, starts, MOST_PAIRS / points);
    const program = this.programs.of({ source: thomsonSource(points, riesz), output: [points, band], channels: 4 });
    const raw = new Float32Array(4 * starts * points);
    for (const { first, rows } of launches) {
      const out = await program.run(splitOf(unit, first * points, rows * points, band * points));
      raw.set(out.subarray(0, 4 * rows * points), 4 * first * points);
    }
    const energy = new Float64Array(starts);
    const force = new Float64Array(unit.length);
    const unbounded = COINCIDENT ** -riesz / 2;
    for (let start = 0; start < starts; start++) {
      for (let k = start * points; k < (start + 1) * points; k++) {
        energy[start]! += raw[4 * k + 3]! < unbounded ? raw[4 * k + 3]! : Infinity;
        tangentInto(force, unit, raw.subarray(4 * k, 4 * k + DIMENSION), k);
      }
      if (energy[start] === Infinity) force.fill(NaN, DIMENSION * start * points, DIMENSION * (start + 1) * points);
    }
    return this.device.outcome({ energy, force });
  }

  dispose(): void {
    this.programs.dispose();
  }
}

/** Of so many points from a first one on: coordinates rounded to float32, then what rounding left; 0 up to the length of a launch. */
function splitOf(unit: Float64Array, first: number, count: number, length: number): Float32Array {
  const split = new Float32Array(2 * DIMENSION * length);
  for (let k = 0; k < count; k++) {
    for (let h = 0; h < DIMENSION; h++) {
      const value = unit[DIMENSION * (first + k) + h]!;
      const place = 2 * DIMENSION * k + h;
      split[place] = value;
      split[place + DIMENSION] = value - split[place];
    }
  }
  return split;
}

/** What of a force lies along the sphere. */
function tangentInto(force: Float64Array, unit: Float64Array, pull: ArrayLike<number>, k: number): void {
  let radial = 0;
  for (let h = 0; h < DIMENSION; h++) radial += pull[h]! * unit[DIMENSION * k + h]!;
  for (let h = 0; h < DIMENSION; h++) force[DIMENSION * k + h] = pull[h]! - radial * unit[DIMENSION * k + h]!;
}

/** Our own path: `RieszEnergy` of `@tegum/core`. */
function coreFields(unit: Float64Array, starts: number, points: number, riesz: number): ThomsonFields {
  const field = new RieszEnergy(points, DIMENSION, riesz);
  const energy = new Float64Array(starts);
  const force = new Float64Array(unit.length);
  const length = DIMENSION * points;
  for (let start = 0; start < starts; start++) {
    const of = unit.subarray(start * length, (start + 1) * length);
    const gradient = force.subarray(start * length, (start + 1) * length);
    energy[start] = field.evaluate(of, gradient);
    for (let e = 0; e < length; e++) gradient[e] = energy[start] === Infinity ? NaN : -gradient[e]!;
  }
  return { energy, force };
}

/** Checks a batch; its directions with length 1. */
function unitVectors({ directions, starts, points, riesz = 1 }: ThomsonBatch): Float64Array {
  const where = 'ThomsonField.run';
  checkCount(`${where}: points`, points, 2, MOST_POINTS);
  checkCount(`${where}: starts`, starts, 1, Math.floor(MOST_OF_ALL / points));
  checkCount(`${where}: riesz`, riesz, 1, 8);
  checkValues(`${where}: directions`, directions, starts * points * DIMENSION);
  return directions.map((value, e) => {
    const at = e - (e % DIMENSION);
    const length = Math.sqrt(directions[at]! ** 2 + directions[at + 1]! ** 2 + directions[at + 2]! ** 2);
    if (length === 0) throw new InputError(`${where}: directions`, 'vectors other than 0', `0 at point ${at / DIMENSION}`);
    return value / length;
  });
}
