import { cosineMatrix } from './cosine-matrix.js';
import type { Directions } from './directions.js';
import { dimensionalityFromCosines } from './feature-dimensionality.js';
import { featureNorms } from './feature-norms.js';
import { DEAD_NORM, componentsFromCosines, restrictTo, type ComponentOptions, type InterferenceComponent } from './interference-components.js';
import { numericalRank } from './numerical-rank.js';

/** How a model arranges its features. */
export interface GeometryDescription {
  /** ‖w_i‖, [features]. */
  readonly featureNorms: Float64Array;
  /** D_i, [features]; 0 for dead features. */
  readonly dimensionality: Float64Array;
  /** Σ_i D_i. */
  readonly totalDimensionality: number;
  /** Dimension that the living features span. */
  readonly rank: number;
  /** rank − Σ D_i ≥ 0: 0 exactly for orthogonal sums of tight frames. */
  readonly tightness: number;
  readonly components: readonly InterferenceComponent[];
}

/**
 * How a model arranges its features: lengths, dimensionalities, rank, tightness, and the figures they form.
 *
 * Features with ‖w_i‖ ≤ deadNorm are dead: they count for none of this but `featureNorms`, lest the direction of a rounding error
 * be taken for a dimension.
 *
 * Shape      W [hidden, features] row-major
 * Cost       O(features² · hidden)
 * Source     docs/concepts/tightness.md; Elhage et al. 2022; Scherlis et al. 2022
 *
 * @throws {InputError} if W has the wrong length or an entry that is not finite, or an option is negative or not finite.
 *
 * @example
 * const { components, tightness } = describeGeometry({ features: 3, hidden: 2, W: Float64Array.of(1, -1, 0, 0, 0, 1) });
 * components.map(({ name }) => name); // → [ 'digon', 'single' ]
 * tightness; // → 0
 */
export function describeGeometry(model: Directions, options: ComponentOptions = {}): GeometryDescription {
  const norms = featureNorms(model);
  const deadNorm = options.deadNorm ?? DEAD_NORM;
  const living = Array.from(norms.keys()).filter((i) => norms[i]! > deadNorm);
  const livingNorms = norms.map((norm) => (norm > deadNorm ? norm : 0));
  const C = cosineMatrix(model, livingNorms);
  const dimensionality = dimensionalityFromCosines(C, livingNorms);
  const totalDimensionality = dimensionality.reduce((sum, value) => sum + value, 0);
  const rank = living.length === 0 ? 0 : numericalRank(restrictTo(model, living));
  return {
    featureNorms: norms,
    dimensionality,
    totalDimensionality,
    rank,
    tightness: rank - totalDimensionality,
    components: componentsFromCosines(model, norms, C, options),
  };
}
