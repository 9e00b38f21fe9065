import type { Population } from '@tegum/core';
import type { Outcome } from '../device/backend.js';
import type { Device } from '../device/device.js';
import { launchesOf, rowsOf } from '../device/launches.js';
import { Programs } from '../device/programs.js';
import { reluFamily } from '../relu-gradient/family.js';
import { gaussLegendre } from '../source/gauss-legendre.js';
import { unpacked } from '../source/packing.js';
import { coreFlows, type FlowEnds } from './core-flows.js';
import { destinationsOf, nearestDestination, type Destination } from './destinations.js';
import { checkPlane, limitsOf, type ReluPlane } from './plane.js';
import { reluFlowSource } from './source.js';

/** Starts in one launch, of two features and of three. */
const MOST_STARTS = { 2: 2 ** 12, 3: 2 ** 9 };
const STEPS = 8000;
/** In 1/(p max I). */
const FIRST_STEP = 0.1;
/** Of a step, in any parameter; and over the resting speed: a bias that errs by ε about 0 has a speed of ε. */
const LARGEST_ERROR = 2e-5;
const RESTING_ERROR = 0.05;

/** Where the flow of every start ended. */
export interface ReluBasinsResult {
  /** The optima that starts may reach, lowest loss first: those of a census of the exact loss, features of equal importance in every order. */
  readonly destinations: readonly Destination[];
  /** Index into `destinations`, [betas, alphas] row-major; −1 where the flow still moves, or rests at none of them: at a saddle, or where no input makes an output active and nothing moves. */
  readonly destination: Int16Array;
  /** First time at rest, in the flow's own clock; Infinity where the longest time, or 8,000 steps, did not do. */
  readonly time: Float64Array;
  /** Largest difference of an entry of WᵀW from that optimum's; NaN without one. */
  readonly distance: Float64Array;
}

/**
 * Which optimum of a small ReLU model its gradient flow Ẇ = −½ ∂L/∂W, ḃ = −½ ∂L/∂b on the exact loss comes to rest at from each point of a plane of
 * starts, and when: one thread a start.
 *
 * Dtype      float32 on the backends of gpu.js, by Bogacki and Shampine's adaptive method; float64 by Dormand and Prince on `core`
 * Errors     times within 1 % and 0.02/(p max I) of `reluFlowRightHandSide` of core, destinations the same (measured; see the README). Near a
 *            separatrix float32 may go the other way, or leave later
 * Limits     2 or 3 features, 2048 pixels an axis
 * Cost       3 evaluations a step, some 100 steps a start, more where a bias is above 0
 * Source     docs/concepts/exact-loss.md for the loss; Bogacki & Shampine 1989
 *
 * @example
 * const device = await openDevice('webasm');
 * const basins = new ReluBasins(device);
 * // Dense features of equal importance: which of the two is learned depends on where the flow starts.
 * const { result } = await basins.run({
 *   features: 2, hidden: 1, density: 0.9, importance: Float64Array.of(1, 1),
 *   origin: { W: Float64Array.of(0.5, 0.5), b: new Float64Array(2) },
 *   first: { W: Float64Array.of(0.4, -0.4), b: new Float64Array(2) }, alphas: Float64Array.of(-1, 1),
 *   second: { W: new Float64Array(2), b: Float64Array.of(1, 1) }, betas: Float64Array.of(0),
 * });
 * const learned = [...result.destination].map((index) => result.destinations[index].W);
 * learned.map(([first, second]) => Math.abs(first) > Math.abs(second)); // → [false, true]
 * basins.dispose();
 * await device.dispose();
 */
export class ReluBasins {
  private readonly programs: Programs;

  constructor(private readonly device: Device) {
    this.programs = new Programs(device);
  }

  /** @throws {InputError} if shapes disagree, or a value is not finite or out of range. */
  async run(plane: ReluPlane): Promise<Outcome<ReluBasinsResult>> {
    checkPlane(plane);
    const { features, hidden, density, importance } = plane;
    const population: Population = { density: new Float64Array(features).fill(density), importance };
    const destinations = destinationsOf(population, hidden);
    const { time, W } = this.device.backend === 'core' ? coreFlows(plane, population, limitsOf(plane)) : await this.flows(plane);
    const destination = new Int16Array(time.length);
    const distance = new Float64Array(time.length);
    const size = features * hidden;
    for (let k = 0; k < time.length; k++) {
      const nearest = nearestDestination(destinations, W.subarray(k * size, (k + 1) * size), features);
      destination[k] = time[k] === Infinity ? -1 : nearest.index;
      distance[k] = destination[k] === -1 ? NaN : nearest.distance;
    }
    return this.device.outcome({ destinations, destination, time, distance });
  }

  dispose(): void {
    this.programs.dispose();
  }

  private async flows(plane: ReluPlane): Promise<FlowEnds> {
    const { features, hidden, density, importance, origin, first, second, alphas, betas } = plane;
    const family = reluFamily(hidden, Array.from({ length: features }, (_, i) => `i${i}`));
    const width = alphas.length;
    const { band, launches } = launchesOf(width, betas.length, MOST_STARTS[features]);
    const program = this.programs.of({ source: reluFlowSource(family, STEPS), output: [width, band], channels: 4 });
    const starts = Float32Array.from([origin, first, second].flatMap(({ W, b }) => [...W, ...b]));
    const { longest, resting } = limitsOf(plane);
    const limits = Float32Array.of(density, longest, resting, FIRST_STEP / (density * Math.max(...importance)), Math.min(LARGEST_ERROR, RESTING_ERROR * resting));
    const ends = { time: new Float64Array(width * betas.length), W: new Float64Array(width * betas.length * features * hidden) };
    for (const { first: from, rows } of launches) {
      const out = await program.run(Float32Array.from(alphas), rowsOf(betas, from, band), starts, Float32Array.from(importance), limits, gaussLegendre());
      for (let k = 0; k < width * rows; k++) {
        const pixel = from * width + k;
        ends.time[pixel] = out[4 * k]! >= 0 ? out[4 * k]! : Infinity;
        ends.W.set(unpacked(out.subarray(4 * k + 1, 4 * k + 4), family.weights), pixel * family.weights);
      }
    }
    return ends;
  }
}
