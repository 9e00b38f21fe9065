/**
 * @file What a model has learned: which features share which dimensions, and what figure they form.
 *
 * Six features in four dimensions: a pair of opposites, a triangle, and one feature that has a dimension to itself.
 */
import { describeGeometry, featureDimensionality } from '@tegum/core';

const half = Math.sqrt(3) / 2;
const model = {
  features: 6,
  hidden: 4,
  // Row-major [hidden, features]: column i is the direction of feature i.
  W: Float64Array.of(
    1, -1, 0, 0, 0, 0,
    0, 0, 1, -0.5, -0.5, 0,
    0, 0, 0, half, -half, 0,
    0, 0, 0, 0, 0, 1,
  ),
};

console.log('dimensions each feature has to itself:', Array.from(featureDimensionality(model), (d) => d.toFixed(3)).join(' '));
const { rank, tightness, components } = describeGeometry(model);
for (const { name, features } of components) console.log(`${name}: features ${features.join(', ')}`);
console.log(`rank ${rank}, tightness ${Math.abs(tightness).toFixed(12)}: an orthogonal sum of tight frames`);
