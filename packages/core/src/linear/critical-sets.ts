/**
 * @file All critical points of the linear autoencoder, from the eigenvalues of Σ alone: one critical set for each number of
 * dimensions taken from each eigenspace.
 */
import { InputError } from '../errors.js';
import { BestFirst } from './best-first.js';
import { eigenspaces, type Eigenspace } from './spectrum.js';

/** The linear autoencoder whose critical points are asked for. */
export interface LinearLandscape {
  /** Eigenvalues of Σ, [n], from the largest down, all > 0. */
  readonly eigenvalues: ArrayLike<number>;
  /** m < n. */
  readonly hidden: number;
  /** A = Bᵀ = Wᵀ: only the nullity differs. Default false. */
  readonly tied?: boolean;
  /** Absolute difference up to which neighbouring eigenvalues count as one repeated eigenvalue. Default 0. */
  readonly tolerance?: number;
}

/** A direction in which the loss falls. */
export interface Escape {
  /** The eigenvector given up, counted from 1; null where an idle hidden unit takes up `to`. */
  readonly from: number | null;
  readonly to: number;
  /**
   * What the loss falls by when the escape is completed: λ_to − λ_from, or λ_to. On the way, turned by ε, it has fallen by
   * ε²/(1+ε²) of this for a swap and by ε²(2 − ε²) of it for an idle unit that has grown to length ε.
   */
  readonly drop: number;
  /** Independent directions that do the same; their sum over the escapes is the Morse index. */
  readonly multiplicity: number;
}

/** An eigenspace of Σ, and how many of its dimensions a critical set reconstructs. */
export interface ChosenEigenspace extends Eigenspace {
  /** Dimensions of it that are reconstructed, 0 … multiplicity: which ones is free, a Grassmannian. */
  readonly chosen: number;
}

/** A connected set of critical points of the linear autoencoder that share loss and index. */
export interface CriticalSet {
  /** Eigenvectors reconstructed, ascending, 1 = largest eigenvalue; of a repeated eigenvalue the first ones stand for any. */
  readonly indices: readonly number[];
  readonly rank: number;
  /** Σ of the eigenvalues left out. */
  readonly loss: number;
  /** Number of negative eigenvalues of the Hessian. */
  readonly morseIndex: number;
  /** Number of zero eigenvalues of the Hessian; also the dimension of the critical set, which is a manifold. */
  readonly nullity: number;
  /** The part of `nullity` due to repeated eigenvalues: the dimension of a product of Grassmannians. */
  readonly grassmannianDimension: number;
  readonly eigenspaces: readonly ChosenEigenspace[];
  readonly escapes: readonly Escape[];
}

/**
 * The critical sets in order of loss, one at a time: nothing is enumerated that is not asked for.
 *
 * AB is the orthogonal projection on r ≤ m eigenvectors I of Σ, r < m included; with multiplicities k_g and r_g of them chosen:
 *   loss        Σ_{i∉I} λ_i, the summands from the smallest up: no cancellation, relative error ≤ n ε
 *   Morse index #{(j, k): j ∈ I, k ∉ I, λ_k > λ_j} + (m − r)(n − r)
 *   nullity     orbit + Σ_g r_g(k_g − r_g), orbit = m² − (m − r)² untied, m(m−1)/2 − (m−r)(m−r−1)/2 tied
 *
 * Order      loss, then the set with more of the larger eigenvalues
 * Cost       the k-th takes O(k m n) time and O(k n) memory so far, whatever C(n, m) is
 * Source     Baldi & Hornik 1989; source notes Prop. 1, which leaves out r < m and repeated eigenvalues
 *
 * @throws {InputError} at once, if eigenvalues or hidden are not as described.
 *
 * @example
 * const [best] = criticalSets({ eigenvalues: [4, 3, 2, 1], hidden: 2 });
 * best!.indices; // → [1, 2]
 * best!.loss; // → 3
 * best!.nullity; // → 4
 */
export function criticalSets(landscape: LinearLandscape): Generator<CriticalSet, void, void> {
  const spaces = spacesOf(landscape);
  return inOrder(spaces, landscape);
}

function* inOrder(spaces: readonly Eigenspace[], { hidden, tied = false }: LinearLandscape): Generator<CriticalSet, void, void> {
  for (const { chosen, loss } of new BestFirst(spaces, hidden)) yield describeSet(spaces, chosen, loss, hidden, tied);
}

/**
 * How many critical sets there are: the sum of the coefficients of x⁰ … x^m in Π_g (1 + x + … + x^{k_g}).
 *
 * @returns exact up to 2⁵³, rounded beyond.
 *
 * @example
 * // One of four eigenvectors, or none.
 * countCriticalSets({ eigenvalues: [4, 3, 2, 1], hidden: 1 }); // → 5
 */
export function countCriticalSets(landscape: LinearLandscape): number {
  let ways = [1];
  for (const { multiplicity } of spacesOf(landscape)) {
    const next = new Array<number>(Math.min(landscape.hidden, ways.length - 1 + multiplicity) + 1).fill(0);
    ways.forEach((count, rank) => {
      for (let more = 0; more <= multiplicity && rank + more < next.length; more++) next[rank + more]! += count;
    });
    ways = next;
  }
  return ways.reduce((sum, count) => sum + count, 0);
}

/** The eigenspaces of a landscape, checked. */
function spacesOf({ eigenvalues, hidden, tolerance = 0 }: LinearLandscape): Eigenspace[] {
  const spaces = eigenspaces(eigenvalues, tolerance);
  const n = eigenvalues.length;
  if (!Number.isInteger(hidden) || hidden < 1) throw new InputError('hidden', 'an integer ≥ 1', String(hidden));
  if (hidden >= n) throw new InputError('hidden', `an integer less than the number of eigenvalues ${n}`, String(hidden));
  return spaces;
}

function describeSet(spaces: readonly Eigenspace[], chosen: readonly number[], loss: number, hidden: number, tied: boolean): CriticalSet {
  const rank = chosen.reduce((sum, count) => sum + count, 0);
  const idle = hidden - rank;
  const escapes = escapesOf(spaces, chosen, idle);
  const orbit = tied ? (hidden * (hidden - 1) - idle * (idle - 1)) / 2 : hidden * hidden - idle * idle;
  const grassmannianDimension = spaces.reduce((sum, { multiplicity }, g) => sum + chosen[g]! * (multiplicity - chosen[g]!), 0);
  return {
    indices: spaces.flatMap(({ first }, g) => Array.from({ length: chosen[g]! }, (_, k) => first + k)),
    rank,
    loss,
    morseIndex: escapes.reduce((sum, { multiplicity }) => sum + multiplicity, 0),
    nullity: orbit + grassmannianDimension,
    grassmannianDimension,
    eigenspaces: spaces.map((space, g) => ({ ...space, chosen: chosen[g]! })),
    escapes,
  };
}

/** Swaps first, each towards the largest eigenvalue first; then what idle units can take up. */
function escapesOf(spaces: readonly Eigenspace[], chosen: readonly number[], idle: number): Escape[] {
  const escapes: Escape[] = [];
  spaces.forEach((lower, h) => {
    if (chosen[h] === 0) return;
    for (let g = 0; g < h; g++) {
      const upper = spaces[g]!;
      const free = upper.multiplicity - chosen[g]!;
      if (free === 0) continue;
      escapes.push({
        from: lower.first + chosen[h]! - 1,
        to: upper.first + chosen[g]!,
        drop: upper.eigenvalue - lower.eigenvalue,
        multiplicity: chosen[h]! * free,
      });
    }
  });
  if (idle === 0) return escapes;
  spaces.forEach(({ eigenvalue, first, multiplicity }, g) => {
    const free = multiplicity - chosen[g]!;
    if (free > 0) escapes.push({ from: null, to: first + chosen[g]!, drop: eigenvalue, multiplicity: idle * free });
  });
  return escapes;
}
