/** @file The loss over time of a flow that starts on eigenvectors of Σ, without integration. */
import { multiply, transpose } from '../numerics/matrix.js';
import { alignedMode, untiedMode } from './closed-form.js';
import type { FlowStart } from './flow-start.js';
import type { FlowName } from './flows.js';
import type { SecondMoment } from './second-moment.js';

/**
 * Losses Σ_j λ_j (1 − u_j(t))² of modes that never meet: every hidden unit starts on at most one eigenvector, and no two on the same.
 *
 * Source     `alignedMode`, `untiedMode`
 *
 * @returns undefined if the start is not of this kind, to the last bit in the eigenbasis, or a mode of the untied flow has a = −b.
 *
 * @example
 * const moment = diagonalSecondMoment([4, 1]);
 * // One unit that points along the first eigenvector, at length 0.1; see `alignedMode`.
 * alignedLoss('tied', moment, { W: Float64Array.of(0.1, 0) }, Float64Array.of(0, 1)); // → [ 4.9204, 1.004132… ]
 */
export function alignedLoss(flow: FlowName, { eigenvalues, vectors, features: n }: SecondMoment, { W, A }: FlowStart, times: Float64Array): Float64Array | undefined {
  const m = W.length / n;
  const encoder = multiply(W, vectors, m, n, n);
  const decoder = A === undefined || flow !== 'untied' ? encoder : transpose(multiply(transpose(vectors, n, n), A, n, n, m), n, m);
  const modes = Array.from({ length: n }, (_, j) => Array.from({ length: m }, (_unused, h) => h).filter((h) => encoder[h * n + j] !== 0 || decoder[h * n + j] !== 0));
  const units = modes.flat();
  if (modes.some((mode) => mode.length > 1) || new Set(units).size !== units.length) return undefined;
  const pairs = modes.map(([unit], j) => (unit === undefined ? undefined : ([decoder[unit * n + j]!, encoder[unit * n + j]!] as const)));
  if (pairs.some((pair) => pair !== undefined && pair[0] + pair[1] === 0)) return undefined;
  return times.map((time) =>
    eigenvalues.reduce((loss, lambda, j) => {
      const pair = pairs[j];
      if (pair === undefined) return loss + lambda;
      const u = flow === 'untied' ? untiedMode(lambda, pair[0], pair[1], time) : alignedMode(lambda, pair[1] * pair[1], time);
      return loss + lambda * (1 - u) * (1 - u);
    }, 0),
  );
}
