import { InputError } from '../errors.js';
import type { ToyModel } from '../model.js';
import { sincosInto } from '../numerics/elementary.js';

const QUARTER_PI = 0.7853981633974483;

/**
 * Models of n = 2m − 1 features with no one-sparse loss at all: a curve of them, no two the same up to rotation.
 *
 * The one-sparse loss is 0 exactly where every |w_i| = 1, b = 0 and ⟨w_i, w_j⟩ ≤ 0: unit vectors at right angles or more. Here m − 2 antipodal
 * pairs take an axis each, and three features share a plane at the angles 0 and ±(π/2 + parameter · π/4): from a digon and a single at
 * 0, through the triangle at 2/3, to a right angle at 1. For n ≤ 2m − 1 there is such freedom; for n = 2m only the m antipodal pairs are
 * left, a continuum by rotation alone; for n > 2m the loss is positive. The population loss is not constant along the curve: one active feature
 * cannot decide between these models.
 *
 * Shape      W [hidden, 2 hidden − 1], b = 0
 * Numerics   the loss is 0 to rounding (below 1e-30)
 * Source     Chen et al. 2023; docs/notes.md, E13
 *
 * @throws {InputError} unless hidden is an integer ≥ 2 and parameter in [0, 1].
 *
 * @example
 * oneSparseLoss(zeroLossFamily(2, 0.3)).loss < 1e-30; // → true
 */
export function zeroLossFamily(hidden: number, parameter: number): ToyModel {
  if (!Number.isInteger(hidden) || hidden < 2) throw new InputError('zeroLossFamily: hidden', 'an integer ≥ 2', String(hidden));
  if (!(parameter >= 0 && parameter <= 1)) throw new InputError('zeroLossFamily: parameter', 'a number in [0, 1]', String(parameter));
  const features = 2 * hidden - 1;
  const W = new Float64Array(hidden * features);
  const angle = new Float64Array(2);
  sincosInto(angle, QUARTER_PI * (2 + parameter));
  const [sine, cosine] = [angle[0]!, angle[1]!];
  W.set([1, cosine, cosine], 0);
  W.set([0, sine, -sine], features);
  for (let h = 2; h < hidden; h++) W.set([1, -1], h * features + 2 * h - 1);
  return { features, hidden, W, b: new Float64Array(features) };
}
