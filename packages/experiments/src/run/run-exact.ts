/** @file Training on the exact population loss: the census of optima, as a result. */
import { census, type CensusOptimum, type ToyModel } from '@tegum/core';
import type { CellResult } from '@tegum/data-runs';
import { fastestSolver } from '@tegum/simd';
import type { Cell, Training } from '../cell.js';
import { phaseOf } from '../phases/phase-of.js';
import { cellSeed } from '../plan/cell-identity.js';
import { modelResult, plainArray, plainNumber, populationOf } from './cell-result.js';

export function runExact({ id, content }: Cell, training: Extract<Training, { readonly method: 'exact' }>): CellResult {
  const { features, hidden } = content;
  const { starts, tolerance, maxIterations } = training;
  const { optima, unpolished, evaluations } = census({
    population: populationOf(content),
    hidden,
    starts,
    seed: cellSeed(id),
    tolerance,
    maxIterations,
    createSolver: fastestSolver,
  });
  const modelOf = ({ W, b }: CensusOptimum): ToyModel => ({ features, hidden, W, b });
  const [best, second] = optima;
  if (best === undefined) throw new Error('internal: runExact: the census found no optimum; please report this');
  return {
    loss: plainNumber('loss', best.loss),
    errorBound: plainNumber('errorBound', best.errorBound),
    lossPerFeature: plainArray('lossPerFeature', best.lossPerFeature),
    gradientNorm: plainNumber('gradientNorm', best.gradientNorm),
    minHessianEigenvalue: best.minHessianEigenvalue === null ? null : plainNumber('minHessianEigenvalue', best.minHessianEigenvalue),
    phase: phaseOf(content, modelOf(best)),
    starts,
    bestCount: best.count,
    optimaCount: optima.length + unpolished,
    secondLoss: second === undefined ? null : plainNumber('secondLoss', second.loss),
    secondPhase: second === undefined ? null : phaseOf(content, modelOf(second)),
    evaluations,
    ...modelResult(modelOf(best)),
    lossCurve: plainArray('lossCurve', best.lossCurve),
  };
}
