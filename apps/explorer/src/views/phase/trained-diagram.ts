/**
 * @file The empirical diagram: what minibatch training finds, seed by seed, with the training of `tegum phase --empirical`.
 */
import { trainToPhase, type LastFeaturePhase } from '@tegum/experiments';
import type { Steps } from '../../compute/job.protocol.js';
import { centres, DENSITIES, IMPORTANCES } from './axes.js';
import { phases, UNKNOWN } from './question.js';

export interface TrainedQuestion {
  readonly features: number;
  readonly cells: number;
  readonly seeds: number;
  readonly seed: number;
}

export interface TrainedDiagram {
  readonly cells: number;
  readonly seeds: number;
  /** Of the seed with the lowest exact loss, [importances, densities] row-major; `UNKNOWN` where nothing is trained yet or all diverged. */
  readonly phase: Uint8Array;
  /** Its exact loss, or NaN. */
  readonly loss: Float64Array;
  /** Of every seed, [importances, densities, seeds]. */
  readonly ends: Uint8Array;
}

/** Trains every cell once, coarse to fine: first every fourth both ways, then what lies between. */
export function* trainedDiagram({ features, cells, seeds, seed }: TrainedQuestion): Steps<TrainedDiagram> {
  const densities = centres(DENSITIES, cells);
  const importances = centres(IMPORTANCES, cells);
  const answer: TrainedDiagram = {
    cells,
    seeds,
    phase: new Uint8Array(cells * cells).fill(UNKNOWN),
    loss: new Float64Array(cells * cells).fill(NaN),
    ends: new Uint8Array(cells * cells * seeds).fill(UNKNOWN),
  };
  let done = 0;
  for (const pixel of coarseToFine(cells)) {
    const [density, importance] = [densities[pixel % cells]!, importances[Math.floor(pixel / cells)]!];
    for (let k = 0; k < seeds; k++) {
      const end = trainToPhase({ features, density, importance, seed: (seed + k) % 2 ** 32 });
      if (end === null) continue;
      const phase = phases.indexOf(end.phase as LastFeaturePhase);
      answer.ends[pixel * seeds + k] = phase;
      if (!(end.loss >= answer.loss[pixel]!)) {
        answer.loss[pixel] = end.loss;
        answer.phase[pixel] = phase;
      }
    }
    done++;
    yield { fraction: done / (cells * cells), partial: answer };
  }
  return answer;
}

/** All cells of a square, those of the coarsest lattice first. */
export function* coarseToFine(cells: number): Generator<number> {
  const seen = new Uint8Array(cells * cells);
  for (let stride = 4; stride >= 1; stride /= 2) {
    for (let row = 0; row < cells; row += stride) {
      for (let column = 0; column < cells; column += stride) {
        const pixel = row * cells + column;
        if (seen[pixel] === 1) continue;
        seen[pixel] = 1;
        yield pixel;
      }
    }
  }
}

/** The cell itself, or the one of a coarser lattice that stands for it until it is trained. */
export function knownCell({ phase, cells }: Pick<TrainedDiagram, 'phase' | 'cells'>, pixel: number): number {
  const [row, column] = [Math.floor(pixel / cells), pixel % cells];
  for (let stride = 1; stride <= 4; stride *= 2) {
    const parent = (row - (row % stride)) * cells + column - (column % stride);
    if (phase[parent] !== UNKNOWN) return parent;
  }
  return pixel;
}
