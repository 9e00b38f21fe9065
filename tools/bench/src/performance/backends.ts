/**
 * @file What is measured against what: a backend is a way to evaluate the exact loss, a way to solve and a way to train on batches.
 *
 * To measure another one, add or change a line of `backends`; everything else asks this table.
 */
import { planFor, referenceLoss, referenceSolver, type CreateLoss, type CreateSolver } from '@tegum/core';
import { trainReference } from '@tegum/experiments';
import { MinibatchTrainer, fastestLoss, fastestSolver, type MinibatchInstance, type MinibatchOptions } from '@tegum/simd';
import { descend, type Solution, type SolveLimits } from './descend.js';
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

export interface Training {
  /** Takes so many steps. */
  readonly run: (steps: number) => void;
}

export interface Backend {
  /**
   * @param tolerance - Absolute, of the loss.
   * @param terms - Instead of as many as the tolerance needs by its bound.
   */
  readonly evaluation: (problem: Problem, at: Model, tolerance: number, terms?: number) => Evaluation;
  /** Descends from `start` = [W | b] to a local optimum, or as far as the limits allow. */
  readonly solve: (problem: Problem, start: Float64Array, limits?: SolveLimits) => Solution;
  /** Begins training one model on sampled batches as `adamW` says. */
  readonly train: (problem: Problem) => Training;
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

export const backends = {
  core: { evaluation: evaluationWith(referenceLoss), solve: solveWith(referenceSolver), train: trainPlainly },
  simd: { evaluation: evaluationWith(fastestLoss), solve: solveWith(fastestSolver), train: trainFast },
} as const satisfies Readonly<Record<string, Backend>>;

export type BackendName = keyof typeof backends;

/** Whose solves and whose minibatch steps stand beside PyTorch's. */
export const solver: BackendName = 'simd';
export const trainer: BackendName = 'simd';

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

function solveWith(createSolver: CreateSolver): Backend['solve'] {
  return (problem, start, limits) => descend(problem, start, createSolver, limits);
}

function minibatch(problem: Problem): MinibatchOptions & MinibatchInstance {
  return { features: problem.features, hidden: problem.hidden, ...populationOf(problem), ...adamW, seed: 1, stream: 0 };
}

/** The trainer of a sweep's cells. It goes on where it stopped. */
function trainFast(problem: Problem): Training {
  const options = minibatch(problem);
  const models = new MinibatchTrainer(options, [options]);
  return { run: (steps) => void models.run(steps) };
}

/** Plain float64, always from the start. */
function trainPlainly(problem: Problem): Training {
  return { run: (steps) => void trainReference({ ...minibatch(problem), steps }) };
}
