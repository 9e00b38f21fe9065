/** @file §2.2 of the source notes: weight tying and the gradient flow. */
import { isotropicEnergy, tiedLinearLoss } from '@tegum/core';
import type { NotesEntry } from '../entry.js';
import { diagonalOf, difference, distance, identity, largest, matrix, product, scaled, sum, transposed, type Matrix } from '../matrices.js';
import { dataLoss, gradientOf, linearFixture, numericalGradient, type Weights } from './linear-fixture.js';
import { columnsOf, randomMatrix, spectrumOf } from './samples.js';

const SIGMA = 0.7;
const DIFFERENCES = 'central differences of Σ_t |x_t − WᵀWx_t|², row by row, at random W';

/** W [d, n] at random. */
function randomTied(seed: number): Matrix {
  const { features, hidden } = linearFixture();
  return randomMatrix(700 + seed, hidden, features, 0.6);
}

function overTied(residual: (W: Matrix) => number): number {
  return largest([1, 2, 3, 4].map((seed) => residual(randomTied(seed))));
}

/** A = Wᵀ, B = W. */
const tied = (W: Matrix): Weights => ({ A: transposed(W), B: W });

const gram = (W: Matrix): Matrix => product(transposed(W), W);

/** I − G. */
const missing = (W: Matrix): Matrix => difference(identity(W.columns), gram(W));

/** (22) as printed: W(Σ − WᵀWΣ). */
const notesFlow = (W: Matrix, sigma: Matrix): Matrix => product(W, difference(sigma, product(gram(W), sigma)));

/** Derivative of a scalar function of W by central differences, extrapolated once: exact up to rounding for quartics. */
function slopes(f: (W: Matrix) => number, W: Matrix): Matrix {
  const at = (e: number, by: number): number => f({ ...W, entries: W.entries.map((value, i) => (i === e ? value + by : value)) });
  const central = (e: number, h: number): number => (at(e, h) - at(e, -h)) / (2 * h);
  const h = 1e-2;
  return { ...W, entries: W.entries.map((_, e) => (4 * central(e, h / 2) - central(e, h)) / 3) };
}

const tiedDataLoss = (W: Matrix): number => dataLoss(linearFixture().data, tied(W));

/** Distance of two directions as a fraction, lengths aside: 0 if one is a multiple of the other. */
function misalignment(a: Matrix, b: Matrix): number {
  const dot = (x: Matrix, y: Matrix): number => x.entries.reduce((total, value, e) => total + value * y.entries[e]!, 0);
  return Math.sqrt(Math.max(0, 1 - dot(a, b) ** 2 / (dot(a, a) * dot(b, b))));
}

/** W̄ = WU and the eigenvalues. */
function eigenbasis(W: Matrix): { readonly Wbar: Matrix; readonly eigenvalues: Float64Array } {
  const { U, values } = linearFixture().spectrum;
  return { Wbar: product(W, U), eigenvalues: values };
}

/** Right-hand side of (23). */
const flow23 = (Wbar: Matrix, eigenvalues: Float64Array): Matrix => product(Wbar, missing(Wbar), diagonalOf(eigenvalues));

/** Column j, and ⟨w_j, w_k⟩. */
const column = (W: Matrix, j: number): number[] => Array.from({ length: W.rows }, (_, i) => W.entries[i * W.columns + j]!);
const inner = (W: Matrix, j: number, k: number): number => column(W, j).reduce((total, value, i) => total + value * column(W, k)[i]!, 0);
const delta = (a: number, b: number): number => (a === b ? 1 : 0);

/** A matrix from its columns' right-hand sides. */
function byColumns(Wbar: Matrix, ofColumn: (j: number) => readonly number[]): Matrix {
  const columns = Array.from({ length: Wbar.columns }, (_, j) => ofColumn(j));
  return matrix(Wbar.rows, Wbar.columns, Wbar.entries.map((_, e) => columns[e % Wbar.columns]![Math.floor(e / Wbar.columns)]!));
}

/** Σ_k c_k w̄_k. */
function combination(Wbar: Matrix, coefficient: (k: number) => number): number[] {
  const total = new Array<number>(Wbar.rows).fill(0);
  for (let k = 0; k < Wbar.columns; k++) column(Wbar, k).forEach((value, i) => (total[i]! += coefficient(k) * value));
  return total;
}

/** ¼σ Σ_i (1 − |w_i|²)² + factor · σ Σ_{i ≠ j} ⟨w_i, w_j⟩², over ordered pairs, by loops. */
function energyByLoops(W: Matrix, factor: number): number {
  let energy = 0;
  for (let i = 0; i < W.columns; i++) {
    energy += (SIGMA / 4) * (1 - inner(W, i, i)) ** 2;
    for (let j = 0; j < W.columns; j++) if (j !== i) energy += factor * SIGMA * inner(W, i, j) ** 2;
  }
  return energy;
}

const inEigenbasis = (rightHandSide: (Wbar: Matrix, eigenvalues: Float64Array) => Matrix): number =>
  overTied((W) => {
    const { Wbar, eigenvalues } = eigenbasis(W);
    return distance(rightHandSide(Wbar, eigenvalues), flow23(Wbar, eigenvalues));
  });

const SUMS = 'the sums written out, against the matrix form (23), at random W̄';

export const flowEntries: readonly NotesEntry[] = [
  {
    id: 'tied-minimum',
    where: '§2.2, weight tying',
    statement: 'Proposition 1 allows a global minimum with A = Bᵀ: A = U_I, B = U_Iᵀ for I = {1, …, d}.',
    method: 'loss there, by the data rows, against λ_{d+1} + … + λ_D; and differences of the tied loss vanish',
    tolerance: 1e-10,
    check: () => {
      const { hidden, spectrum: { U, values } } = linearFixture();
      const W = transposed(columnsOf(U, Array.from({ length: hidden }, (_, i) => i + 1)));
      const minimum = values.slice(hidden).reduce((total, value) => total + value, 0);
      return { residual: Math.max(Math.abs(tiedDataLoss(W) - minimum), largest(slopes(tiedDataLoss, W).entries)) };
    },
  },
  {
    id: 'eq-19',
    where: '§2.2 (19)',
    statement: '∇L(A, B) has the parts −2(AᵀΣ − AᵀABΣ) and −2(ΣBᵀ − ABΣBᵀ).',
    method: 'central differences of the loss on the data at random A and B, and the gradient of @tegum/core',
    tolerance: 1e-9,
    check: () => {
      const { data, sigma, features, hidden } = linearFixture();
      const weights = { A: randomMatrix(61, features, hidden, 0.7), B: randomMatrix(62, hidden, features, 0.7) };
      const rest = difference(sigma, product(weights.A, weights.B, sigma));
      const formula = { A: scaled(product(rest, transposed(weights.B)), -2), B: scaled(product(transposed(weights.A), rest), -2) };
      const residuals = [numericalGradient(data, weights), gradientOf(sigma, weights)].map((g) => Math.max(distance(g.A, formula.A), distance(g.B, formula.B)));
      return { residual: largest(residuals) };
    },
  },
  {
    id: 'eq-20',
    where: '§2.2 (20)–(21); E9',
    statement: 'With learning rate 1, dB/dt = Aᵀ(Σ − ABΣ) and dA/dt = (Σ − ABΣ)Bᵀ are the gradient flow of L.',
    correction: 'They are −½∇L: a factor 2 was dropped, so time runs half as fast.',
    method: 'against central differences of the loss on the data; as printed: against the whole of −∇L, relative',
    tolerance: 1e-9,
    check: () => {
      const { data, sigma, features, hidden } = linearFixture();
      const weights = { A: randomMatrix(63, features, hidden, 0.7), B: randomMatrix(64, hidden, features, 0.7) };
      const rest = difference(sigma, product(weights.A, weights.B, sigma));
      const dB = product(transposed(weights.A), rest);
      const dA = product(rest, transposed(weights.B));
      const { A, B } = numericalGradient(data, weights);
      return {
        residual: Math.max(distance(dB, scaled(B, -0.5)), distance(dA, scaled(A, -0.5))),
        asPrinted: distance(dB, scaled(B, -1)) / largest(B.entries),
      };
    },
  },
  {
    id: 'tying-kept',
    where: '§2.2, before (22); E1',
    statement: 'Training with (20)–(21) keeps A = Bᵀ.',
    correction: 'It does only if Σ(I − G) is symmetric, as for Σ = cI: at A = Bᵀ = Wᵀ, dA/dt − (dB/dt)ᵀ = [(I − G)Σ − Σ(I − G)]Wᵀ.',
    method: 'for Σ = cI against 0, and in general against the commutator; as printed: the difference itself, relative to dA/dt',
    tolerance: 1e-12,
    check: () => {
      const { sigma, features } = linearFixture();
      const isotropic = scaled(identity(features), SIGMA);
      const drift = (W: Matrix, S: Matrix): { readonly dA: Matrix; readonly difference: Matrix } => {
        const { A, B } = gradientOf(S, tied(W));
        return { dA: scaled(A, -0.5), difference: scaled(difference(A, transposed(B)), -0.5) };
      };
      const residual = overTied((W) => {
        const commutator = difference(product(missing(W), sigma), product(sigma, missing(W)));
        return Math.max(largest(drift(W, isotropic).difference.entries), distance(drift(W, sigma).difference, product(commutator, transposed(W))));
      });
      const { dA, difference: apart } = drift(randomTied(1), sigma);
      return { residual, asPrinted: largest(apart.entries) / largest(dA.entries) };
    },
  },
  {
    id: 'eq-22',
    where: '§2.2 (22); E1',
    statement: 'With A = Bᵀ = Wᵀ, the gradient flow is dW/dt = W(Σ − WᵀWΣ).',
    correction: 'That is one half of it; the tied gradient flow is dW/dt = ½W[Σ(I − G) + (I − G)Σ] = −¼∇L.',
    method: `${DIFFERENCES}; as printed: the sine of the angle between (22) and the gradient`,
    tolerance: 1e-9,
    check: () => {
      const { sigma, features, hidden } = linearFixture();
      const residual = overTied((W) => {
        const gradient = slopes(tiedDataLoss, W);
        const half = scaled(product(W, sum(product(sigma, missing(W)), product(missing(W), sigma))), 0.5);
        const fromCore = tiedLinearLoss({ W: W.entries, sigma: sigma.entries, features, hidden }).W;
        return Math.max(distance(half, scaled(gradient, -0.25)), distance(matrix(hidden, features, fromCore), gradient));
      });
      const W = randomTied(1);
      return { residual, asPrinted: misalignment(notesFlow(W, sigma), slopes(tiedDataLoss, W)) };
    },
  },
  {
    id: 'eq-22-equilibria',
    where: '§2.2 (22); E1',
    statement: 'Being the gradient flow, (22) ends where Proposition 1 says, and does PCA.',
    correction: 'Every W with orthonormal rows is an equilibrium of (22), whatever Σ is; for the tied gradient flow only those that span eigenvectors are.',
    method: 'W from a random rotation: (22) vanishes there; as printed: the length of the tied gradient there, by differences',
    tolerance: 1e-12,
    check: () => {
      const { sigma, hidden } = linearFixture();
      // The eigenvectors of another matrix: orthonormal, and unrelated to Σ.
      const other = product(transposed(randomMatrix(71, 6, sigma.rows)), randomMatrix(71, 6, sigma.rows));
      const rows = transposed(columnsOf(orthonormal(other), Array.from({ length: hidden }, (_, i) => i + 1)));
      return { residual: largest(notesFlow(rows, sigma).entries), asPrinted: largest(slopes(tiedDataLoss, rows).entries) };
    },
  },
  {
    id: 'e-2',
    where: '§2.2, remark; E2',
    statement: 'Tying as it is done in practice is not the descent of Σ_t |x_t − WᵀWx_t|².',
    correction: 'With shared parameters, automatic differentiation adds the two gradients, and (∂L/∂A)ᵀ + ∂L/∂B at A = Wᵀ, B = W is exactly the gradient of that loss.',
    method: `${DIFFERENCES}, against the sum of the two gradients; as printed: the length of the gradient that would have to be something else`,
    tolerance: 1e-9,
    check: () => {
      const { sigma } = linearFixture();
      const residual = overTied((W) => {
        const { A, B } = gradientOf(sigma, tied(W));
        return distance(sum(transposed(A), B), slopes(tiedDataLoss, W));
      });
      return { residual, asPrinted: misalignment(notesFlow(randomTied(2), sigma), slopes(tiedDataLoss, randomTied(2))) };
    },
  },
  {
    id: 'eq-23',
    where: '§2.2 (23)',
    statement: 'With W = W̄Uᵀ, (22) becomes dW̄/dt = W̄(I − W̄ᵀW̄)Λ.',
    method: '(22) multiplied by U, at random W',
    tolerance: 1e-13,
    check: () => ({
      residual: overTied((W) => {
        const { Wbar, eigenvalues } = eigenbasis(W);
        return distance(product(notesFlow(W, linearFixture().sigma), linearFixture().spectrum.U), flow23(Wbar, eigenvalues));
      }),
    }),
  },
  {
    id: 'eq-24',
    where: '§2.2 (24)',
    statement: 'In components, dw̄_ij/dt = Σ_{k,l} w̄_ik (δ_kl − Σ_m w̄_mk w̄_ml) δ_lj λ_j.',
    method: SUMS,
    tolerance: 1e-13,
    check: () => ({
      residual: inEigenbasis((Wbar, eigenvalues) => {
        const n = Wbar.columns;
        const w = (i: number, j: number): number => Wbar.entries[i * n + j]!;
        const component = (i: number, j: number): number => {
          let total = 0;
          for (let k = 0; k < n; k++) {
            for (let l = 0; l < n; l++) {
              let overlap = 0;
              for (let m = 0; m < Wbar.rows; m++) overlap += w(m, k) * w(m, l);
              total += w(i, k) * (delta(k, l) - overlap) * delta(l, j) * eigenvalues[j]!;
            }
          }
          return total;
        };
        return matrix(Wbar.rows, n, Wbar.entries.map((_, e) => component(Math.floor(e / n), e % n)));
      }),
    }),
  },
  {
    id: 'eq-25',
    where: '§2.2 (25)',
    statement: 'By columns, dw̄_j/dt = Σ_{k,l} (δ_kl − ⟨w̄_k, w̄_l⟩) δ_lj λ_j w̄_k.',
    method: SUMS,
    tolerance: 1e-13,
    check: () => ({
      residual: inEigenbasis((Wbar, eigenvalues) =>
        byColumns(Wbar, (j) =>
          combination(Wbar, (k) => {
            let total = 0;
            for (let l = 0; l < Wbar.columns; l++) total += (delta(k, l) - inner(Wbar, k, l)) * delta(l, j) * eigenvalues[j]!;
            return total;
          }),
        ),
      ),
    }),
  },
  {
    id: 'eq-26',
    where: '§2.2 (26)',
    statement: 'The sum over l leaves dw̄_j/dt = Σ_k δ_kj λ_j w̄_k − Σ_k ⟨w̄_k, w̄_j⟩ λ_j w̄_k.',
    method: SUMS,
    tolerance: 1e-13,
    check: () => ({ residual: inEigenbasis((Wbar, eigenvalues) => byColumns(Wbar, (j) => combination(Wbar, (k) => delta(k, j) * eigenvalues[j]! - inner(Wbar, k, j) * eigenvalues[j]!))) }),
  },
  {
    id: 'eq-27',
    where: '§2.2 (27)',
    statement: 'The sum over k leaves dw̄_j/dt = λ_j w̄_j − Σ_k ⟨w̄_k, w̄_j⟩ λ_j w̄_k.',
    method: SUMS,
    tolerance: 1e-13,
    check: () => ({
      residual: inEigenbasis((Wbar, eigenvalues) =>
        byColumns(Wbar, (j) => {
          const pulled = combination(Wbar, (k) => inner(Wbar, k, j) * eigenvalues[j]!);
          return column(Wbar, j).map((value, i) => eigenvalues[j]! * value - pulled[i]!);
        }),
      ),
    }),
  },
  {
    id: 'eq-28-flow',
    where: '§2.2, the first of two equations numbered (28); E10',
    statement: 'Without the term k = j, dw̄_j/dt = (1 − |w̄_j|²) λ_j w̄_j − Σ_{k≠j} ⟨w̄_k, w̄_j⟩ λ_j w̄_k.',
    method: SUMS,
    tolerance: 1e-13,
    check: () => ({
      residual: inEigenbasis((Wbar, eigenvalues) =>
        byColumns(Wbar, (j) => combination(Wbar, (k) => (k === j ? (1 - inner(Wbar, j, j)) * eigenvalues[j]! : -inner(Wbar, k, j) * eigenvalues[j]!))),
      ),
    }),
  },
  {
    id: 'eq-28-energy',
    where: '§2.2, the second equation numbered (28); E3, E10',
    statement: 'For Σ = λI the flow descends E = ¼ Σ_i λ(1 − |w_i|²)² + ½ Σ_{i≠j} λ⟨w_i, w_j⟩².',
    correction: 'The second factor is ¼ if the sum runs over ordered pairs; ½ is right over unordered ones. Then E = ¼λ|I − G|²_F, a quarter of the tied loss.',
    method: 'central differences of the two sums, written out, against −λW(I − G); the energy of @tegum/core, and a quarter of the tied loss; as printed: the same with ½, relative',
    tolerance: 1e-9,
    check: () => {
      const residual = overTied((W) => {
        const flow = scaled(product(W, missing(W)), SIGMA);
        const model = { features: W.columns, hidden: W.rows, W: W.entries };
        const energy = isotropicEnergy(model, { sigma: SIGMA });
        const quarter = tiedLinearLoss({ ...model, sigma: scaled(identity(W.columns), SIGMA).entries }).loss / 4;
        return Math.max(
          distance(slopes((at) => energyByLoops(at, 0.25), W), scaled(flow, -1)),
          distance({ ...W, entries: energy.W }, scaled(flow, -1)),
          Math.abs(energy.energy - energyByLoops(W, 0.25)),
          Math.abs(energy.energy - quarter),
        );
      });
      const W = randomTied(3);
      const flow = scaled(product(W, missing(W)), SIGMA);
      return { residual, asPrinted: distance(slopes((at) => energyByLoops(at, 0.5), W), scaled(flow, -1)) / largest(flow.entries) };
    },
  },
  {
    id: 'energy-terms',
    where: '§2.2, remark on (28)',
    statement: 'Its two terms compete: the first wants |w_k| = 1, the second charges λ⟨w_i, w_k⟩² for every interference, so with d < D both cannot vanish.',
    method: 'the first vanishes for unit vectors, the second for orthogonal ones; their sum has the lower bound ¼λ(D − d), reached by PCA’s projections',
    tolerance: 1e-12,
    check: () => {
      const { features, hidden, spectrum: { U } } = linearFixture();
      const unit = normalisedColumns(randomTied(4));
      const projection = transposed(columnsOf(U, Array.from({ length: hidden }, (_, i) => i + 1)));
      const few = matrix(hidden, features, Array.from({ length: hidden * features }, (_, e) => (e % (features + 1) === 0 ? 0.8 : 0)));
      const terms = (W: Matrix): ReturnType<typeof isotropicEnergy> => isotropicEnergy({ features, hidden, W: W.entries }, { sigma: SIGMA });
      const bound = (SIGMA * (features - hidden)) / 4;
      const below = [1, 2, 3, 4].map((seed) => Math.max(0, bound - terms(randomTied(seed)).energy));
      return { residual: Math.max(terms(unit).benefit, terms(few).interference, Math.abs(terms(projection).energy - bound), largest(below)) };
    },
  },
  {
    id: 'e-4',
    where: '§2.2, remark on (28); E4',
    statement: 'The flow (27) arises as gradient descent on the energy.',
    correction: 'With unequal eigenvalues it descends no energy, for its Jacobian is not symmetric; it is dw̄_j/dt = −λ_j ∂E/∂w̄_j with E = ¼|I − W̄ᵀW̄|²_F.',
    method: 'differences of E, column j times λ_j, against (27); as printed: the asymmetry of the Jacobian of (27), by differences, relative to its largest entry',
    tolerance: 1e-9,
    check: () => {
      const { eigenvalues } = eigenbasis(randomTied(1));
      const energy = (W: Matrix): number => missing(W).entries.reduce((total, value) => total + value * value, 0) / 4;
      const residual = overTied((W) => {
        const { Wbar } = eigenbasis(W);
        return distance(scaled(product(slopes(energy, Wbar), diagonalOf(eigenvalues)), -1), flow23(Wbar, eigenvalues));
      });
      const { Wbar } = eigenbasis(randomTied(1));
      const size = Wbar.entries.length;
      const jacobian = matrix(size, size, Array.from({ length: size }, (_, row) => Array.from(slopes((at) => flow23(at, eigenvalues).entries[row]!, Wbar).entries)).flat());
      return { residual, asPrinted: distance(jacobian, transposed(jacobian)) / largest(jacobian.entries) };
    },
  },
];

/** Columns of length 1. */
function normalisedColumns(W: Matrix): Matrix {
  return { ...W, entries: W.entries.map((value, e) => value / Math.sqrt(inner(W, e % W.columns, e % W.columns))) };
}

/** Eigenvectors of a symmetric matrix, as columns. */
function orthonormal(symmetric: Matrix): Matrix {
  return spectrumOf(symmetric).U;
}
