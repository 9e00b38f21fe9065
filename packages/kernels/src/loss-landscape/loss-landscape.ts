import { Oscillation, PopulationLoss, populationLoss } from '@tegum/core';
import type { Outcome } from '../device/backend.js';
import type { Device } from '../device/device.js';
import { launchesOf, rowsOf } from '../device/launches.js';
import { Programs } from '../device/programs.js';
import { checkSlice, gramCoefficients, modelAt, type Direction, type LandscapeSlice } from './slice.js';
import { landscapeSource } from './source.js';

/** Relative error of the loss that the number of terms is chosen for, at points all over the slice. */
const TRUNCATION = 3e-5;
const FEWEST_TERMS = 16;
const MOST_TERMS = 512;
/** Pixels times features times terms in one launch. */
const MOST_FACTORS = 2 ** 24;
/** Points along an axis at which the number of terms is chosen. */
const PROBES = 9;
/** On `core`: relative, of every pixel. */
const CORE_TOLERANCE = 1e-8;

/** The loss at every point of a plane. */
export interface LossLandscapeResult {
  /** Σ_i I_i E(x_i − y_i)², [betas, alphas] row-major. */
  readonly loss: Float64Array;
  /** Terms of the series; 0 on `core`, which chooses them at each point. */
  readonly terms: number;
}

/**
 * The exact loss on a plane through parameter space, one thread a point: (W, b) + αU + βV.
 *
 * Shape      W [hidden, features] row-major; result [betas, alphas] row-major
 * Units      summed over features, averaged over data
 * Dtype      float32 on the backends of gpu.js, each row of the loss on its own, summed in float64; `core`: float64
 * Errors     within 1e-5 relative of `populationLoss` (measured; see the README), but where 512 terms are too few; `core` 1e-8 relative
 * Limits     32 features, 2048 points an axis; weights, biases and coordinates in [−100, 100]
 * Cost       O(points · features² · terms), 16 to 512 terms, chosen at 81 points of the slice
 * Source     docs/concepts/exact-loss.md
 *
 * @example
 * const device = await openDevice('webasm');
 * const landscape = new LossLandscape(device);
 * // A pair of opposites, both lengthened along α, both biases moved along β.
 * const { result } = await landscape.run({
 *   features: 2, hidden: 1, density: Float64Array.of(0.1, 0.1), importance: Float64Array.of(1, 1),
 *   W: Float64Array.of(1, -1), b: new Float64Array(2),
 *   first: { W: Float64Array.of(1, -1), b: new Float64Array(2) }, alphas: Float64Array.of(-1, 0),
 *   second: { W: new Float64Array(2), b: Float64Array.of(1, 1) }, betas: Float64Array.of(0),
 * });
 * // Without weights all of E x² is lost, Σ p/3; with them, where both are active: 2p²/6.
 * result.loss; // → [0.0666666…, 0.0033333…]
 * landscape.dispose();
 * await device.dispose();
 */
export class LossLandscape {
  private readonly programs: Programs;

  constructor(private readonly device: Device) {
    this.programs = new Programs(device);
  }

  /** @throws {InputError} if shapes disagree, or a value is not finite or out of range. */
  async run(slice: LandscapeSlice): Promise<Outcome<LossLandscapeResult>> {
    checkSlice('LossLandscape.run', slice);
    if (this.device.backend === 'core') return this.device.outcome({ loss: coreLandscape(slice), terms: 0 });
    const { features: n, density, importance, alphas, betas } = slice;
    const terms = termsFor(slice);
    const width = alphas.length;
    const { band, launches } = launchesOf(width, betas.length, MOST_FACTORS / (n * terms));
    const program = this.programs.of({ source: landscapeSource(n, terms), output: [width, band] });
    const [x, p, weights] = [alphas, density, aloneActive(density)].map((values) => Float32Array.from(values)) as [Float32Array, Float32Array, Float32Array];
    const loss = new Float64Array(width * betas.length);
    for (let i = 0; i < n; i++) {
      if (importance[i] === 0) continue;
      const [coefficients, row] = [gramCoefficients(slice, i), rowOf(slice, i)];
      for (const { first, rows } of launches) {
        const part = await program.run(x, rowsOf(betas, first, band), coefficients, p, weights, row);
        for (let k = 0; k < width * rows; k++) loss[first * width + k]! += importance[i]! * part[k]!;
      }
    }
    return this.device.outcome({ loss, terms });
  }

  dispose(): void {
    this.programs.dispose();
  }
}

/** p_j Π_{k≠j}(1 − p_k). */
function aloneActive(density: Float64Array): Float64Array {
  return density.map((p, j) => density.reduce((product, other, k) => (k === j ? product : product * (1 - other)), p));
}

function rowOf({ b, first, second, density }: LandscapeSlice, i: number): Float32Array {
  const othersIdle = density.reduce((product, p, k) => (k === i ? product : product * (1 - p)), 1);
  // 1 − Π (1 − p_k) without cancellation.
  let some = 0;
  density.forEach((p, k) => void (some = k === i ? some : some + p * (1 - some)));
  return Float32Array.of(i, b[i]!, first.b[i]!, second.b[i]!, othersIdle * (1 - density[i]!), density[i]!, othersIdle, some);
}

/** A power of two that makes the truncation error small at points spread over the slice. */
function termsFor(slice: LandscapeSlice): number {
  const { features: n, hidden: m, density, importance, alphas, betas } = slice;
  const objective = new PopulationLoss(n, m, density, importance, (table) => new Oscillation(table, false));
  const at: Direction = { W: new Float64Array(n * m), b: new Float64Array(n) };
  let terms = FEWEST_TERMS;
  for (const alpha of probes(alphas)) {
    for (const beta of probes(betas)) {
      modelAt(slice, alpha, beta, at);
      const { period, exponent } = objective.periodAt(at.W, at.b, 1e-300);
      const plan = { terms, period, exponent, cappingTolerance: Infinity };
      const loss = objective.evaluate(at.W, at.b, plan, null);
      objective.visit(at.W, at.b);
      while (terms < MOST_TERMS && !(objective.truncation(period, terms) <= TRUNCATION * loss)) terms *= 2;
    }
  }
  return terms;
}

function probes(points: Float64Array): number[] {
  const count = Math.min(PROBES, points.length);
  return Array.from({ length: count }, (_, k) => points[count === 1 ? 0 : Math.round((k * (points.length - 1)) / (count - 1))]!);
}

/** Our own path: every point by `populationLoss` of `@tegum/core`. */
function coreLandscape(slice: LandscapeSlice): Float64Array {
  const { features, hidden, density, importance, alphas, betas } = slice;
  const loss = new Float64Array(alphas.length * betas.length);
  const at = { features, hidden, W: new Float64Array(features * hidden), b: new Float64Array(features) };
  for (let y = 0; y < betas.length; y++) {
    for (let x = 0; x < alphas.length; x++) {
      modelAt(slice, alphas[x]!, betas[y]!, at);
      loss[y * alphas.length + x] = populationLoss(at, { density, importance }, { tolerance: CORE_TOLERANCE }).loss;
    }
  }
  return loss;
}
