/** @file What there is to see of one given model, and where its vectors would go. */
import { populationLoss } from '@tegum/core';
import { describeModel, type DescribedModel } from './describe-model.js';
import { populationOf, type ModelQuestion } from './model-question.js';

export interface Examined extends DescribedModel {
  readonly loss: number;
  readonly errorBound: number;
  /** −∂L/∂W, [hidden, features]: where each vector would go. */
  readonly force: Float64Array;
  /** ‖∇L‖₂ over W and b. */
  readonly gradientNorm: number;
}

const TOLERANCE = 1e-9;

/** Cost: one loss with its gradient. */
export function examine(question: ModelQuestion): Examined {
  const { loss, errorBound, gradient } = populationLoss(question, populationOf(question), { tolerance: TOLERANCE, gradient: true });
  const { W, b } = gradient!;
  const square = (values: Float64Array): number => values.reduce((sum, value) => sum + value * value, 0);
  return {
    ...describeModel(question.W, question.b, question.features, question.hidden),
    loss,
    errorBound,
    force: W.map((value) => (value === 0 ? 0 : -value)),
    gradientNorm: Math.sqrt(square(W) + square(b)),
  };
}
