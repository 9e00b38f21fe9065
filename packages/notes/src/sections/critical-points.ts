/** @file §1 and §1.1 of the source notes: the linear autoencoder and its critical points. */
import type { NotesEntry, Residuals } from '../entry.js';
import {
  diagonalOf, difference, distance, identity, inverse, largest, product, projectionOnColumns, scaled, trace, transposed, type Matrix,
} from '../matrices.js';
import { orbitPoints, overFound, projection } from './full-rank-points.js';
import { dataLoss, foundCriticalPoints, gradientOf, linearFixture, minimisedLosses, numericalGradient, type Weights } from './linear-fixture.js';
import { columnsOf, randomMatrix } from './samples.js';

const SEARCHED = 'on 40 critical points that Levenberg and Marquardt’s method finds for ∇L = 0 from random starts, knowing no eigenvectors';
const DIFFERENCES = 'central differences of Σ_t |x_t − ABx_t|², row by row, at random A and B';

/** The largest residual over random weights. */
function overRandomWeights(residual: (weights: Weights) => number): Residuals {
  const { features, hidden } = linearFixture();
  const tried = [1, 2, 3, 4].map((seed) => residual({ A: randomMatrix(seed, features, hidden, 0.7), B: randomMatrix(100 + seed, hidden, features, 0.7) }));
  return { residual: largest(tried) };
}

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

const omitted = (indices: readonly number[]): number =>
  linearFixture().spectrum.values.reduce((total, value, i) => (indices.includes(i + 1) ? total : total + value), 0);

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
];
