/** @file Corrections to the source notes that belong to no single equation, and the notes' open questions about the data. */
import { symmetricEigen } from '@tegum/core';
import { uniformSparse } from '@tegum/data-sparse';
import type { NotesEntry } from '../entry.js';
import { diagonalOf, difference, distance, largest, matrix, product, transposed } from '../matrices.js';
import { dataLoss, foundCriticalPoints, hasFullRank, linearFixture } from './linear-fixture.js';
import { columnsOf, randomMatrix } from './samples.js';

/** Eigenvalues of the population's Σ for n features of one density, descending, by symmetricEigen. */
function populationEigenvalues(features: number, density: number): Float64Array {
  return symmetricEigen(uniformSparse(new Float64Array(features).fill(density)).secondMoment(), features).values.slice().reverse();
}

export const correctionEntries: readonly NotesEntry[] = [
  {
    id: 'e-5',
    where: '§1.1, Proposition 1; E5',
    statement: 'For any critical point there is a set I of size d with AB = U_I U_Iᵀ and L = Σ_{i∉I} λ_i.',
    correction: 'Of size at most d: where A lacks rank there are critical points with |I| < d, the origin among them.',
    method: 'loss on the data rows at every critical point that a search for ∇L = 0 finds, against Σ_{i∉I} λ_i with |I| = rank AB; as printed: d − |I| at its largest',
    tolerance: 1e-9,
    check: () => {
      const { data, hidden, spectrum: { U, values } } = linearFixture();
      const deficient = foundCriticalPoints().filter((weights) => !hasFullRank(weights));
      const residuals = deficient.map(({ A, B }) => {
        const aligned = product(transposed(U), A, B, U);
        const chosen = Array.from(values, (_, i) => aligned.entries[i * (U.columns + 1)]! > 0.5);
        const loss = values.reduce((total, value, i) => (chosen[i] === true ? total : total + value), 0);
        return { missing: hidden - chosen.filter(Boolean).length, off: Math.abs(dataLoss(data, { A, B }) - loss) };
      });
      return { residual: residuals.length > 0 ? largest(residuals.map(({ off }) => off)) : Number.NaN, asPrinted: Math.max(...residuals.map(({ missing }) => missing)) };
    },
  },
  {
    id: 'e-6',
    where: '§1.1, (10) and (⋆); E6',
    statement: 'U_I is U with the columns outside I set to zero, and A = U_I C.',
    correction: 'That U_I is D × D, and C is d × d: for (⋆) it must be the D × d matrix of the columns in I. U_I U_Iᵀ is the same either way.',
    method: 'both U_I U_Iᵀ compared; as printed: by how many columns U_I exceeds the rows of C',
    tolerance: 1e-15,
    check: () => {
      const { hidden, spectrum: { U } } = linearFixture();
      const indices = [1, 3];
      const padded = { ...U, entries: U.entries.map((value, e) => (indices.includes((e % U.columns) + 1) ? value : 0)) };
      const narrow = columnsOf(U, indices);
      return { residual: distance(product(padded, transposed(padded)), product(narrow, transposed(narrow))), asPrinted: padded.columns - hidden };
    },
  },
  {
    id: 'e-7',
    where: '§1.1, proof of the second claim; E7',
    statement: 'Any matrix that commutes with a diagonal matrix is diagonal.',
    correction: 'Only if the entries on the diagonal are distinct, for (PΛ − ΛP)_ij = P_ij(λ_j − λ_i). With a repeated eigenvalue there are projections that commute and are not diagonal.',
    method: 'the identity at random P and Λ; as printed: the off-diagonal entry of a projection that commutes with diag(2, 2, 1)',
    tolerance: 1e-13,
    check: () => {
      const P = randomMatrix(41, 3, 3);
      const values = [3, 2, 1];
      const commutator = difference(product(P, diagonalOf(values)), product(diagonalOf(values), P));
      const formula = matrix(3, 3, P.entries.map((value, e) => value * (values[e % 3]! - values[Math.floor(e / 3)]!)));
      const tilted = matrix(3, 3, [0.5, 0.5, 0, 0.5, 0.5, 0, 0, 0, 0]);
      const repeated = diagonalOf([2, 2, 1]);
      const commutes = distance(product(tilted, repeated), product(repeated, tilted));
      return { residual: Math.max(distance(commutator, formula), commutes), asPrinted: tilted.entries[1]! };
    },
  },
  {
    id: 'e-8',
    where: '§1, assumption; E8',
    statement: 'The data is such that Σ has distinct eigenvalues.',
    correction: 'Not for sparse data of one density: the population’s Σ = vI + (p²/4)11ᵀ has v = p/3 − p²/4 with multiplicity n − 1, and v + np²/4. A finite sample splits them by noise alone. Σ is a sum over the data there, a mean here.',
    method: 'eigenvalues of the second moment, computed, against these; as printed: the number of eigenvalues that coincide',
    tolerance: 1e-14,
    check: () => {
      const cases = [[4, 0.1], [7, 0.5], [12, 0.03]] as const;
      const residuals = cases.map(([n, p]) => {
        const v = p / 3 - (p * p) / 4;
        return largest(populationEigenvalues(n, p).map((value, i) => value - (i === 0 ? v + (n * p * p) / 4 : v)));
      });
      const values = populationEigenvalues(7, 0.5);
      return { residual: largest(residuals), asPrinted: values.filter((value, i) => i > 0 && Math.abs(value - values[1]!) < 1e-12).length };
    },
  },
  {
    id: 'question-1',
    where: '§2.1, remark: the first open question',
    statement: 'It is tempting to assume Σ = I, up to scale; how justified that is remains open.',
    correction: 'Once the mean is removed it is exact. Otherwise Σ is off in the one direction 1, by the relative amount 3np/(4 − 3p): little while np ≪ 1, much for many or dense features.',
    method: 'computed spectra of second moment and covariance for a grid of n and p; as printed: the largest relative error on that grid',
    tolerance: 1e-11,
    check: () => {
      const grid = [2, 5, 20, 40].flatMap((n) => [0.001, 0.03, 0.3, 1].map((p) => [n, p] as const));
      const residuals = grid.map(([n, p]) => {
        const values = populationEigenvalues(n, p);
        const defect = values[0]! / values[n - 1]! - 1;
        const covariance = uniformSparse(new Float64Array(n).fill(p)).covariance();
        const isotropic = covariance.every((value, e) => (e % (n + 1) === 0 ? Math.abs(value / covariance[0]! - 1) < 1e-14 : value === 0));
        return isotropic ? (defect - (3 * n * p) / (4 - 3 * p)) / (1 + defect) : Number.NaN;
      });
      return { residual: largest(residuals), asPrinted: Math.max(...grid.map(([n, p]) => (3 * n * p) / (4 - 3 * p))) };
    },
  },
];
