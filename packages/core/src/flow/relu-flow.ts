/** @file The gradient flow of the ReLU-output model on its exact population loss. */
import type { Population } from '../model.js';
import { referenceLoss, type CreateLoss } from '../relu/population-loss.js';
import { planFor, refineForGradient } from '../relu/series-plan.js';
import type { RightHandSide } from './dormand-prince.js';

/** Of the loss and ‖∇L‖, relative to Σ I p/3; terms of the series at the most. */
const LOSS_TOLERANCE = 1e-7;
const GRADIENT_TOLERANCE = 1e-5;
const MOST_TERMS = 1024;

/**
 * The right-hand side of Ẇ = −½ ∂L/∂W, ḃ = −½ ∂L/∂b, for `DormandPrince`. Shapes are trusted.
 *
 * Shape      state W [hidden, features] row-major, then b [features]
 * Units      time in 1/(I p), up to a factor of order 1: rare features are slow
 * Numerics   exact for two features; for more a series, whose terms are chosen at every point
 * Cost       a loss with gradient, and without a closed form twice that for the choice of terms
 * Source     the loss is that of docs/concepts/exact-loss.md
 *
 * @example
 * const flow = reluFlowRightHandSide({ density: Float64Array.of(0.1, 0.1), importance: Float64Array.of(1, 1) }, 1);
 * // A pair of opposites, W = (1, −1) and b = 0, as the state [W | b]; both weights grow.
 * const velocity = new Float64Array(4);
 * flow(velocity, Float64Array.of(1, -1, 0, 0), 0);
 * velocity.subarray(0, 2); // → [0.00083333…, -0.00083333…]
 */
export function reluFlowRightHandSide(population: Population, hidden: number, createLoss: CreateLoss = referenceLoss): RightHandSide {
  const { density, importance } = population;
  const features = density.length;
  const weights = features * hidden;
  const objective = createLoss(features, hidden, density, importance);
  const scale = density.reduce((sum, p, i) => sum + (p * importance[i]!) / 3, 0);
  return (derivative, state) => {
    const [W, b] = [state.subarray(0, weights), state.subarray(weights)];
    const rough = planFor(objective, W, b, LOSS_TOLERANCE * scale);
    const plan = refineForGradient(objective, W, b, rough, GRADIENT_TOLERANCE * scale, MOST_TERMS);
    objective.evaluate(W, b, plan, { W: derivative.subarray(0, weights), b: derivative.subarray(weights) });
    for (let e = 0; e < derivative.length; e++) derivative[e]! *= -0.5;
  };
}
