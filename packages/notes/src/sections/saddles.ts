/** @file §1.2 of the source notes: every critical point but the minimum is a saddle. */
import type { NotesEntry } from '../entry.js';
import { diagonalOf, distance, identity, inverse, largest, product, projectionOnColumns, sum, trace, transposed, type Matrix } from '../matrices.js';
import { orbitPoints, overFound, projection } from './full-rank-points.js';
import { dataLoss, linearFixture, type Weights } from './linear-fixture.js';
import { columnsOf, randomMatrix } from './samples.js';

/** Points of the proof of Proposition 3: u_j turned towards u_k with k < j, j ∈ I, k ∉ I. */
function escapes(): { readonly indices: number[]; readonly j: number; readonly k: number; readonly eps: number; readonly tilted: Matrix; readonly weights: Weights; readonly before: Weights }[] {
  const { spectrum } = linearFixture();
  return orbitPoints().flatMap(({ indices, C, weights: before }) =>
    indices.flatMap((j) =>
      Array.from({ length: j - 1 }, (_, i) => i + 1)
        .filter((k) => !indices.includes(k))
        .flatMap((k) =>
          [0.01, 0.3, 2].map((eps) => {
            const tilted = columnsOf(spectrum.U, indices);
            const position = indices.indexOf(j);
            const u_k = columnsOf(spectrum.U, [k]);
            u_k.entries.forEach((value, row) => {
              const e = row * indices.length + position;
              tilted.entries[e] = (tilted.entries[e]! + eps * value) / Math.sqrt(1 + eps * eps);
            });
            return { indices, j, k, eps, tilted, before, weights: { A: product(tilted, C), B: product(inverse(C), transposed(tilted)) } };
          }),
        ),
    ),
  );
}

export const saddleEntries: readonly NotesEntry[] = [
  {
    id: 'eq-13',
    where: '§1.2 (13)–(14)',
    statement: 'With ũ_j = (u_j + εu_k)/√(1+ε²) in place of u_j, Ã = Ũ_I C and B̃ = C⁻¹Ũ_Iᵀ tend to A and B as ε → 0.',
    method: 'their distance, divided by ε, stays bounded; columns of Ũ_I stay orthonormal',
    tolerance: 1e-12,
    check: () => {
      const tilts = escapes();
      const orthonormal = tilts.map(({ tilted }) => distance(product(transposed(tilted), tilted), identity(tilted.columns)));
      const near = tilts.every(({ eps, weights, before }) => {
        const size = largest(before.A.entries) + largest(before.B.entries);
        return distance(weights.A, before.A) + distance(weights.B, before.B) <= 4 * eps * size;
      });
      return { residual: near ? largest(orthonormal) : Number.NaN };
    },
  },
  {
    id: 'eq-15',
    where: '§1.2 (15)',
    statement: 'At (Ã, B̃) the loss is tr Σ − 2 tr(P_{Ũ_I}Σ) + tr(P_{Ũ_I}ΣP_{Ũ_I}ᵀ).',
    method: 'sum over data rows against the traces, for every I, j, k and three ε',
    tolerance: 1e-12,
    check: () => {
      const { data, sigma } = linearFixture();
      const residuals = escapes().map(({ tilted, weights }) => {
        const P = projectionOnColumns(tilted);
        return dataLoss(data, weights) - (trace(sigma) - 2 * trace(product(P, sigma)) + trace(product(P, sigma, transposed(P))));
      });
      return { residual: largest(residuals) };
    },
  },
  {
    id: 'eq-16',
    where: '§1.2 (16)',
    statement: 'tr(P_ÃΣ) = tr(U P_{UᵀÃ} UᵀΣ) = tr(P_{UᵀÃ}Λ).',
    method: 'the three traces, each by its definition',
    tolerance: 1e-12,
    check: () => {
      const { sigma, spectrum: { U, values } } = linearFixture();
      const residuals = escapes().map(({ weights }) => {
        const inner = projectionOnColumns(product(transposed(U), weights.A));
        const first = trace(product(projection(weights), sigma));
        return Math.max(Math.abs(first - trace(product(U, inner, transposed(U), sigma))), Math.abs(first - trace(product(inner, diagonalOf(values)))));
      });
      return { residual: largest(residuals) };
    },
  },
  {
    id: 'eq-17',
    where: '§1.2 (17)',
    statement: 'At (Ã, B̃) the loss is tr Σ − tr(P_{UᵀÃ}Λ).',
    method: 'sum over data rows against the trace',
    tolerance: 1e-12,
    check: () => {
      const { data, sigma, spectrum: { U, values } } = linearFixture();
      const residuals = escapes().map(({ weights }) => {
        const inner = projectionOnColumns(product(transposed(U), weights.A));
        return dataLoss(data, weights) - (trace(sigma) - trace(product(inner, diagonalOf(values))));
      });
      return { residual: largest(residuals) };
    },
  },
  {
    id: 'eq-18',
    where: '§1.2 (18)',
    statement: 'The diagonal of P_{UᵀÃ} is 1/(1+ε²) at j, ε²/(1+ε²) at k, 1 on the rest of I and 0 elsewhere.',
    method: 'the projection by its definition, for every I, j, k and three ε',
    tolerance: 1e-12,
    check: () => {
      const { U } = linearFixture().spectrum;
      const residuals = escapes().flatMap(({ indices, j, k, eps, weights }) => {
        const inner = projectionOnColumns(product(transposed(U), weights.A));
        return Array.from({ length: U.columns }, (_, i) => {
          const index = i + 1;
          const expected = index === j ? 1 / (1 + eps ** 2) : index === k ? eps ** 2 / (1 + eps ** 2) : indices.includes(index) ? 1 : 0;
          return inner.entries[i * (U.columns + 1)]! - expected;
        });
      });
      return { residual: largest(residuals) };
    },
  },
  {
    id: 'prop-3',
    where: '§1.2, Proposition 3',
    statement: 'A critical point with I ≠ {1, …, d} is a saddle: along (Ã, B̃) the loss falls by ε²/(1+ε²)·(λ_k − λ_j).',
    method: 'difference of two sums over the data rows, for every such I, j, k and three ε',
    tolerance: 1e-12,
    check: () => {
      const { data, spectrum: { values } } = linearFixture();
      const residuals = escapes().map(({ j, k, eps, weights, before }) => {
        const drop = (eps ** 2 / (1 + eps ** 2)) * (values[k - 1]! - values[j - 1]!);
        return drop > 0 ? dataLoss(data, before) - dataLoss(data, weights) - drop : Number.NaN;
      });
      return { residual: largest(residuals) };
    },
  },
  {
    id: 'not-a-maximum',
    where: '§1.2, end of the proof',
    statement: 'No critical point with A of full rank is a local maximum: for fixed A, the loss is strictly convex in B.',
    method: 'second differences of the loss on the data along random changes of B are positive and equal 2 tr(D ΣDᵀ) with D = A δB',
    tolerance: 1e-9,
    check: () =>
      overFound(({ A, B }) => {
        const { data, sigma, features, hidden } = linearFixture();
        const direction = randomMatrix(900, hidden, features);
        const at = (t: number): number => dataLoss(data, { A, B: sum(B, direction, t) });
        const second = at(1) - 2 * at(0) + at(-1);
        const D = product(A, direction);
        const expected = 2 * trace(product(D, sigma, transposed(D)));
        return expected > 0 ? (second - expected) / expected : Number.NaN;
      }),
  },
];
