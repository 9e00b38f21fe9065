import { trainToPhase } from '@tegum/experiments';
import type { PointTrained, TrainedTask } from './phase.protocol.js';

/** Trains `starts` seeds apart, where a cell with several starts would keep the best. */
export function trainedPoint({ features, density, importance, starts, seed }: TrainedTask): PointTrained {
  const ends = Array.from({ length: starts }, (_, k) => trainToPhase({ features, density, importance, seed: (seed + k) % 2 ** 32 }));
  return { density, importance, ends: ends.filter((end) => end !== null).sort((a, b) => a.loss - b.loss) };
}
