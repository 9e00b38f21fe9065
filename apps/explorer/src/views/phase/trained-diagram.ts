/**
 * @file The empirical diagram: what minibatch training finds, seed by seed, with the training of `tegum phase --empirical`.
 */
import { cellOf, runCell, type CellContent } from '@tegum/experiments';
import type { Steps } from '../../compute/job.protocol.js';
import { centres, DENSITIES, IMPORTANCES } from './axes.js';
import { phases, UNKNOWN, type PhaseName } from './question.js';

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

/** Adam as PyTorch has it but for the learning rate, at which so few steps suffice for so few features. */
export const training = {
  method: 'adam',
  tolerance: 1e-9,
  steps: 2000,
  batchSize: 256,
  learningRate: 3e-3,
  momentum: 0,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0,
} as const;

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
    for (let k = 0; k < seeds; k++) {
      const { phase, loss } = trainOne(features, densities[pixel % cells]!, importances[Math.floor(pixel / cells)]!, (seed + k) % 2 ** 32);
      answer.ends[pixel * seeds + k] = phase;
      if (phase !== UNKNOWN && !(loss >= answer.loss[pixel]!)) {
        answer.loss[pixel] = loss;
        answer.phase[pixel] = phase;
      }
    }
    done++;
    yield { fraction: done / (cells * cells), partial: answer };
  }
  return answer;
}

/** One seed from its own random start, judged by its exact loss. */
export function trainOne(features: number, density: number, importance: number, seed: number): { phase: number; loss: number } {
  const content: CellContent = {
    features,
    hidden: features - 1,
    density: new Array<number>(features).fill(density),
    importance: Array.from({ length: features }, (_, i) => (i === features - 1 ? importance : 1)),
    training: { ...training, starts: 1 },
    seed,
  };
  const { status, result, error } = runCell(cellOf(content));
  if (status === 'failed') throw new Error(error?.message ?? 'training failed');
  if (status !== 'done' || result === null) return { phase: UNKNOWN, loss: NaN };
  return { phase: phases.indexOf(result.phase as PhaseName), loss: result.loss };
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
