/** @file §1 of the source notes: the linear autoencoder and its critical points. */
import type { NotesEntry, Residuals } from '../entry.js';
import {
  diagonalOf, difference, distance, identity, inverse, largest, product, projectionOnColumns, scaled, sum, trace, transposed, type Matrix,
} from '../matrices.js';
import {
  dataLoss, foundCriticalPoints, gradientOf, hasFullRank, linearFixture, minimisedLosses, numericalGradient, type Weights,
} from './linear-fixture.js';
import { columnsOf, randomMatrix, subsets } from './samples.js';

const SEARCHED = 'on 40 critical points that Levenberg and Marquardt’s method finds for ∇L = 0 from random starts, knowing no eigenvectors';
const DIFFERENCES = 'central differences of Σ_t |x_t − ABx_t|², row by row, at random A and B';

/** The largest residual over random weights. */
function overRandomWeights(residual: (weights: Weights) => number): Residuals {
  const { features, hidden } = linearFixture();
  const tried = [1, 2, 3, 4].map((seed) => residual({ A: randomMatrix(seed, features, hidden, 0.7), B: randomMatrix(100 + seed, hidden, features, 0.7) }));
  return { residual: largest(tried) };
}

/** The largest residual over critical points with A of full rank, as the notes assume. */
function overFound(residual: (weights: Weights) => number): Residuals {
  const found = foundCriticalPoints().filter(hasFullRank);
  return { residual: found.length >= 10 ? largest(found.map(residual)) : Number.NaN };
}

/** P_A, the projection on the columns of A. */
const projection = ({ A }: Weights): Matrix => projectionOnColumns(A);

/** The set I, 1-based, whose eigenvectors span AB's image best. */
function nearestIndices({ A, B }: Weights): number[] {
  const { U } = linearFixture().spectrum;
  const aligned = product(transposed(U), A, B, U);
  return Array.from({ length: U.columns }, (_, i) => i + 1).filter((i) => aligned.entries[(i - 1) * (U.columns + 1)]! > 0.5);
}

/** U_I U_Iᵀ. */
function eigenProjection(indices: readonly number[]): Matrix {
  const U_I = columnsOf(linearFixture().spectrum.U, indices);
  return product(U_I, transposed(U_I));
}

/** (U_I C, C⁻¹ U_Iᵀ) for every I of size d and one random C each. */
function orbitPoints(): { readonly indices: number[]; readonly C: Matrix; readonly weights: Weights }[] {
  const { features, hidden, spectrum } = linearFixture();
  return subsets(features, hidden).map((indices, seed) => {
    const C = randomMatrix(500 + seed, hidden, hidden);
    const U_I = columnsOf(spectrum.U, indices);
    return { indices, C, weights: { A: product(U_I, C), B: product(inverse(C), transposed(U_I)) } };
  });
}

const omitted = (indices: readonly number[]): number =>
  linearFixture().spectrum.values.reduce((total, value, i) => (indices.includes(i + 1) ? total : total + value), 0);

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

export const criticalPointEntries: readonly NotesEntry[] = [
  {
    id: 'loss-linear',
    where: '§1, the loss',
    statement: 'The loss on the data is L(A, B) = Σ_t |x_t − ABx_t|², and Σ = Σ_t x_t x_tᵀ is all it needs of the data: L = tr (I − AB) Σ (I − AB)ᵀ.',
    method: 'sum over 30 data rows against the trace, at random A and B',
    tolerance: 1e-12,
    check: () =>
      overRandomWeights((weights) => {
        const { data, sigma, features } = linearFixture();
        const rest = difference(identity(features), product(weights.A, weights.B));
        return dataLoss(data, weights) / trace(product(rest, sigma, transposed(rest))) - 1;
      }),
  },
  {
    id: 'eq-1',
    where: '§1.1 (1)',
    statement: '∂L/∂B = −2(AᵀΣ − AᵀABΣ), so it vanishes where AᵀΣ = AᵀABΣ.',
    method: DIFFERENCES,
    tolerance: 1e-9,
    check: () =>
      overRandomWeights((weights) => {
        const { data, sigma } = linearFixture();
        const At = transposed(weights.A);
        const formula = scaled(difference(product(At, sigma), product(At, weights.A, weights.B, sigma)), -2);
        return Math.max(distance(formula, numericalGradient(data, weights).B), distance(formula, gradientOf(sigma, weights).B));
      }),
  },
  {
    id: 'eq-2',
    where: '§1.1 (2)',
    statement: '∂L/∂A = −2(ΣBᵀ − ABΣBᵀ), so it vanishes where ΣBᵀ = ABΣBᵀ.',
    method: DIFFERENCES,
    tolerance: 1e-9,
    check: () =>
      overRandomWeights((weights) => {
        const { data, sigma } = linearFixture();
        const Bt = transposed(weights.B);
        const formula = scaled(difference(product(sigma, Bt), product(weights.A, weights.B, sigma, Bt)), -2);
        return Math.max(distance(formula, numericalGradient(data, weights).A), distance(formula, gradientOf(sigma, weights).A));
      }),
  },
  {
    id: 'eq-3',
    where: '§1.1 (3)',
    statement: '∇L = 0 exactly where AᵀΣ = AᵀABΣ and ΣBᵀ = ABΣBᵀ.',
    method: `both equations, and differences of the loss on the data, ${SEARCHED}`,
    tolerance: 1e-9,
    check: () => {
      const { data, sigma } = linearFixture();
      const found = foundCriticalPoints();
      const residuals = found.map(({ A, B }) => {
        const At = transposed(A);
        const Bt = transposed(B);
        const differences = numericalGradient(data, { A, B });
        return Math.max(
          distance(product(At, sigma), product(At, A, B, sigma)),
          distance(product(sigma, Bt), product(A, B, sigma, Bt)),
          largest(differences.A.entries),
          largest(differences.B.entries),
        );
      });
      return { residual: found.length >= 30 ? largest(residuals) : Number.NaN };
    },
  },
  {
    id: 'eq-4',
    where: '§1.1 (4)',
    statement: 'At a critical point with A of full rank, B = (AᵀA)⁻¹Aᵀ.',
    method: SEARCHED,
    tolerance: 1e-8,
    check: () => overFound(({ A, B }) => distance(B, product(inverse(product(transposed(A), A)), transposed(A)))),
  },
  {
    id: 'eq-5',
    where: '§1.1 (5)',
    statement: 'There AB = A(AᵀA)⁻¹Aᵀ = P_A: an orthogonal projection.',
    method: `${SEARCHED}; AB is also symmetric and its own square`,
    tolerance: 1e-8,
    check: () =>
      overFound((weights) => {
        const AB = product(weights.A, weights.B);
        return Math.max(distance(AB, projection(weights)), distance(AB, transposed(AB)), distance(AB, product(AB, AB)));
      }),
  },
  {
    id: 'eq-6',
    where: '§1.1 (6)',
    statement: 'There ΣBᵀ = P_A ΣBᵀ.',
    method: SEARCHED,
    tolerance: 1e-8,
    check: () =>
      overFound((weights) => {
        const right = product(linearFixture().sigma, transposed(weights.B));
        return distance(right, product(projection(weights), right));
      }),
  },
  {
    id: 'eq-7',
    where: '§1.1 (7) and the claim before it',
    statement: 'There ΣP_A = P_A ΣP_A, which is symmetric, so Σ commutes with P_A.',
    method: SEARCHED,
    tolerance: 1e-8,
    check: () =>
      overFound((weights) => {
        const { sigma } = linearFixture();
        const P = projection(weights);
        const SP = product(sigma, P);
        return Math.max(distance(SP, product(P, SP)), distance(SP, transposed(SP)), distance(SP, product(P, sigma)));
      }),
  },
  {
    id: 'eq-8',
    where: '§1.1 (8)',
    statement: 'Σ = UΛUᵀ with U orthogonal and λ₁ > … > λ_D > 0 on the diagonal of Λ.',
    method: 'the product against Σ, UᵀU against I, and the order and sign of the eigenvalues of a data set',
    tolerance: 1e-13,
    check: () => {
      const { sigma, spectrum: { U, values } } = linearFixture();
      const ordered = values.every((value, i) => value > (values[i + 1] ?? 0));
      const rebuilt = product(U, diagonalOf(values), transposed(U));
      return { residual: ordered ? Math.max(distance(rebuilt, sigma), distance(product(transposed(U), U), identity(U.rows))) : Number.NaN };
    },
  },
  {
    id: 'eq-9',
    where: '§1.1 (9)',
    statement: 'P_A = U P_{UᵀA} Uᵀ.',
    method: 'either side by its definition, at random A',
    tolerance: 1e-12,
    check: () =>
      overRandomWeights((weights) => {
        const { U } = linearFixture().spectrum;
        return distance(projection(weights), product(U, projectionOnColumns(product(transposed(U), weights.A)), transposed(U)));
      }),
  },
  {
    id: 'claim-diagonal',
    where: '§1.1, claim before (9)',
    statement: 'At a critical point with A of full rank, P_{UᵀA} is diagonal, with d entries 1 and the others 0.',
    method: SEARCHED,
    tolerance: 1e-8,
    check: () =>
      overFound((weights) => {
        const { spectrum: { U }, hidden } = linearFixture();
        const P = projectionOnColumns(product(transposed(U), weights.A));
        const indices = nearestIndices(weights);
        const expected = diagonalOf(Array.from({ length: U.columns }, (_, i) => (indices.includes(i + 1) ? 1 : 0)));
        return indices.length === hidden ? distance(P, expected) : Number.NaN;
      }),
  },
  {
    id: 'eq-10',
    where: '§1.1 (10)',
    statement: 'There P_A = U_I U_Iᵀ for a set I of d indices.',
    method: SEARCHED,
    tolerance: 1e-8,
    check: () => overFound((weights) => distance(projection(weights), eigenProjection(nearestIndices(weights)))),
  },
  {
    id: 'eq-11',
    where: '§1.1 (11)',
    statement: 'There AB = P_A = U_I U_Iᵀ = P_{U_I}.',
    method: SEARCHED,
    tolerance: 1e-8,
    check: () =>
      overFound((weights) => {
        const indices = nearestIndices(weights);
        const onColumns = projectionOnColumns(columnsOf(linearFixture().spectrum.U, indices));
        return Math.max(distance(product(weights.A, weights.B), eigenProjection(indices)), distance(onColumns, eigenProjection(indices)));
      }),
  },
  {
    id: 'eq-12',
    where: '§1.1 (12)',
    statement: 'Σ_t |x_t − Px_t|² = tr Σ − 2 tr(PΣ) + tr(PΣPᵀ) for P = AB.',
    method: 'sum over data rows against the traces, at random A and B',
    tolerance: 1e-12,
    check: () =>
      overRandomWeights((weights) => {
        const { data, sigma } = linearFixture();
        const P = product(weights.A, weights.B);
        return dataLoss(data, weights) - (trace(sigma) - 2 * trace(product(P, sigma)) + trace(product(P, sigma, transposed(P))));
      }),
  },
  {
    id: 'prop-1',
    where: '§1.1, Proposition 1',
    statement: 'At a critical point with A of full rank, AB projects on d eigenvectors of Σ and L = tr Σ − Σ_{i∈I} λ_i = Σ_{i∉I} λ_i.',
    method: `loss on the data rows, ${SEARCHED}`,
    tolerance: 1e-9,
    check: () => overFound((weights) => dataLoss(linearFixture().data, weights) - omitted(nearestIndices(weights))),
  },
  {
    id: 'cor-2',
    where: '§1.1, Corollary 2',
    statement: 'The minimum is attained at I = {1, …, d} and nowhere lower: L = λ_{d+1} + … + λ_D.',
    method: 'the end of L-BFGS from 20 random starts, and no critical point found lies lower',
    tolerance: 1e-10,
    check: () => {
      const { data, sigma, hidden } = linearFixture();
      const minimum = omitted([1, 2]);
      const ends = minimisedLosses(sigma, hidden, 20).map((loss) => loss - minimum);
      const below = foundCriticalPoints().map((weights) => Math.max(0, minimum - dataLoss(data, weights)));
      return { residual: Math.max(largest(ends), largest(below)) };
    },
  },
  {
    id: 'eq-star',
    where: '§1.1 (⋆)',
    statement: 'The critical points over I are A = U_I C, B = C⁻¹U_Iᵀ with C invertible.',
    method: 'differences of the loss on the data there, for every I and a random C; and C recovered from the critical points found',
    tolerance: 1e-8,
    check: () => {
      const { data, spectrum: { U } } = linearFixture();
      const slopes = orbitPoints().map(({ weights }) => {
        const { A, B } = numericalGradient(data, weights);
        return Math.max(largest(A.entries), largest(B.entries)) / (1 + largest(weights.A.entries) + largest(weights.B.entries)) ** 2;
      });
      const recovered = overFound(({ A, B }) => {
        const U_I = columnsOf(U, nearestIndices({ A, B }));
        const C = product(transposed(U_I), A);
        return Math.max(distance(A, product(U_I, C)), distance(B, product(inverse(C), transposed(U_I))));
      });
      return { residual: Math.max(largest(slopes), recovered.residual) };
    },
  },
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
