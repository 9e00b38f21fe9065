/**
 * @file What is measured against what: a backend is a way to evaluate the exact loss, a way to solve and a way to train on batches.
 *
 * To measure another one, add or change a line of `backends`; everything else asks this table.
 */
import { planFor, referenceLoss, type CreateLoss } from '@tegum/core';
import { cellOf, runCell } from '@tegum/experiments';
import { fastestLoss } from '@tegum/simd';
import { descend, type Solution } from './descend.js';
import { populationOf, type Problem } from './problems.js';

export interface Model {
  readonly W: Float64Array;
  readonly b: Float64Array;
}

/** Loss and gradient at one point with a series planned beforehand, as a descent evaluates them. */
export interface Evaluation {
  readonly terms: number;
  readonly period: number;
  /** Evaluates loss and gradient anew; the loss. */
  readonly run: () => number;
  /** Certified for the last run. */
  readonly errorBound: () => number;
}

export interface Backend {
  /**
   * @param tolerance - Absolute, of the loss.
   * @param terms - Instead of as many as the tolerance needs by its bound.
   */
  readonly evaluation: (problem: Problem, at: Model, tolerance: number, terms?: number) => Evaluation;
  /** Descends from `start` = [W | b] to a local optimum, or for `mostIterations`. */
  readonly solve: (problem: Problem, start: Float64Array, now: () => number, mostIterations?: number) => Solution;
  /** Training on sampled batches as `adamW` says; null if the backend has no trainer. */
  readonly train: ((problem: Problem, steps: number) => Model) | null;
}

/** What every trainer trains with: PyTorch's defaults, which `torch/toy_model.py` leaves as they are. */
export const adamW = {
  optimizer: 'adamw',
  batchSize: 1024,
  learningRate: 1e-3,
  momentum: 0,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0.01,
} as const;

/** Of the loss that a cell states at its end, of no interest here. */
const CELL_TOLERANCE = 1e-2;

export const backends = {
  core: { evaluation: evaluationWith(referenceLoss), solve: solveWith(referenceLoss), train: trainByCell },
  simd: { evaluation: evaluationWith(fastestLoss), solve: solveWith(fastestLoss), train: null },
} as const satisfies Readonly<Record<string, Backend>>;

export type BackendName = keyof typeof backends;

/** Whose solves and whose minibatch steps stand beside PyTorch's. */
export const solver: BackendName = 'simd';
export const trainer: BackendName = 'core';

export const backend = (name: BackendName): Backend => backends[name];

function evaluationWith(createLoss: CreateLoss): Backend['evaluation'] {
  return (problem, { W, b }, tolerance, terms) => {
    const { density, importance } = populationOf(problem);
    const objective = createLoss(problem.features, problem.hidden, density, importance);
    const planned = planFor(objective, W, b, tolerance);
    const plan = { ...planned, terms: terms ?? planned.terms };
    const gradient = { W: new Float64Array(W.length), b: new Float64Array(b.length) };
    return {
      terms: plan.terms,
      period: plan.period,
      run: () => objective.evaluate(W, b, plan, gradient),
      errorBound: () => objective.errorBound,
    };
  };
}

function solveWith(createLoss: CreateLoss): Backend['solve'] {
  return (problem, start, now, mostIterations) => descend(problem, start, createLoss, now, mostIterations);
}

/** The trainer of a sweep's cells: what it spends besides the steps does not depend on their number. */
function trainByCell({ features, hidden, density }: Problem, steps: number): Model {
  const { optimizer: method, ...parameters } = adamW;
  const cell = cellOf({
    features,
    hidden,
    density: new Array<number>(features).fill(density),
    importance: new Array<number>(features).fill(1),
    training: { method, starts: 1, tolerance: CELL_TOLERANCE, steps, ...parameters },
    seed: 1,
  });
  const { result, status } = runCell(cell);
  if (result === null) throw new Error(`train: expected a model, got status ${status}`);
  return { W: Float64Array.from(result.W), b: Float64Array.from(result.b) };
}
