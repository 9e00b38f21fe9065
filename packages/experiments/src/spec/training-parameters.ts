/** @file Which training parameters a method reads, and what they are when a spec does not say. */
import type { TrainMethod } from '@tegum/data-runs';
import type { TrainParameter } from './spec-schema.js';

const minibatch = ['starts', 'tolerance', 'steps', 'batchSize', 'learningRate'] as const;

export const PARAMETERS_OF: Readonly<Record<TrainMethod, readonly TrainParameter[]>> = {
  exact: ['starts', 'tolerance', 'maxIterations'],
  sgd: [...minibatch, 'momentum', 'weightDecay'],
  adam: [...minibatch, 'beta1', 'beta2', 'epsilon', 'weightDecay'],
  adamw: [...minibatch, 'beta1', 'beta2', 'epsilon', 'weightDecay'],
};

const DEFAULTS: Readonly<Record<TrainParameter, number>> = {
  starts: 8,
  tolerance: 1e-9,
  maxIterations: 500,
  steps: 10_000,
  batchSize: 1024,
  learningRate: 1e-3,
  momentum: 0,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0,
};

/** The value of a parameter a spec leaves out. Source: PyTorch's `SGD`, `Adam` and `AdamW` for what they share with us. */
export function defaultParameter(method: TrainMethod, parameter: TrainParameter): number {
  return method === 'adamw' && parameter === 'weightDecay' ? 0.01 : DEFAULTS[parameter];
}
