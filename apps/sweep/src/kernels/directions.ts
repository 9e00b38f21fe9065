/** @file Random directions in a space of weights. */
import { RandomStream } from '@tegum/core';

/** Two orthonormal vectors of a seed. */
export function orthonormalPair(length: number, seed: number): [Float64Array, Float64Array] {
  const stream = new RandomStream(seed);
  const [first, second] = [new Float64Array(length), new Float64Array(length)];
  stream.fillNormal(first);
  stream.fillNormal(second);
  normalise(first);
  const overlap = first.reduce((sum, value, e) => sum + value * second[e]!, 0);
  second.forEach((value, e) => void (second[e] = value - overlap * first[e]!));
  normalise(second);
  return [first, second];
}

/** √Σ v². */
export function lengthOf(vector: Float64Array): number {
  return Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
}

function normalise(vector: Float64Array): void {
  const length = lengthOf(vector);
  vector.forEach((value, e) => void (vector[e] = value / length));
}
