/** @file The energy of the source notes, eq. (28): what a tied linear model minimises when no direction of the data is special. */
import { InputError } from '../errors.js';
import { gramMatrix } from '../geometry/gram-matrix.js';
import type { Directions } from '../geometry/directions.js';
import { multiply } from '../numerics/matrix.js';

/** The scale of Σ, and how pairs are counted. */
export interface IsotropicEnergyOptions {
  /** Σ = sigma · I; default 1. */
  readonly sigma?: number;
  /** What the second sum runs over. Default `unordered`, with which the energy is ¼σ‖I − G‖²_F; `ordered` is the notes' (28) as printed. */
  readonly pairs?: 'unordered' | 'ordered';
}

/** The loss for Σ = σI as what features gain by being represented and lose by interfering. */
export interface IsotropicEnergy {
  /** benefit + interference. */
  readonly energy: number;
  /** ¼σ Σ_i (1 − |w_i|²)²: what is lost by features that are not represented at length 1. */
  readonly benefit: number;
  /** ½σ Σ_{pairs} ⟨w_i, w_j⟩²: what representing them costs. */
  readonly interference: number;
  /** Gradient of the energy, [hidden, features] row-major. */
  readonly W: Float64Array;
}

/**
 * The two competing terms of the source notes' (28), E = ¼σ Σ_i (1 − |w_i|²)² + ½σ Σ_{pairs} ⟨w_i, w_j⟩², and the gradient of their sum.
 *
 * Over unordered pairs E = ¼σ‖I − G‖²_F, ∇E = −σ W(I − G): the flow (22) for Σ = σI is −∇E, and E is a quarter of the tied loss.
 * Over ordered pairs, as "i, j: i ≠ j" reads, each ⟨w_i, w_j⟩² counts twice, and −∇E is not that flow.
 *
 * Shape      W [hidden, features] row-major
 * Cost       O(features² · hidden)
 * Source     source notes §2.2 eq. (28), with the factor corrected
 *
 * @throws {InputError} if W has the wrong length or an entry that is not finite, or sigma is not a finite number ≥ 0.
 *
 * @example
 * // Two opposite features of length 1: nothing is lost by their length, all by their interference.
 * const { energy, benefit, interference } = isotropicEnergy({ features: 2, hidden: 1, W: Float64Array.of(1, -1) });
 * [energy, benefit, interference]; // → [ 0.5, 0, 0.5 ]
 */
export function isotropicEnergy(model: Directions, { sigma = 1, pairs = 'unordered' }: IsotropicEnergyOptions = {}): IsotropicEnergy {
  if (!(sigma >= 0 && sigma < Infinity)) throw new InputError('isotropicEnergy: sigma', 'a finite number ≥ 0', String(sigma));
  const { features: n, hidden: m, W } = model;
  const G = gramMatrix(model);
  const counted = pairs === 'ordered' ? 2 : 1;
  let lengths = 0;
  let angles = 0;
  const force = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const missing = 1 - G[i * n + i]!;
    lengths += missing * missing;
    force[i * n + i] = -sigma * missing;
    for (let j = 0; j < n; j++) {
      if (j === i) continue;
      const overlap = G[i * n + j]!;
      if (j < i) angles += overlap * overlap;
      force[i * n + j] = sigma * counted * overlap;
    }
  }
  const benefit = (sigma * lengths) / 4;
  const interference = (sigma * counted * angles) / 2;
  return { energy: benefit + interference, benefit, interference, W: multiply(W, force, m, n, n) };
}
