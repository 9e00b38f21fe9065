/** @file Critical points with A of full rank: those that a search finds, and those that (⋆) names. */
import type { Residuals } from '../entry.js';
import { inverse, largest, product, projectionOnColumns, transposed, type Matrix } from '../matrices.js';
import { foundCriticalPoints, hasFullRank, linearFixture, type Weights } from './linear-fixture.js';
import { columnsOf, randomMatrix, subsets } from './samples.js';

/** The largest residual over critical points with A of full rank, as the notes assume. */
export function overFound(residual: (weights: Weights) => number): Residuals {
  const found = foundCriticalPoints().filter(hasFullRank);
  return { residual: found.length >= 10 ? largest(found.map(residual)) : Number.NaN };
}

/** P_A, the projection on the columns of A. */
export const projection = ({ A }: Weights): Matrix => projectionOnColumns(A);

/** (U_I C, C⁻¹ U_Iᵀ) for every I of size d and one random C each. */
export function orbitPoints(): { readonly indices: number[]; readonly C: Matrix; readonly weights: Weights }[] {
  const { features, hidden, spectrum } = linearFixture();
  return subsets(features, hidden).map((indices, seed) => {
    const C = randomMatrix(500 + seed, hidden, hidden);
    const U_I = columnsOf(spectrum.U, indices);
    return { indices, C, weights: { A: product(U_I, C), B: product(inverse(C), transposed(U_I)) } };
  });
}
