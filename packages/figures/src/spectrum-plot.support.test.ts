/** @file A made-up spectrum whose limit is flat in ln λ: heights can be checked by hand. */
import type { BulkLimit, SpectrumPlotData } from './spectrum-plot.js';

/** λ ρ(λ) = 1/ln 16 between 0.25 and 4. */
export const flatLimit: BulkLimit = { low: 0.25, high: 4, atZero: 0, density: (value) => 1 / (value * Math.log(16)) };

/** Equally many in each of four bins, and one far away. */
export const flatSpectrum: SpectrumPlotData = {
  samples: [...Array.from({ length: 63 }, (_, index) => 0.25 * 16 ** ((index + 0.5) / 63)), 20],
  population: [...new Array<number>(63).fill(1), 18],
  limit: flatLimit,
  spike: 19,
  subtitle: 'made up',
};
