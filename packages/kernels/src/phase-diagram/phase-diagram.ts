import { InputError, type Population } from '@tegum/core';
import type { Outcome } from '../device/backend.js';
import { checkValues } from '../device/check-values.js';
import type { Device } from '../device/device.js';
import { launchesOf, rowsOf } from '../device/launches.js';
import { Programs } from '../device/programs.js';
import { reluFamily } from '../relu-gradient/family.js';
import { gaussLegendre } from '../source/gauss-legendre.js';
import { unpacked } from '../source/packing.js';
import { deadEnds, endOf, rank, type End } from './competitors.js';
import { coreEnds } from './core-field.js';
import { revivalImportance } from './dead-feature.js';
import { descentSource } from './source.js';

const MOST_PIXELS = 2048;
const ROUNDS = 160;
/** Descents in one launch, of a pair and of a triple. */
const MOST_DESCENTS = { 2: 2 ** 14, 3: 2 ** 11 };
const FAMILIES = { 2: reluFamily(1, ['1.0', 'r']), 3: reluFamily(2, ['1.0', '1.0', 'r'], true) };
/**
 * Weights [features − 1, features]. A pair: antipodal, both unequal ways, both very unequal ways; along one direction, both. A triple: the last opposite to another, or
 * longer than that one; the others opposite, unequal, or along one direction; a triangle. No triple is symmetric, so that none descends to a saddle.
 */
const STARTS = {
  2: [[1, -1], [1.05, -0.6], [0.6, -1.05], [1, -0.2], [0.2, -1], [1, 0.3], [0.3, 1]],
  3: [
    [1, 0.04, -0.02, 0, 1, -1],
    [1, 0.04, -0.02, 0, 0.6, -1],
    [1, -1, 0.02, 0, 0.04, 1],
    [1, -0.5, 0.02, 0, 0.04, 1],
    [1, 0.4, 0.02, 0, 0.04, 1],
    [0.95, -0.5, -0.4, 0, 0.8, -0.85],
  ],
} as const;

/** The densities and importances of the pixels. */
export interface PhaseGrid {
  /** 2 or 3, in one dimension fewer. */
  readonly features: 2 | 3;
  /** p along x, of every feature, in [0.005, 0.99]. */
  readonly densities: Float64Array;
  /** r along y, of the last feature; the others' is 1. In [0.01, 100]. */
  readonly importances: Float64Array;
}

/** All [importances, densities] row-major. */
export interface PhaseField {
  /** Index into `PHASES`, of the optimum with the lowest loss. */
  readonly phase: Uint8Array;
  /** Its loss, Σ_i I_i E(x_i − y_i)². */
  readonly loss: Float64Array;
  /** The lowest loss of another end of a descent, metastable against the first; NaN where all ends are one. */
  readonly second: Float64Array;
}

/**
 * The optimum at every density and importance of the last feature, by several descents a pixel: one thread a pixel.
 *
 * Descents from six or seven starts in all parameters, and a dead feature in closed form (`revivalImportance`). Ends that an exchange of equal
 * features takes into each other are one.
 *
 * Dtype      descents in float32 on the backends of gpu.js; on `core` in float64, on the exact loss of `@tegum/simd`
 * Errors     against `competingOptima` of core: loss within 1e-4 relative (2e-4 of three features), phase the same but where two optima are within 1e-3 of each other or a
 *            convention of `PHASES` within 1 % of its limit; `second` within 1e-4 where both know the same one; of two features
 *            one pixel in a hundred knows one that the other does not, next to where it dies, of three one in ten: either may miss a rare one (see the README)
 * Limits     2048 pixels an axis
 * Cost       some 20 evaluations a descent of two features, 60 longer ones of three, 160 at most; `core` about 0.2 ms and 8 ms a pixel
 * Source     Elhage et al. 2022 for the diagram; docs/concepts/phases.md
 *
 * @example
 * const device = await openDevice('webasm');
 * const diagram = new PhaseDiagram(device);
 * const { result } = await diagram.run({ features: 2, densities: Float64Array.of(0.05, 0.9), importances: Float64Array.of(0.5, 2) });
 * // Rare features share the one dimension; of dense ones the more important has it alone.
 * [...result.phase].map((phase) => PHASES[phase]); // → ['antipodal', 'ignored', 'antipodal', 'dedicated']
 * diagram.dispose();
 * await device.dispose();
 */
export class PhaseDiagram {
  private readonly programs: Programs;

  constructor(private readonly device: Device) {
    this.programs = new Programs(device);
  }

  /** @throws {InputError} if the grid is empty or too large, or a value is not finite or out of range. */
  async run(grid: PhaseGrid): Promise<Outcome<PhaseField>> {
    checkGrid(grid);
    const { features, densities, importances } = grid;
    const ends: End[][] = [];
    const revivals = Array.from(densities, revivalImportance);
    for (const r of importances) densities.forEach((p, x) => void ends.push(deadEnds(features, p, r, revivals[x])));
    if (this.device.backend === 'core') {
      ends.forEach((at, pixel) => void at.push(...coreEnds(populationAt(grid, pixel), features - 1, STARTS[features])));
    } else {
      for (const start of STARTS[features]) await this.descend(grid, start, ends);
    }
    return this.device.outcome(fieldOf(ends, grid));
  }

  dispose(): void {
    this.programs.dispose();
  }

  /** From one start at every pixel; adds the ends that came to rest. */
  private async descend({ features, densities, importances }: PhaseGrid, weights: readonly number[], ends: readonly End[][]): Promise<void> {
    const width = densities.length;
    const family = FAMILIES[features];
    const { band, launches } = launchesOf(width, importances.length, MOST_DESCENTS[features]);
    const program = this.programs.of({ source: descentSource(family, ROUNDS), output: [width, band], channels: 4 });
    // The first of three features has no second coordinate.
    const free = weights.filter((_, e) => features === 2 || e !== 3);
    const start = Float32Array.from(family.parameters, (_, k) => free[k] ?? 0);
    const rule = gaussLegendre();
    for (const { first, rows } of launches) {
      const out = await program.run(Float32Array.from(densities), rowsOf(importances, first, band), start, rule);
      for (let k = 0; k < width * rows; k++) {
        const loss = out[4 * k]!;
        if (!(loss > 0)) continue;
        const W = unpacked(out.subarray(4 * k + 1, 4 * k + 4), family.weights);
        if (features === 3) W.splice(3, 0, 0);
        ends[first * width + k]!.push(endOf(loss, W, features));
      }
    }
  }
}

function fieldOf(ends: readonly (readonly End[])[], { features, densities, importances }: PhaseGrid): PhaseField {
  const field = { phase: new Uint8Array(ends.length), loss: new Float64Array(ends.length), second: new Float64Array(ends.length) };
  ends.forEach((at, pixel) => {
    const { phase, loss, second } = rank(at, features, importances[Math.floor(pixel / densities.length)]!);
    field.phase[pixel] = phase;
    field.loss[pixel] = loss;
    field.second[pixel] = second;
  });
  return field;
}

function populationAt({ features, densities, importances }: PhaseGrid, pixel: number): Population {
  const importance = new Float64Array(features).fill(1);
  importance[features - 1] = importances[Math.floor(pixel / densities.length)]!;
  return { density: new Float64Array(features).fill(densities[pixel % densities.length]!), importance };
}

function checkGrid({ features, densities, importances }: PhaseGrid): void {
  const where = 'PhaseDiagram.run';
  if (![2, 3].includes(features)) throw new InputError(`${where}: features`, '2 or 3', String(features));
  for (const [name, values, least, most] of [['densities', densities, 0.005, 0.99], ['importances', importances, 0.01, 100]] as const) {
    if (values.length < 1 || values.length > MOST_PIXELS) throw new InputError(`${where}: ${name}`, `1 to ${MOST_PIXELS} values`, String(values.length));
    checkValues(`${where}: ${name}`, values, values.length, least, most);
  }
}
