import { linspace, populationLoss } from '@tegum/core';
import { randomModel, TestRandom } from '@tegum/testing';
import type { LossLandscape } from './loss-landscape.js';
import { modelAt, type LandscapeSlice } from './slice.js';

/** A random model and two random directions, over [−1, 1.1] × [−1, 1]. */
export function randomSlice(seed: number, features: number, hidden: number, width: number, height: number): LandscapeSlice {
  const random = new TestRandom(seed + 1000);
  const direction = () => ({ W: random.normals(features * hidden, 0.5 / Math.sqrt(hidden)), b: random.normals(features, 0.2) });
  const axis = (points: number, to: number) => (points === 1 ? Float64Array.of(0.3) : linspace(-1, to, points));
  return { ...randomModel(seed, features, hidden), first: direction(), second: direction(), alphas: axis(width, 1.1), betas: axis(height, 1) };
}

const rare = (slice: LandscapeSlice, density: number): LandscapeSlice => ({ ...slice, density: slice.density.map(() => density) });
const throughZero = (slice: LandscapeSlice): LandscapeSlice => ({ ...slice, W: slice.W.map(() => 0), b: slice.b.map(() => 0) });
const always = (slice: LandscapeSlice): LandscapeSlice => ({ ...slice, density: slice.density.map((p, i) => (i === 0 ? 1 : i === 1 ? 0 : p)) });

/** One point and one feature; odd and not square; rare features; the plane through W = 0; densities 0 and 1; the most features. */
export const slices: readonly LandscapeSlice[] = [
  randomSlice(1, 1, 1, 1, 1),
  randomSlice(2, 2, 1, 31, 9),
  randomSlice(3, 3, 2, 16, 17),
  randomSlice(4, 5, 2, 17, 9),
  rare(randomSlice(5, 5, 2, 13, 11), 0.002),
  throughZero(randomSlice(6, 3, 2, 15, 13)),
  always(randomSlice(7, 4, 2, 7, 6)),
  randomSlice(8, 9, 3, 6, 4),
  rare(randomSlice(9, 20, 5, 3, 4), 0.01),
  randomSlice(10, 32, 8, 2, 3),
];

let references: Float64Array[] | undefined;

/** `populationLoss` at every point of the slices, to 1e-9; worked out once. */
export const expectedLosses = (): readonly Float64Array[] => (references ??= slices.map(lossesByCore));

export function lossesByCore(slice: LandscapeSlice): Float64Array {
  const { features, hidden, density, importance, alphas, betas } = slice;
  const at = { features, hidden, W: new Float64Array(features * hidden), b: new Float64Array(features) };
  const losses: number[] = [];
  for (const beta of betas) {
    for (const alpha of alphas) {
      modelAt(slice, alpha, beta, at);
      losses.push(populationLoss(at, { density, importance }, { tolerance: 1e-9 }).loss);
    }
  }
  return Float64Array.from(losses);
}

/** Largest relative error of the loss over all points of the slices, and their number. */
export async function worstError(kernel: LossLandscape): Promise<{ worst: number; points: number }> {
  let worst = 0;
  let points = 0;
  for (const [s, slice] of slices.entries()) {
    const { loss } = (await kernel.run(slice)).result;
    expectedLosses()[s]!.forEach((expected, e) => {
      worst = Math.max(worst, Math.abs(loss[e]! - expected) / expected);
      points++;
    });
  }
  return { worst, points };
}
