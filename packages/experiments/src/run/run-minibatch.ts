/** @file Training on sampled batches, judged by the exact loss of what it found. */
import { populationLoss, type ToyModel } from '@tegum/core';
import type { CellRecord } from '@tegum/data-runs';
import type { Cell, Training } from '../cell.js';
import { trainMinibatch, type MinibatchResult } from '../minibatch/train-minibatch.js';
import { phaseOf } from '../phases/phase-of.js';
import { cellSeed } from '../plan/cell-identity.js';
import { modelResult, plainArray, plainNumber, populationOf } from './cell-result.js';

/** Relative error of the loss of a diverged state: its weights are huge, its series long, and its digits of no interest. */
const DIVERGED_TOLERANCE = 1e-3;

/** A finished run of one start. */
interface Run {
  readonly trained: MinibatchResult;
  readonly model: ToyModel;
  readonly loss: number;
  readonly phase: string;
}

/**
 * Trains every start on a stream of its own and keeps the one of lowest exact loss.
 *
 * Noise leaves no two runs at the same loss, so what is counted is phases: `bestCount` are the runs that ended in the best one's
 * phase, `optimaCount` the phases seen, and the second is the best run of another phase.
 *
 * Runs that diverged are left out, unless all did: then the cell is `diverged` and holds the last finite state of the best.
 * The loss curve is the batch loss summed over features, as the loss of record is.
 */
export function runMinibatch(
  { id, content }: Cell,
  training: Exclude<Training, { readonly method: 'exact' }>,
): Pick<CellRecord, 'status' | 'result' | 'error'> {
  const { features, hidden } = content;
  const population = populationOf(content);
  const { method, starts, tolerance, ...options } = training;
  const runs: Run[] = [];
  let evaluations = 0;
  for (let stream = 0; stream < starts; stream++) {
    const trained = trainMinibatch({ ...options, features, hidden, ...population, optimizer: method, seed: cellSeed(id), stream });
    const model = { features, hidden, W: trained.W, b: trained.b };
    const { loss } = populationLoss(model, population, { tolerance: trained.diverged ? DIVERGED_TOLERANCE : tolerance });
    runs.push({ trained, model, loss, phase: phaseOf(content, model) });
    evaluations += trained.steps;
  }
  const settled = runs.filter((run) => !run.trained.diverged);
  const ranked = (settled.length > 0 ? settled : runs).sort((a, b) => a.loss - b.loss);
  const best = ranked[0]!;
  const second = ranked.find((run) => run.phase !== best.phase);
  const { loss, errorBound, lossPerFeature, gradient } = populationLoss(best.model, population, {
    tolerance: best.trained.diverged ? DIVERGED_TOLERANCE : tolerance,
    gradient: true,
  });
  return {
    status: settled.length > 0 ? 'done' : 'diverged',
    error: settled.length > 0 ? null : { name: 'Diverged', message: `every start diverged, this one after ${best.trained.steps} steps: try a lower train.learningRate` },
    result: {
      loss: plainNumber('loss', loss),
      errorBound: plainNumber('errorBound', errorBound),
      lossPerFeature: plainArray('lossPerFeature', lossPerFeature),
      gradientNorm: plainNumber('gradientNorm', norm(gradient!)),
      minHessianEigenvalue: null,
      phase: best.phase,
      starts,
      bestCount: ranked.filter((run) => run.phase === best.phase).length,
      optimaCount: new Set(ranked.map((run) => run.phase)).size,
      secondLoss: second === undefined ? null : plainNumber('secondLoss', second.loss),
      secondPhase: second?.phase ?? null,
      evaluations,
      ...modelResult(best.model),
      lossCurve: plainArray('lossCurve', best.trained.lossCurve.map((value) => value * features)),
    },
  };
}

/** Euclidean norm over W and b together. */
function norm({ W, b }: { readonly W: Float64Array; readonly b: Float64Array }): number {
  let square = 0;
  for (const value of W) square += value * value;
  for (const value of b) square += value * value;
  return Math.sqrt(square);
}
