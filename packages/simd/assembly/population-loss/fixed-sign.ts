/**
 * @file Rows whose z keeps its sign, as `fixed-sign-rows.ts` of core.
 */
import { coupling, density, gram, halfBias, hidden, importance, loss, n, point } from './layout';
import { at, put } from './vector';

/** z ≤ 0: the output is 0. */
export function addSilentRow(i: i32, wanted: bool): void {
  put(loss, i, at(density, i) / 3);
  put(halfBias, i, 0);
  if (wanted) for (let j = 0; j < n; j++) put(coupling, j * n + i, 0);
}

/** z ≥ 0: E(x_i − z)² = (E x_i − E z)² + Σ_j (δ_ij − a_ij)² Var x_j. */
export function addLinearRow(i: i32, wanted: bool): void {
  let mean = at(point, hidden * n + i);
  let spread = 0.0;
  for (let j = 0; j < n; j++) {
    const p = at(density, j);
    const a = at(gram, i * n + j);
    const residual = (j == i ? 1.0 : 0.0) - a;
    mean += (a * p) / 2;
    spread += residual * residual * (p / 3 - (p * p) / 4);
  }
  const shift = mean - at(density, i) / 2;
  put(loss, i, shift * shift + spread);
  put(halfBias, i, shift);
  if (!wanted) return;
  const weight = 2 * at(importance, i);
  for (let j = 0; j < n; j++) {
    const p = at(density, j);
    const residual = (j == i ? 1.0 : 0.0) - at(gram, i * n + j);
    put(coupling, j * n + i, weight * ((shift * p) / 2 - residual * (p / 3 - (p * p) / 4)));
  }
}
