/**
 * @file Models from many starts → distinct optima, up to rotation and permutation of alike features.
 */
import { equivalentModels, modelSignature, type ModelSignature, type Population } from '@tegum/core';
import type { TrainedModel } from './train.protocol.js';

/** How far apart two models may be and still count as one optimum. */
export interface MatchTolerance {
  /** Relative difference of the losses. */
  readonly loss: number;
  /** Largest difference of any entry of WᵀW or b. */
  readonly gram: number;
}

/** Optima reached to the last digits. */
export const exactMatch: MatchTolerance = { loss: 1e-6, gram: 2e-3 };
/** Ends of minibatch training jitter around an optimum by the noise of their last steps. */
export const noisyMatch: MatchTolerance = { loss: 0.05, gram: 0.1 };

/** Each optimum as its best model with the counts of all; lowest loss first. The outcome depends on the order of models. */
export function mergeOptima(models: readonly TrainedModel[], population: Population, tolerance: MatchTolerance): TrainedModel[] {
  const optima: { best: TrainedModel; signature: ModelSignature; count: number }[] = [];
  for (const model of models) {
    const signature = modelSignature(model.W, model.b);
    const same = optima.find(
      ({ best, signature: known }) =>
        Math.abs(best.loss - model.loss) <= tolerance.loss * Math.max(best.loss, model.loss) &&
        equivalentModels(known, signature, population, tolerance.gram),
    );
    if (same === undefined) {
      optima.push({ best: model, signature, count: model.count });
      continue;
    }
    same.count += model.count;
    if (model.loss < same.best.loss) same.best = model;
  }
  return optima.map(({ best, count }) => ({ ...best, count })).sort((a, b) => a.loss - b.loss);
}
