/** @file §3 of the source notes: the integral loss, the ReLU output, and the skeleta of the cube. */
import {
  census, compareWithOneSparse, lawLoss, oneSparseLoss, populationLoss, thomson, tiedLinearLoss, type ToyModel,
} from '@tegum/core';
import { poissonBinomial, uniformSparse } from '@tegum/data-sparse';
import type { NotesEntry } from '../entry.js';
import { largest } from '../matrices.js';
import { randomMatrix } from './samples.js';

/** Gauss–Legendre nodes and weights on [−1, 1]: exact for polynomials up to degree 9. */
const GAUSS: readonly (readonly [node: number, weight: number])[] = [
  [0, 0.5688888888888889],
  [0.5384693101056831, 0.47862867049936647],
  [-0.5384693101056831, 0.47862867049936647],
  [0.906179845938664, 0.23692688505618908],
  [-0.906179845938664, 0.23692688505618908],
];

/**
 * E f(x) for x_i = B_i U_i: every set of active features, and on each the cube cut into `panels`ⁿ boxes with 5ⁿ Gauss points.
 *
 * Exact for polynomials of degree ≤ 9 in each x_i; across a kink it errs by about 0.1/panels².
 */
function expectation(density: readonly number[], panels: number, f: (x: Float64Array) => number): number {
  const x = new Float64Array(density.length);
  const over = (i: number): number => {
    if (i === density.length) return f(x);
    const p = density[i]!;
    x[i] = 0;
    let total = (1 - p) * over(i + 1);
    for (let panel = 0; panel < panels; panel++) {
      for (const [node, weight] of GAUSS) {
        x[i] = (panel + (1 + node) / 2) / panels;
        total += ((p * weight) / (2 * panels)) * over(i + 1);
      }
    }
    return total;
  };
  return over(0);
}

/** z = WᵀWx + b at one x. */
function preActivations({ features, hidden, W, b }: ToyModel, x: Float64Array): Float64Array {
  const y = b.slice();
  for (let h = 0; h < hidden; h++) {
    let code = 0;
    for (let j = 0; j < features; j++) code += W[h * features + j]! * x[j]!;
    for (let i = 0; i < features; i++) y[i]! += W[h * features + i]! * code;
  }
  return y;
}

const squaredError = (x: Float64Array, y: Float64Array): number => x.reduce((total, value, i) => total + (value - y[i]!) * (value - y[i]!), 0);

const PAIR: ToyModel = { features: 2, hidden: 1, W: Float64Array.of(0.9, -0.7), b: Float64Array.of(-0.08, 0.05) };
const PAIR_DENSITY = [0.4, 0.7];

/** Loss of the model, with the bias added or subtracted, by cubature. */
function reluByCubature(model: ToyModel, sign: 1 | -1): number {
  const shifted = { ...model, b: model.b.map((value) => sign * value) };
  return expectation(PAIR_DENSITY, 160, (x) => squaredError(x, preActivations(shifted, x).map((z) => (z > 0 ? z : 0))));
}

const exactLoss = (model: ToyModel, density: ArrayLike<number>): number =>
  populationLoss(model, { density: Float64Array.from(density), importance: new Float64Array(model.features).fill(1) }, { tolerance: 1e-10 }).loss;

/** E[loss | exactly l features are active], each set of l equally likely. */
function lossOfExactly(l: number, model: ToyModel): number {
  const { features } = model;
  const activeCount = Float64Array.from({ length: features + 1 }, (_, count) => (count === l ? 1 : 0));
  const group = { features: Array.from({ length: features }, (_, i) => i), activeCount };
  return lawLoss(model, new Float64Array(features).fill(1), { features, magnitude: 'uniform', groups: [group] }, { tolerance: 1e-9 }).loss;
}

/** Three unit vectors in the plane, no two within 90° of each other if −√½ ≤ cosine ≤ 0; no biases. */
function obtuseTriple(cosine: number): ToyModel {
  const sine = Math.sqrt(1 - cosine * cosine);
  // w₁ = (1, 0); w₂ and w₃ on either side of its opposite, mirror images with ⟨w₁, w₂⟩ = ⟨w₁, w₃⟩ = cosine.
  return { features: 3, hidden: 2, W: Float64Array.of(1, cosine, cosine, 0, sine, -sine), b: new Float64Array(3) };
}

/** Σ 1/|w_i − w_j|, the energy of the Thomson problem. */
function coulombEnergy({ features, hidden, W }: ToyModel): number {
  let energy = 0;
  for (let i = 0; i < features; i++) {
    for (let j = 0; j < i; j++) {
      let square = 0;
      for (let h = 0; h < hidden; h++) square += (W[h * features + i]! - W[h * features + j]!) ** 2;
      energy += 1 / Math.sqrt(square);
    }
  }
  return energy;
}

export const reluModelEntries: readonly NotesEntry[] = [
  {
    id: 'loss-integral-linear',
    where: '§3.1',
    statement: 'Without ReLU and bias the loss is the integral of |x − WᵀWx|² over the law μ of the data; only its second moment matters: tr (I − G) Σ (I − G).',
    method: 'Gauss cubature over every set of active features, exact for polynomials, against the trace in @tegum/core with Σ of @tegum/data-sparse',
    tolerance: 1e-12,
    check: () => {
      const [features, hidden, density] = [3, 2, [0.2, 0.5, 0.9]];
      const W = randomMatrix(31, hidden, features, 0.6).entries;
      const model = { features, hidden, W, b: new Float64Array(features) };
      const cubature = expectation(density, 1, (x) => squaredError(x, preActivations(model, x)));
      return { residual: Math.abs(tiedLinearLoss({ W, sigma: uniformSparse(density).secondMoment(), features, hidden }).loss - cubature) };
    },
  },
  {
    id: 'loss-integral-relu',
    where: '§3.1; E12',
    statement: 'The loss with ReLU and bias is the integral of |x − ReLU(WᵀWx − b)|² over μ.',
    correction: 'It is, with the notes’ sign; everyone else, Tegum included, adds the bias. The same b gives another loss: b changes sign between the two.',
    method: 'the exact loss at −b against cubature of the integral as printed, with 160 panels a side; as printed: the exact loss at +b against it, relative',
    tolerance: 2e-6,
    check: () => {
      const printed = reluByCubature(PAIR, -1);
      const subtracted = { ...PAIR, b: PAIR.b.map((value) => -value) };
      return { residual: Math.abs(exactLoss(subtracted, PAIR_DENSITY) - printed), asPrinted: Math.abs(exactLoss(PAIR, PAIR_DENSITY) / printed - 1) };
    },
  },
  {
    id: 'cube-skeleta',
    where: '§3.1; E11',
    statement: 'The cube is the disjoint union of Q_1, …, Q_D, the points with exactly l entries that are not zero.',
    correction: 'It is so from l = 0 on: Q_0 = {0} carries the weight Π(1 − p_i), most of it when S is near 1. Q_l is a union of coordinate faces, not the l-skeleton of the cube.',
    method: 'Σ_l Pr(Q_l) from the Poisson binomial recurrence against 1, and each Pr(Q_l) against the sum over all sets of active features; as printed: the weight left out',
    tolerance: 1e-13,
    check: () => {
      const density = [0.02, 0.05, 0.1, 0.03];
      const probabilities = poissonBinomial(Float64Array.from(density));
      const bySets = new Float64Array(density.length + 1);
      for (let set = 0; set < 1 << density.length; set++) {
        const active = density.map((_, i) => ((set >> i) & 1) === 1);
        const weight = density.reduce((total, p, i) => total * (active[i] ? p : 1 - p), 1);
        bySets[active.filter(Boolean).length]! += weight;
      }
      const total = probabilities.reduce((sum, value) => sum + value, 0);
      return { residual: Math.max(Math.abs(total - 1), largest(probabilities.map((value, l) => value - bySets[l]!))), asPrinted: probabilities[0]! };
    },
  },
  {
    id: 'question-2',
    where: '§3.1: the second open question',
    statement: 'When S is near 1, ∪_{l≥2} Q_l may be so unlikely that its contribution to the integral is negligible.',
    correction:
      'Probability is the wrong yardstick: a trained model makes the 1-sparse loss tiny. At its optimum for n = 5, m = 2 and density 0.05, the 2 % of the data with l ≥ 2 makes more than half of the loss.',
    method: 'Σ_l Pr(Q_l) E[loss | Q_l], every term by the series for data with exactly l active features, against the series for the whole; as printed: by how much the share of l ≥ 2 in the loss exceeds their probability',
    tolerance: 1e-8,
    check: () => {
      const density = new Float64Array(5).fill(0.05);
      const importance = new Float64Array(5).fill(1);
      const { W, b } = census({ population: { density, importance }, hidden: 2, starts: 8, seed: 0 }).optima[0]!;
      const model = { features: 5, hidden: 2, W, b };
      const probabilities = poissonBinomial(density);
      const shares = probabilities.map((probability, l) => probability * lossOfExactly(l, model));
      const total = shares.reduce((sum, share) => sum + share, 0);
      const many = (values: Float64Array): number => values.slice(2).reduce((sum, value) => sum + value, 0);
      return { residual: Math.abs(total / exactLoss(model, density) - 1), asPrinted: many(shares) / total - many(probabilities) };
    },
  },
  {
    id: 'thomson-link',
    where: '§3.1, end',
    statement: 'The 1-sparse problem is linked to Thomson’s problem.',
    correction: 'By analogy: both keep vectors apart. The shapes that symmetry fixes agree (6 vectors in space: the octahedron), others do not (8).',
    method: '1-sparse optimum and Thomson’s solution, each by multi-start descent, compared up to rotation and order for 6 vectors; as printed: their distance for 8',
    tolerance: 1e-6,
    check: () => {
      const apart = (points: number): number =>
        compareWithOneSparse(thomson({ points, dimension: 3, riesz: 1, starts: 10, seed: 0 }), 3, { starts: 30 }).procrustesDistance;
      return { residual: apart(6), asPrinted: apart(8) };
    },
  },
  {
    id: 'e-13',
    where: '§3.1, end; E13',
    statement: 'Restricted to 1-sparse data the problem is one like Thomson’s, which the vectors’ mutual repulsion decides.',
    correction: 'For n < 2m the 1-sparse loss is 0 for any unit vectors of which no two are within 90°: a continuum, along which Thomson’s energy varies and the loss of sparse data does too.',
    method: '1-sparse loss of three vectors in the plane along that continuum; as printed: how much the Thomson energy varies along it, relative, where the population loss varies as well',
    tolerance: 1e-15,
    check: () => {
      const family = [-0.02, -0.2, -0.4, -0.5, -0.6, -0.7].map(obtuseTriple);
      const energies = family.map(coulombEnergy);
      const losses = family.map((model) => exactLoss(model, [0.1, 0.1, 0.1]));
      const spread = (values: readonly number[]): number => (Math.max(...values) - Math.min(...values)) / Math.min(...values);
      return { residual: largest(family.map((model) => oneSparseLoss(model).loss)), asPrinted: Math.min(spread(energies), spread(losses)) };
    },
  },
];
