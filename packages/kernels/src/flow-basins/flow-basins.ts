import { DormandPrince, flowRightHandSide, InputError } from '@tegum/core';
import type { Outcome } from '../device/backend.js';
import { checkCount, checkValues } from '../device/check-values.js';
import type { Device } from '../device/device.js';
import { launchesOf, rowsOf } from '../device/launches.js';
import { Programs } from '../device/programs.js';
import { flowSource, type BasinFlow } from './source.js';

export const MOST_FEATURES = 8;
const MOST_HIDDEN = 3;
const MOST_PIXELS = 2048;
const FLOWS: readonly BasinFlow[] = ['notes', 'oja', 'tied'];
/** Weights of all starts in one launch. */
const MOST_WEIGHTS = 2 ** 16;
const STEPS = 4096;
/** On `core`. */
const TOLERANCE = 1e-9;
const MOST_STEPS = 100_000;

/** A plane of starts of a flow. */
export interface BasinPlane {
  /** As in `flowNames` of core; the untied one has twice the state. */
  readonly flow: BasinFlow;
  /** λ₁ ≥ … ≥ λ_n > 0 of Σ; weights are in its eigenbasis. λ_n ≥ λ₁/100. */
  readonly eigenvalues: Float64Array;
  readonly hidden: number;
  /** Starts are origin + α·first + β·second, each [hidden, features] row-major, of length ≤ 4 in all the plane. */
  readonly origin: Float64Array;
  readonly first: Float64Array;
  readonly second: Float64Array;
  readonly alphas: Float64Array;
  readonly betas: Float64Array;
  /** A flow rests when ‖Ẇ‖ ≤ this times λ₁; from 1e-4 to 0.1, default 1e-3. */
  readonly rest?: number;
  /** Longest time, in 1/λ₁; from 0.1 to 200, default 100. */
  readonly time?: number;
}

/** All [betas, alphas] row-major. */
export interface Basins {
  /** Σ 2^(i−1) over the eigenvectors i = 1, 2, … with ⟨u_i, Gu_i⟩ > ½ at the end: the critical point that is reached. */
  readonly learned: Uint16Array;
  /** First time at rest; Infinity where the longest time, or 4,096 steps, did not do. */
  readonly time: Float64Array;
  /** ‖G − P‖_F at the end, to the projection P on those eigenvectors: 0 at a critical point. */
  readonly distance: Float64Array;
}

/**
 * Which critical point a tied linear flow comes to rest at from each point of a plane of starts, and when: one thread a start.
 *
 * Time       that of the flow's own normalisation, see `flowNamed`
 * Dtype      float32 on the backends of gpu.js, by the classic method of Runge and Kutta with steps of 0.3/(λ₁(1 + 2‖W‖²)) or less; float64
 *            by Dormand and Prince on `core`
 * Errors     times within 0.01/λ₁, distances within 2e-3, indices the same but where a ⟨u_i, Gu_i⟩ ends at ½ to three digits, as (22)
 *            may (measured; see the README). Near a separatrix float32 may go the other way, or leave later
 * Limits     8 features, 3 hidden, 2048 pixels an axis
 * Cost       O(pixels · hidden² · features) a step, at most 4,096 of them
 * Source     source notes §2.2
 *
 * @example
 * const device = await openDevice('webasm');
 * const basins = new FlowBasins(device);
 * // One hidden unit, two eigenvectors: starts on the axis of the second, beside it, and on that of the first.
 * const { result } = await basins.run({
 *   flow: 'tied', eigenvalues: Float64Array.of(2, 1), hidden: 1,
 *   origin: Float64Array.of(0, 0.5), first: Float64Array.of(0.5, -0.5), second: Float64Array.of(0, 0),
 *   alphas: Float64Array.of(0, 0.1, 1), betas: Float64Array.of(0),
 * });
 * // Bit 0 is the first eigenvector, bit 1 the second: only exactly on its axis is the saddle reached.
 * result.learned; // → [2, 1, 1]
 * basins.dispose();
 * await device.dispose();
 */
export class FlowBasins {
  private readonly programs: Programs;

  constructor(private readonly device: Device) {
    this.programs = new Programs(device);
  }

  /** @throws {InputError} if shapes disagree, or a value is not finite or out of range. */
  async run(plane: BasinPlane): Promise<Outcome<Basins>> {
    checkPlane(plane);
    if (this.device.backend === 'core') return this.device.outcome(coreBasins(plane));
    const { flow, eigenvalues, hidden, origin, first, second, alphas, betas, rest = 1e-3, time = 100 } = plane;
    const [width, height, lambda] = [alphas.length, betas.length, eigenvalues[0]!];
    const { band, launches } = launchesOf(width, height, MOST_WEIGHTS / origin.length);
    const program = this.programs.of({ source: flowSource(flow, eigenvalues.length, hidden, STEPS), output: [width, band], channels: 4 });
    const basins = { learned: new Uint16Array(width * height), time: new Float64Array(width * height), distance: new Float64Array(width * height) };
    const planes = Float32Array.from([...origin, ...first, ...second]);
    const limits = Float32Array.of(time / lambda, rest * lambda);
    for (const { first: from, rows } of launches) {
      const out = await program.run(Float32Array.from(alphas), rowsOf(betas, from, band), planes, Float32Array.from(eigenvalues), limits);
      for (let k = 0; k < width * rows; k++) {
        const pixel = from * width + k;
        basins.time[pixel] = out[4 * k]! >= 0 ? out[4 * k]! : Infinity;
        basins.learned[pixel] = out[4 * k + 1]!;
        basins.distance[pixel] = out[4 * k + 2]!;
      }
    }
    return this.device.outcome(basins);
  }

  dispose(): void {
    this.programs.dispose();
  }
}

/** Our own path: `DormandPrince` of `@tegum/core` from every start. */
function coreBasins({ flow, eigenvalues, hidden, origin, first, second, alphas, betas, rest = 1e-3, time = 100 }: BasinPlane): Basins {
  const n = eigenvalues.length;
  const sigma = new Float64Array(n * n);
  eigenvalues.forEach((value, i) => void (sigma[i * (n + 1)] = value));
  const [width, resting, end] = [alphas.length, rest * eigenvalues[0]!, time / eigenvalues[0]!];
  const solver = new DormandPrince(n * hidden, flowRightHandSide(flow, sigma, n, hidden), { relativeTolerance: TOLERANCE, absoluteTolerance: TOLERANCE, maxSteps: MOST_STEPS });
  const velocity = new Float64Array(n * hidden);
  const side = flowRightHandSide(flow, sigma, n, hidden);
  const slowness = (state: Float64Array): number => {
    side(velocity, state, 0);
    return Math.sqrt(velocity.reduce((sum, value) => sum + value * value, 0)) - resting;
  };
  const basins = { learned: new Uint16Array(width * betas.length), time: new Float64Array(width * betas.length), distance: new Float64Array(width * betas.length) };
  const state = new Float64Array(n * hidden);
  for (let pixel = 0; pixel < basins.time.length; pixel++) {
    const [alpha, beta] = [alphas[pixel % width]!, betas[Math.floor(pixel / width)]!];
    for (let e = 0; e < state.length; e++) state[e] = origin[e]! + alpha * first[e]! + beta * second[e]!;
    let found = slowness(state) <= 0 ? 0 : Infinity;
    if (found > 0) {
      solver.start(0, state, end);
      while (!solver.done && found === Infinity && solver.advance() === 'stepped') {
        if (slowness(solver.state) <= 0) found = solver.locate(slowness);
      }
      if (found < Infinity) solver.interpolateInto(state, found);
      else state.set(solver.state);
    }
    basins.time[pixel] = found;
    [basins.learned[pixel], basins.distance[pixel]] = nearest(state, n, hidden);
  }
  return basins;
}

/** The eigenvectors with ⟨u_i, Gu_i⟩ > ½, as a sum of powers of two, and ‖G − P‖_F. */
function nearest(W: Float64Array, n: number, hidden: number): [number, number] {
  let learned = 0;
  let square = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let entry = 0;
      for (let h = 0; h < hidden; h++) entry += W[h * n + i]! * W[h * n + j]!;
      if (i === j && entry > 0.5) {
        learned += 2 ** i;
        entry -= 1;
      }
      square += entry * entry;
    }
  }
  return [learned, Math.sqrt(square)];
}

function checkPlane({ flow, eigenvalues, hidden, origin, first, second, alphas, betas, rest = 1e-3, time = 100 }: BasinPlane): void {
  const where = 'FlowBasins.run';
  const n = eigenvalues.length;
  if (!FLOWS.includes(flow)) throw new InputError(`${where}: flow`, FLOWS.join(', '), JSON.stringify(flow));
  checkCount(`${where}: eigenvalues.length`, n, 2, MOST_FEATURES);
  checkCount(`${where}: hidden`, hidden, 1, Math.min(MOST_HIDDEN, n - 1));
  checkValues(`${where}: eigenvalues`, eigenvalues, n, 1e-3, 1e3);
  eigenvalues.forEach((value, i) => {
    if (i > 0 && !(value <= eigenvalues[i - 1]!)) throw new InputError(`${where}: eigenvalues`, 'the largest first', `${value} after ${eigenvalues[i - 1]}`);
  });
  if (!(100 * eigenvalues[n - 1]! >= eigenvalues[0]!)) throw new InputError(`${where}: eigenvalues`, 'the last at least a hundredth of the first', `${eigenvalues[n - 1]} and ${eigenvalues[0]}`);
  for (const [name, values] of [['origin', origin], ['first', first], ['second', second]] as const) checkValues(`${where}: ${name}`, values, n * hidden, -4, 4);
  for (const [name, values] of [['alphas', alphas], ['betas', betas]] as const) {
    if (values.length < 1 || values.length > MOST_PIXELS) throw new InputError(`${where}: ${name}`, `1 to ${MOST_PIXELS} values`, String(values.length));
    checkValues(`${where}: ${name}`, values, values.length, -100, 100);
  }
  for (const alpha of [Math.min(...alphas), Math.max(...alphas)]) {
    for (const beta of [Math.min(...betas), Math.max(...betas)]) {
      const length = Math.sqrt(origin.reduce((sum, value, e) => sum + (value + alpha * first[e]! + beta * second[e]!) ** 2, 0));
      if (!(length <= 4)) throw new InputError(`${where}: starts`, 'weights of length ≤ 4', `${length.toPrecision(4)} at α = ${alpha}, β = ${beta}`);
    }
  }
  checkValues(`${where}: rest`, [rest], 1, 1e-4, 0.1);
  checkValues(`${where}: time`, [time], 1, 0.1, 200);
}
