import { census } from '@tegum/core';
import { cellOf, cellSeed, runCell, type CellContent } from '@tegum/experiments';
import { populationOf } from './population.js';
import type { TrainedModel, TrainOutcome } from './train.protocol.js';

/**
 * Trains the starts of a cell's content and keeps every optimum, where a record keeps the best.
 *
 * @throws {Error} what training threw.
 */
export function trainStarts(content: CellContent): TrainOutcome {
  return content.training.method === 'exact' ? exactStarts(content) : minibatchStart(content);
}

function exactStarts(content: CellContent): TrainOutcome {
  const { hidden, training } = content;
  const { optima } = census({
    population: populationOf(content),
    hidden,
    starts: training.starts,
    seed: cellSeed(cellOf(content).id),
    tolerance: training.tolerance,
    ...('maxIterations' in training ? { maxIterations: training.maxIterations } : {}),
    most: training.starts,
  });
  return { models: optima.map(({ lossPerFeature: _shares, lossCurve: _curve, ...model }): TrainedModel => model), diverged: 0 };
}

/** One start: a record keeps the best of its starts only. */
function minibatchStart(content: CellContent): TrainOutcome {
  const { status, result, error } = runCell(cellOf(content));
  if (status === 'failed' || result === null) throw new Error(error?.message ?? 'training failed');
  if (status === 'diverged') return { models: [], diverged: 1 };
  const { loss, errorBound, gradientNorm, minHessianEigenvalue, W, b } = result;
  return { models: [{ loss, errorBound, gradientNorm, minHessianEigenvalue, W: Float64Array.from(W), b: Float64Array.from(b), count: 1 }], diverged: 0 };
}
