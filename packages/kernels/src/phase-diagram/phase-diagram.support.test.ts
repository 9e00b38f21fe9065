import { exp, log } from '@tegum/core';
import { TestRandom } from '@tegum/testing';
import type { PhaseDiagram, PhaseField, PhaseGrid } from './phase-diagram.js';

/** Densities from 0.005 to 0.99 and importances from 0.05 to 20, each at random on a logarithmic scale. */
export function randomGrid(seed: number, features: 2 | 3, width: number, height: number): PhaseGrid {
  const random = new TestRandom(seed);
  const between = (low: number, high: number, count: number) => Float64Array.from({ length: count }, () => exp(random.uniform(log(low), log(high))));
  return { features, densities: between(0.005, 0.99, width), importances: between(0.05, 20, height) };
}

/** 1,057 pixels of two features, one of them alone; 10 of three, which cost core 200 ms each. */
const grids: readonly PhaseGrid[] = [randomGrid(4, 2, 32, 33), randomGrid(1, 2, 1, 1), randomGrid(4, 3, 5, 2)];

let references: Promise<PhaseField[]> | undefined;

async function fieldsBy(core: PhaseDiagram): Promise<PhaseField[]> {
  const fields: PhaseField[] = [];
  for (const grid of grids) fields.push((await core.run(grid)).result);
  return fields;
}

export interface Differences {
  readonly pixels: number;
  /** Largest relative error of the loss. */
  readonly loss: number;
  /** Other phases than core's, with no other optimum within 1e-3 of the lowest. */
  readonly phases: number;
  /** Of two features: seconds known to both, and their largest relative error; seconds that only one knows. */
  readonly seconds: number;
  readonly second: number;
  readonly onlyOne: number;
  /** Of three features: seconds above core's by more than 1e-3. */
  readonly above: number;
}

/** @param core - On `core`, which is `competingOptima` at every pixel; worked out once. */
export async function compare(kernel: PhaseDiagram, core: PhaseDiagram): Promise<Differences> {
  references ??= fieldsBy(core);
  const found = { pixels: 0, loss: 0, phases: 0, seconds: 0, second: 0, onlyOne: 0, above: 0 };
  for (const [g, expected] of (await references).entries()) {
    const grid = grids[g]!;
    const { result } = await kernel.run(grid);
    expected.loss.forEach((loss, k) => {
      found.pixels++;
      found.loss = Math.max(found.loss, Math.abs(result.loss[k]! / loss - 1));
      const [second, other] = [expected.second[k]!, result.second[k]!];
      if (result.phase[k] !== expected.phase[k] && !(second / loss - 1 < 1e-3)) found.phases++;
      if (grid.features === 3) {
        if (!Number.isNaN(second) && !(other <= second * 1.001)) found.above++;
      } else if (Number.isNaN(second) || Number.isNaN(other)) {
        if (Number.isNaN(second) !== Number.isNaN(other)) found.onlyOne++;
      } else {
        found.seconds++;
        found.second = Math.max(found.second, Math.abs(other / second - 1));
      }
    });
  }
  return found;
}
