import { InputError } from '../../errors.js';
import { MAX_ANGLE, sincosInto } from '../../numerics/elementary.js';
import { ActiveSets } from './active-sets.js';
import { setProbabilities, type FeatureLaw } from './feature-law.js';
import { magnitudes } from './magnitude.js';
import { complexes } from './ring.js';

/**
 * The joint characteristic function E e^{i a·x} of a law: real and imaginary part.
 *
 * Shape      a [features], |a_j| ≤ 1e6 (of a data set: |a·x| ≤ 1e6)
 * Cost       O(features · largest active count in a group), or O(rows · features)
 *
 * @throws {InputError} if a has the wrong length or an angle is too large.
 *
 * @example
 * // E e^{iax} of one feature that is 1 with probability 1/2, at a = π.
 * const law = { features: 1, groups: [{ features: [0], activeCount: Float64Array.of(0.5, 0.5) }], magnitude: 'one' as const };
 * const [re] = jointTransform(law, Float64Array.of(Math.PI));
 * Math.abs(re) < 1e-15; // → true
 */
export function jointTransform(law: FeatureLaw, a: Float64Array): readonly [re: number, im: number] {
  const where = 'jointCharacteristicFunction';
  if (a.length !== law.features) throw new InputError(where, `a.length = features = ${String(law.features)}`, String(a.length));
  for (const angle of a) checkAngle(where, angle);
  if ('rows' in law) return averageTransform(law.rows, a);
  const groups = law.groups.map((group) => ({ features: group.features, sets: setProbabilities(group), most: group.features.length }));
  const factors = new Float64Array(2 * law.features);
  const magnitude = magnitudes[law.magnitude];
  groups.flatMap(({ features }) => features).forEach((j, at) => magnitude.transformInto(factors, 2 * at, a[j]!));
  const sets = new ActiveSets(complexes, Math.max(...groups.map(({ features }) => features.length)));
  sets.evaluate(groups, factors, new Float64Array(2));
  return [sets.none + sets.one[0]! + sets.several[0]!, sets.one[1]! + sets.several[1]!];
}

function averageTransform(rows: Float64Array, a: Float64Array): readonly [number, number] {
  const n = a.length;
  const sincos = new Float64Array(2);
  let re = 0;
  let im = 0;
  for (let at = 0; at < rows.length; at += n) {
    let angle = 0;
    for (let j = 0; j < n; j++) angle += a[j]! * rows[at + j]!;
    checkAngle('jointCharacteristicFunction', angle);
    sincosInto(sincos, angle);
    re += sincos[1]!;
    im += sincos[0]!;
  }
  const count = rows.length / n;
  return [re / count, im / count];
}

function checkAngle(where: string, angle: number): void {
  if (!(Math.abs(angle) <= MAX_ANGLE)) throw new InputError(where, `angles of magnitude ≤ ${String(MAX_ANGLE)}`, String(angle));
}
