import { cellOf, runCell, type CellContent } from '@tegum/experiments';
import type { PointTrained, TrainedTask } from './phase.protocol.js';

/** Adam as PyTorch has it but for the learning rate, at which so few steps suffice for two features. */
export const minibatchTraining = {
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

/** Trains `starts` seeds apart, where a cell with several starts would keep the best. */
export function trainPoint({ features, density, importance, starts, seed }: TrainedTask): PointTrained {
  const ends: { phase: string; loss: number }[] = [];
  for (let k = 0; k < starts; k++) {
    const content: CellContent = {
      features,
      hidden: features - 1,
      density: new Array<number>(features).fill(density),
      importance: Array.from({ length: features }, (_, i) => (i === features - 1 ? importance : 1)),
      training: { ...minibatchTraining, starts: 1 },
      seed: (seed + k) % 2 ** 32,
    };
    const { status, result, error } = runCell(cellOf(content));
    if (status === 'failed') throw new Error(error?.message ?? 'training failed');
    if (status === 'done' && result !== null) ends.push({ phase: result.phase, loss: result.loss });
  }
  return { density, importance, ends: ends.sort((a, b) => a.loss - b.loss) };
}
