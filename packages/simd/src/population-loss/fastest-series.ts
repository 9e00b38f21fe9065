import { Oscillation, type RowTable, type Series } from '@tegum/core';
import { SimdSeries } from './simd-series.js';

/** Up to here closed forms for pairs of active features save core more terms than vectors gain. */
const MOST_FEATURES_WITH_PAIRS = 8;

/** What computes the Fourier part of the loss of so many features, for the record. */
export const seriesBackend = (features: number): 'core' | 'simd' => (features > MOST_FEATURES_WITH_PAIRS ? 'simd' : 'core');

/** The faster series for a model: for `PopulationLoss` and `Descent` of `@tegum/core`. Takes as many terms as core's own choice. */
export const fastestSeries = (table: RowTable): Series =>
  seriesBackend(table.features) === 'simd' ? new SimdSeries(table) : new Oscillation(table, true);
