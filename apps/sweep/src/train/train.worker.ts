/** @file One thread of `tegum train`. */
import { polishOptimum } from './polish-optimum.js';
import { trainStarts } from './train-starts.js';
import type { TrainOutcome, TrainTask } from './train.protocol.js';

export default function computeTask(task: TrainTask): TrainOutcome {
  switch (task.kind) {
    case 'greeting':
      return { models: [], diverged: 0 };
    case 'starts':
      return trainStarts(task.content);
    case 'polish':
      return { models: [polishOptimum(task)], diverged: 0 };
  }
}
