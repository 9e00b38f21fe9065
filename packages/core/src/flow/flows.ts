/**
 * @file Four flows on the weights of a linear autoencoder with second moment Σ, each with its clock.
 *
 * A tied flow moves W [m, n], with G = WᵀW, K = WWᵀ; the untied one moves A [n, m] and B [m, n], stored one after the other.
 */
import { InputError } from '../errors.js';
import { multiplyByTransposeInto, multiplyInto, transposeMultiplyInto } from '../numerics/products.js';
import type { RightHandSide } from './dormand-prince.js';

/** The flows: untied gradient, the notes’ (22), Oja’s subspace rule, tied gradient. */
export type FlowName = 'untied' | 'notes' | 'oja' | 'tied';

/** What a flow is: its name, its equation, and how its time relates to a gradient. */
export interface FlowDescription {
  readonly name: FlowName;
  readonly title: string;
  readonly equation: string;
  /** How its time relates to a loss, so that flows can be compared. */
  readonly normalisation: string;
  /** Its state is A and B rather than W. */
  readonly untied: boolean;
}

/**
 * The flows, in the order of the figure.
 *
 * From a state with A = Bᵀ = Wᵀ near 0 all four begin as Ẇ = WΣ: their clocks agree.
 *
 * Source     source notes §2.2, (20)–(22); Oja 1989 (subspace rule); the tied gradient is that of tr (I − G)Σ(I − G)
 */
export const FLOWS: readonly FlowDescription[] = [
  { name: 'untied', title: 'Untied gradient', equation: 'Ȧ = (I − AB)ΣBᵀ, Ḃ = Aᵀ(I − AB)Σ', normalisation: '−½∇L', untied: true },
  { name: 'notes', title: 'The notes’ (22)', equation: 'Ẇ = W(I − G)Σ', normalisation: 'as printed', untied: false },
  { name: 'oja', title: 'Oja’s subspace flow', equation: 'Ẇ = WΣ(I − G)', normalisation: 'as in (22)', untied: false },
  { name: 'tied', title: 'Tied gradient', equation: 'Ẇ = ½W[Σ(I − G) + (I − G)Σ]', normalisation: '−¼∇L', untied: false },
];

/** The names of all flows, in the order in which they are shown. */
export const flowNames: readonly FlowName[] = FLOWS.map(({ name }) => name);

/**
 * The flow of that name, with its equation and its clock.
 *
 * @throws {InputError} if there is no such flow.
 *
 * @example
 * flowNamed('tied').normalisation; // → '−¼∇L'
 */
export function flowNamed(name: string): FlowDescription {
  const flow = FLOWS.find((candidate) => candidate.name === name);
  if (flow === undefined) throw new InputError('flow', `one of ${flowNames.join(', ')}`, JSON.stringify(name));
  return flow;
}

/** Numbers in a state: 2nm untied, nm else. */
export function stateLength(name: FlowName, features: number, hidden: number): number {
  return features * hidden * (flowNamed(name).untied ? 2 : 1);
}

/**
 * The right-hand side of a flow, for `DormandPrince`. Shapes are trusted.
 *
 * Shape      sigma [n, n], symmetric; state W [m, n], or A [n, m] then B [m, n]
 * Cost       O(mn²) a call; allocates nothing but views
 *
 * @example
 * const f = flowRightHandSide('tied', Float64Array.of(2, 0, 0, 1), 2, 1);
 * const dW = new Float64Array(2);
 * // At W = (1, 0) the first eigenvector is reconstructed: nothing moves.
 * f(dW, Float64Array.of(1, 0), 0);
 * dW; // → [ 0, 0 ]
 */
export function flowRightHandSide(name: FlowName, sigma: Float64Array, features: number, hidden: number): RightHandSide {
  return name === 'untied' ? untiedSide(sigma, features, hidden) : tiedSide(name, sigma, features, hidden);
}

/** Ḃ = Aᵀ(I − AB)Σ = (Aᵀ − AᵀA·B)Σ and Ȧ = (I − AB)ΣBᵀ = ΣBᵀ − A·BΣBᵀ: no n × n matrix but Σ. */
function untiedSide(sigma: Float64Array, n: number, m: number): RightHandSide {
  const size = n * m;
  const [bSigma, residual] = [new Float64Array(size), new Float64Array(size)];
  const [inner, product] = [new Float64Array(m * m), new Float64Array(size)];
  return (derivative, state) => {
    const [a, b] = [state.subarray(0, size), state.subarray(size)];
    const [aDot, bDot] = [derivative.subarray(0, size), derivative.subarray(size)];
    multiplyInto(bSigma, b, sigma, m, n, n);
    multiplyByTransposeInto(inner, bSigma, b, m, n, m);
    multiplyInto(product, a, inner, n, m, m);
    for (let i = 0; i < n; i++) for (let h = 0; h < m; h++) aDot[i * m + h] = bSigma[h * n + i]! - product[i * m + h]!;
    transposeMultiplyInto(inner, a, a, m, n, m);
    multiplyInto(product, inner, b, m, m, n);
    for (let i = 0; i < n; i++) for (let h = 0; h < m; h++) residual[h * n + i] = a[i * m + h]! - product[h * n + i]!;
    multiplyInto(bDot, residual, sigma, m, n, n);
  };
}

/** With P = WΣ: (22) is P − KP, Oja's is P − PWᵀ·W, and the tied gradient is half their sum. */
function tiedSide(name: 'notes' | 'oja' | 'tied', sigma: Float64Array, n: number, m: number): RightHandSide {
  const [p, left, right] = [new Float64Array(n * m), new Float64Array(n * m), new Float64Array(n * m)];
  const inner = new Float64Array(m * m);
  const leftWeight = name === 'notes' ? 1 : name === 'tied' ? 0.5 : 0;
  const rightWeight = 1 - leftWeight;
  return (derivative, w) => {
    multiplyInto(p, w, sigma, m, n, n);
    if (leftWeight > 0) {
      multiplyByTransposeInto(inner, w, w, m, n, m);
      multiplyInto(left, inner, p, m, m, n);
    }
    if (rightWeight > 0) {
      multiplyByTransposeInto(inner, p, w, m, n, m);
      multiplyInto(right, inner, w, m, m, n);
    }
    for (let e = 0; e < n * m; e++) derivative[e] = p[e]! - leftWeight * left[e]! - rightWeight * right[e]!;
  };
}

/**
 * (22) in Σ's eigenbasis, a column at a time: ẇ_j = λ_j w_j − Σ_k ⟨w_k, w_j⟩ λ_j w_k.
 *
 * Shape      eigenvalues [n]; state W̄ = WU, [m, n]
 * Source     source notes §2.2, (27)
 *
 * @example
 * const f = notesColumnForm([2, 1], 1);
 * const dW = new Float64Array(2);
 * f(dW, Float64Array.of(0.5, 0), 0);
 * dW; // → [ 0.75, 0 ]
 */
export function notesColumnForm(eigenvalues: ArrayLike<number>, hidden: number): RightHandSide {
  const n = eigenvalues.length;
  return (derivative, w) => {
    for (let j = 0; j < n; j++) {
      const lambda = eigenvalues[j]!;
      for (let h = 0; h < hidden; h++) derivative[h * n + j] = lambda * w[h * n + j]!;
      for (let k = 0; k < n; k++) {
        let overlap = 0;
        for (let h = 0; h < hidden; h++) overlap += w[h * n + k]! * w[h * n + j]!;
        for (let h = 0; h < hidden; h++) derivative[h * n + j]! -= overlap * lambda * w[h * n + k]!;
      }
    }
  };
}

/** out ← the map x → y as a matrix [n, n]: AB, or G = WᵀW. */
export function reconstructionInto(out: Float64Array, name: FlowName, state: Float64Array, features: number, hidden: number): void {
  const size = features * hidden;
  if (name === 'untied') multiplyInto(out, state.subarray(0, size), state.subarray(size), features, hidden, features);
  else transposeMultiplyInto(out, state, state, features, hidden, features);
}
