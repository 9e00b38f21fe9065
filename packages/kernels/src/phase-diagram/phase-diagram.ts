import { competingOptima, InputError } from '@tegum/core';
import type { Outcome } from '../device/backend.js';
import { checkValues } from '../device/check-values.js';
import type { Device } from '../device/device.js';
import { launchesOf, rowsOf } from '../device/launches.js';
import { Programs } from '../device/programs.js';
import { PAIR, TRIANGLE, type Family } from '../relu-gradient/families.js';
import { gaussLegendre } from '../source/gauss-legendre.js';
import { deadEnds, endOf, isDying, rank, type End } from './competitors.js';
import { revivalImportance } from './dead-feature.js';
import { phaseOfLast, PHASES } from './phase.js';
import { descentSource } from './source.js';

export const MOST_PIXELS = 2048;
const STEPS = 160;
/** Pixels in one launch, of a pair and of a triangle. */
const MOST_PAIRS = 2 ** 14;
const MOST_TRIANGLES = 2 ** 12;
/** Antipodal, both unequal ways; along one direction, both. */
const PAIR_STARTS = [[1, -1, 0, 0], [1.05, -0.6, 0, 0], [0.6, -1.05, 0, 0], [1, 0.3, 0, 0], [0.3, 1, 0, 0]];
/** A regular triangle; the first two opposite, the last beside both; the last nearly alone. */
const TRIANGLE_STARTS = [[0.8, 0.46, 0.92, 0, 0], [0.72, 0.38, -0.88, 0.13, -0.19], [0.8, 0.6, 0.9, 0, 0]];
/** Census starts of a pixel on `core`. */
const CENSUS_STARTS = 8;

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
 * Two features: descents from five starts in all four parameters, and a dead feature in closed form. Three: two of them share a
 * dimension as a pair would and the third has its own, or all are in the plane with the first two mirrored, from three starts in five
 * parameters; `competingOptima` of core has no such restriction, and finds the same optima (see the README).
 *
 * Dtype      descents in float32 on the backends of gpu.js; on `core` a census of float64 descents
 * Errors     loss within 1e-4 relative of `competingOptima`, phase the same but where two optima are within 1e-3 of each other or a
 *            convention of `PHASES` within 1 % of its limit; `second` within 5e-3 of core's, but one in twenty-five pixels knows one that core
 *            does not, or not one that it does. Of three features it is never above core's, and may be a saddle that only leaving the mirror shows
 * Limits     2048 pixels an axis
 * Cost       5 · 160 evaluations a pixel of two features, 3 · 160 longer ones besides of three; `core` about 5 ms and 200 ms a pixel
 * Source     Elhage et al. 2022 for the diagram; MATHS §6
 */
export class PhaseDiagram {
  private readonly programs: Programs;

  constructor(private readonly device: Device) {
    this.programs = new Programs(device);
  }

  /** @throws {InputError} if the grid is empty or too large, or a value is not finite or out of range. */
  async run(grid: PhaseGrid): Promise<Outcome<PhaseField>> {
    checkGrid(grid);
    if (this.device.backend === 'core') return this.device.outcome(coreField(grid));
    const { features, densities, importances } = grid;
    const pixels = densities.length * importances.length;
    const ends = Array.from({ length: pixels }, (): End[] => []);
    densities.forEach((p, x) => {
      const revival = revivalImportance(p);
      importances.forEach((r, y) => ends[y * densities.length + x]!.push(...deadEnds(features, p, r, revival)));
    });
    const one = Float64Array.of(1);
    for (const start of PAIR_STARTS) {
      await this.descend(PAIR, densities, importances, start, (pixel, loss, [u, v]) => {
        if (isDying(u!, v!)) return;
        ends[pixel]!.push(features === 2 ? endOf(loss, [u!, v!], 2) : endOf(loss, [0, u!, v!, 1, 0, 0], 3));
      });
      if (features === 2) continue;
      // The first two share a dimension: the same for every importance of the last.
      await this.descend(PAIR, densities, one, start, (x, loss, [u, v]) => {
        if (isDying(u!, v!)) return;
        const end = endOf(loss, [u!, v!, 0, 0, 0, 1], 3);
        for (let pixel = x; pixel < pixels; pixel += densities.length) ends[pixel]!.push(end);
      });
    }
    for (const start of features === 3 ? TRIANGLE_STARTS : []) {
      await this.descend(TRIANGLE, densities, importances, start, (pixel, loss, [s, t, h]) => {
        ends[pixel]!.push(endOf(loss, [s!, -s!, 0, t!, t!, -h!], 3));
      });
    }
    return this.device.outcome(fieldOf(ends));
  }

  dispose(): void {
    this.programs.dispose();
  }

  /** From one start at every pixel; tells of those that came to rest. */
  private async descend(
    family: Family,
    densities: Float64Array,
    importances: Float64Array,
    start: readonly number[],
    found: (pixel: number, loss: number, parameters: Float32Array) => void,
  ): Promise<void> {
    const width = densities.length;
    const { band, launches } = launchesOf(width, importances.length, family === PAIR ? MOST_PAIRS : MOST_TRIANGLES);
    const program = this.programs.of({ source: descentSource(family, STEPS), output: [width, band], channels: 4 });
    const rules = [Float32Array.from(gaussLegendre(12)), Float32Array.from(gaussLegendre(6))] as const;
    for (const { first, rows } of launches) {
      const out = await program.run(Float32Array.from(densities), rowsOf(importances, first, band), Float32Array.from(start), ...rules);
      for (let k = 0; k < width * rows; k++) if (out[4 * k]! > 0) found(first * width + k, out[4 * k]!, out.subarray(4 * k + 1, 4 * k + 4));
    }
  }
}

function fieldOf(ends: readonly (readonly End[])[]): PhaseField {
  const field = { phase: new Uint8Array(ends.length), loss: new Float64Array(ends.length), second: new Float64Array(ends.length) };
  ends.forEach((at, pixel) => {
    const { phase, loss, second } = rank(at);
    field.phase[pixel] = phase;
    field.loss[pixel] = loss;
    field.second[pixel] = second;
  });
  return field;
}

/** Our own path: `competingOptima` of `@tegum/core` at every pixel. */
function coreField({ features, densities, importances }: PhaseGrid): PhaseField {
  const count = densities.length * importances.length;
  const field = { phase: new Uint8Array(count), loss: new Float64Array(count), second: new Float64Array(count) };
  for (let pixel = 0; pixel < count; pixel++) {
    const importance = new Float64Array(features).fill(1);
    importance[features - 1] = importances[Math.floor(pixel / densities.length)]!;
    const population = { density: new Float64Array(features).fill(densities[pixel % densities.length]!), importance };
    const [best, second] = competingOptima({ population, hidden: features - 1, starts: CENSUS_STARTS, seed: 1 });
    if (best === undefined) throw new Error('competingOptima found no optimum');
    field.phase[pixel] = PHASES.indexOf(phaseOfLast(best.W, features));
    field.loss[pixel] = best.loss;
    field.second[pixel] = second?.loss ?? NaN;
  }
  return field;
}

function checkGrid({ features, densities, importances }: PhaseGrid): void {
  const where = 'PhaseDiagram.run';
  if (![2, 3].includes(features)) throw new InputError(`${where}: features`, '2 or 3', String(features));
  for (const [name, values, least, most] of [['densities', densities, 0.005, 0.99], ['importances', importances, 0.01, 100]] as const) {
    if (values.length < 1 || values.length > MOST_PIXELS) throw new InputError(`${where}: ${name}`, `1 to ${MOST_PIXELS} values`, String(values.length));
    checkValues(`${where}: ${name}`, values, values.length, least, most);
  }
}
