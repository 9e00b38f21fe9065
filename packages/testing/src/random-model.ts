import { TestRandom } from './test-random.js';

/** A model and what it is asked to reconstruct, as plain arrays. */
export interface RandomModel {
  readonly features: number;
  readonly hidden: number;
  /** [hidden, features] row-major, entries about 1/√hidden. */
  readonly W: Float64Array;
  /** [features], about ± 0.3. */
  readonly b: Float64Array;
  /** [features] in [0.005, 0.9], spread over decades. */
  readonly density: Float64Array;
  /** [features] in [0.1, 2]. */
  readonly importance: Float64Array;
}

/** The model of a seed: columns of norm about 1, biases of either sign, densities from rare to common. */
export function randomModel(seed: number, features: number, hidden: number): RandomModel {
  const random = new TestRandom(seed);
  return {
    features,
    hidden,
    W: random.normals(hidden * features, 1 / Math.sqrt(hidden)),
    b: random.normals(features, 0.3),
    density: random.uniforms(features).map((u) => 0.005 * Math.pow(180, u)),
    importance: random.uniforms(features, 0.1, 2),
  };
}

/** A random orthogonal matrix [size, size] row-major: Gram–Schmidt, done twice, on random rows. */
export function randomRotation(seed: number, size: number): Float64Array {
  const q = new TestRandom(seed).normals(size * size);
  for (let i = 0; i < size; i++) {
    const row = q.subarray(i * size, (i + 1) * size);
    for (let pass = 0; pass < 2; pass++) {
      for (let j = 0; j < i; j++) {
        const other = q.subarray(j * size, (j + 1) * size);
        const projection = row.reduce((sum, value, k) => sum + value * other[k]!, 0);
        for (let k = 0; k < size; k++) row[k]! -= projection * other[k]!;
      }
    }
    const norm = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0));
    for (let k = 0; k < size; k++) row[k]! /= norm;
  }
  return q;
}
