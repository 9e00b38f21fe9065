import { competingOptima, exp, log } from '@tegum/core';
import { TestRandom } from '@tegum/testing';
import type { PhaseDiagram, PhaseField, PhaseGrid } from './phase-diagram.js';
import { phaseOfLast, PHASES } from './phase.js';

/** Densities from 0.005 to 0.99 and importances from 0.05 to 20, each at random on a logarithmic scale. */
export function randomGrid(seed: number, features: 2 | 3, width: number, height: number): PhaseGrid {
  const random = new TestRandom(seed);
  const between = (low: number, high: number, count: number) => Float64Array.from({ length: count }, () => exp(random.uniform(log(low), log(high))));
  return { features, densities: between(0.005, 0.99, width), importances: between(0.05, 20, height) };
}

/** Dense features of like importance: where the optima of a pair are most unequal, and compete most; census and kernel may each miss a second one. */
const dense: PhaseGrid = {
  features: 2,
  densities: Float64Array.from({ length: 30 }, (_, x) => 0.5 + 0.015 * x),
  importances: Float64Array.from({ length: 31 }, (_, y) => exp(log(0.5) + (y / 30) * log(4))),
};

/** 1,057 pixels of two features, one of them alone, and 930 dense ones; 10 of three, which cost the census half a second each. */
const grids: readonly PhaseGrid[] = [randomGrid(4, 2, 32, 33), randomGrid(1, 2, 1, 1), randomGrid(4, 3, 5, 2), dense];
const STARTS = { 2: 8, 3: 16 };

let references: PhaseField[] | undefined;

/** `competingOptima` of core at every pixel: a census from random starts, with another loss and another optimiser. */
function fieldByCore({ features, densities, importances }: PhaseGrid): PhaseField {
  const count = densities.length * importances.length;
  const field = { phase: new Uint8Array(count), loss: new Float64Array(count), second: new Float64Array(count) };
  for (let pixel = 0; pixel < count; pixel++) {
    const importance = new Float64Array(features).fill(1);
    importance[features - 1] = importances[Math.floor(pixel / densities.length)]!;
    const population = { density: new Float64Array(features).fill(densities[pixel % densities.length]!), importance };
    const [best, second] = competingOptima({ population, hidden: features - 1, starts: STARTS[features], seed: 1 });
    field.phase[pixel] = PHASES.indexOf(phaseOfLast(best!.W, features));
    field.loss[pixel] = best!.loss;
    field.second[pixel] = second?.loss ?? NaN;
  }
  return field;
}

export interface Differences {
  readonly pixels: number;
  /** Largest relative error of the loss. */
  readonly loss: number;
  /** Other phases than core's, with no other optimum within 1e-3 of the lowest. */
  readonly phases: number;
  /** Seconds known to both, and their largest relative error; seconds that only one knows. */
  readonly seconds: number;
  readonly second: number;
  readonly onlyOne: number;
}

export async function compare(kernel: PhaseDiagram): Promise<Differences> {
  references ??= grids.map(fieldByCore);
  const found = { pixels: 0, loss: 0, phases: 0, seconds: 0, second: 0, onlyOne: 0 };
  for (const [g, expected] of references.entries()) {
    const grid = grids[g]!;
    const { result } = await kernel.run(grid);
    expected.loss.forEach((loss, k) => {
      found.pixels++;
      found.loss = Math.max(found.loss, Math.abs(result.loss[k]! / loss - 1));
      const [second, other] = [expected.second[k]!, result.second[k]!];
      if (result.phase[k] !== expected.phase[k] && !(second / loss - 1 < 1e-3)) found.phases++;
      if (Number.isNaN(second) || Number.isNaN(other)) {
        if (Number.isNaN(second) !== Number.isNaN(other)) found.onlyOne++;
      } else {
        found.seconds++;
        if (grid !== dense) found.second = Math.max(found.second, Math.abs(other / second - 1));
      }
    });
  }
  return found;
}
