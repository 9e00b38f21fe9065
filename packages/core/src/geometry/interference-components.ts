import { InputError } from '../errors.js';
import { cosineMatrix } from './cosine-matrix.js';
import type { Directions } from './directions.js';
import { featureNorms } from './feature-norms.js';
import { numericalRank } from './numerical-rank.js';
import { SHAPE_TOLERANCE, polytopeName } from './polytope-name.js';

/** From which cosine on features interfere, and below which length they are dead. */
export interface ComponentOptions {
  /** Directions no longer than this are dead and belong to no component; default 1e-3, in units of W. A larger value drops more features. */
  readonly deadNorm?: number;
  /** Two features interfere when |cosine| exceeds this; default 0.05. A larger value gives more, smaller components. */
  readonly cosineThreshold?: number;
  /** Largest deviation of any cosine from a named figure; default 0.05. A larger value names more components. */
  readonly shapeTolerance?: number;
}

/** A group of features that interfere with one another, and with no other feature. */
export interface InterferenceComponent {
  /** The figure its directions form (see `polytopeName`); `unnamed` where none fits. */
  readonly name: string;
  /** Dimension its directions span. */
  readonly rank: number;
  /** Feature numbers from 0, ascending. */
  readonly features: readonly number[];
}

/** Default of `ComponentOptions.deadNorm`. */
export const DEAD_NORM = 1e-3;
const COSINE_THRESHOLD = 0.05;

/**
 * Connected components of the interference graph: features i, j are joined when |⟨w_i, w_j⟩| > τ ‖w_i‖ ‖w_j‖.
 *
 * The threshold is on cosines, not on G itself, so that a weak feature (a rare or unimportant one) is grouped by where it points.
 *
 * Shape      W [hidden, features] → components, ordered by their first feature
 * Cost       O(features² · hidden)
 * Source     Elhage et al. 2022, "The Geometry of Superposition"
 *
 * @throws {InputError} if W has the wrong length or an entry that is not finite, or an option is negative or not finite.
 *
 * @example
 * interferenceComponents({ features: 3, hidden: 2, W: Float64Array.of(1, -1, 0, 0, 0, 1) }).map(({ features }) => [...features]); // → [ [ 0, 1 ], [ 2 ] ]
 */
export function interferenceComponents(model: Directions, options: ComponentOptions = {}): InterferenceComponent[] {
  const norms = featureNorms(model);
  return componentsFromCosines(model, norms, cosineMatrix(model, norms), options);
}

/** `interferenceComponents` for a caller that has norms and cosines already. */
export function componentsFromCosines(model: Directions, norms: Float64Array, C: Float64Array, options: ComponentOptions): InterferenceComponent[] {
  const deadNorm = checked('deadNorm', options.deadNorm ?? DEAD_NORM);
  const cosineThreshold = checked('cosineThreshold', options.cosineThreshold ?? COSINE_THRESHOLD);
  const shapeTolerance = checked('shapeTolerance', options.shapeTolerance ?? SHAPE_TOLERANCE);
  const n = model.features;
  const seen = Array.from(norms, (norm) => norm <= deadNorm);
  const components: InterferenceComponent[] = [];
  for (let first = 0; first < n; first++) {
    if (seen[first]) continue;
    seen[first] = true;
    const features = [first];
    for (const i of features) {
      for (let j = 0; j < n; j++) {
        if (seen[j] || Math.abs(C[i * n + j]!) <= cosineThreshold) continue;
        seen[j] = true;
        features.push(j);
      }
    }
    features.sort((a, b) => a - b);
    const rank = features.length === 1 ? 1 : numericalRank(restrictTo(model, features));
    components.push({ name: polytopeName(restrictCosines(C, n, features), features.length, shapeTolerance), rank, features });
  }
  return components;
}

/** The model of some features alone. */
export function restrictTo({ features: n, hidden, W }: Directions, chosen: readonly number[]): Directions {
  const part = new Float64Array(hidden * chosen.length);
  for (let h = 0; h < hidden; h++) chosen.forEach((i, k) => (part[h * chosen.length + k] = W[h * n + i]!));
  return { features: chosen.length, hidden, W: part };
}

function restrictCosines(C: Float64Array, n: number, chosen: readonly number[]): Float64Array {
  return Float64Array.from(chosen.flatMap((i) => chosen.map((j) => C[i * n + j]!)));
}

function checked(name: string, value: number): number {
  if (!(value >= 0 && value < Infinity)) throw new InputError('interferenceComponents', `${name} to be a number ≥ 0`, String(value));
  return value;
}
