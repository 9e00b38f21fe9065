import { PopulationLoss, type CreateLoss } from '@tegum/core';
import { SimdPopulationLoss } from './simd-population-loss.js';

/** From three to here closed forms for pairs of active features save core more terms than vectors gain; with two there is no series. */
const MOST_FEATURES_WITH_PAIRS = 8;

/** What evaluates the loss of so many features, for the record. */
export const lossBackend = (features: number): 'core' | 'simd' =>
  features > 2 && features <= MOST_FEATURES_WITH_PAIRS ? 'core' : 'simd';

/** The faster loss for a model: for `Descent` and `census` of `@tegum/core`. Takes as many terms as core's own choice. */
export const fastestLoss: CreateLoss = (features, hidden, density, importance) =>
  lossBackend(features) === 'simd'
    ? new SimdPopulationLoss(features, hidden, density, importance)
    : new PopulationLoss(features, hidden, density, importance);
