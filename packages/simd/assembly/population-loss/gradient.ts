/**
 * @file ∂L/∂W = W(D + Dᵀ), D_ij = 2 I_i · ½∂/∂a_ij.
 */
import { coupling, density, gradient, gram, halfBias, hidden, importance, kind, MIXED, n, point } from './layout';
import { add, at, mul, pairAt, put, putPair, select, splat } from './vector';

/** Features uncoupled to a MIXED row are independent of its z: D_ij = 2 I_i halfBias_i p_j/2. */
function addUncoupled(): void {
  for (let i = 0; i < n; i += 2) {
    const left = at(kind, i) == MIXED ? at(importance, i) * at(halfBias, i) : NaN;
    const right = at(kind, i + 1) == MIXED ? at(importance, i + 1) * at(halfBias, i + 1) : NaN;
    const scale = f64x2.replace_lane(splat(left), 1, right);
    const mixed = f64x2.eq(scale, scale);
    for (let j = 0; j < n; j++) {
      if ((j & ~1) == i) continue;
      const uncoupled = v128.and(f64x2.eq(pairAt(gram, j * n + i), splat(0)), mixed);
      if (v128.any_true(uncoupled)) putPair(coupling, j * n + i, select(uncoupled, mul(scale, splat(at(density, j))), pairAt(coupling, j * n + i)));
    }
    if (at(gram, i * n + i + 1) != 0) continue;
    if (left == left) put(coupling, (i + 1) * n + i, left * at(density, i + 1));
    if (right == right) put(coupling, i * n + i + 1, right * at(density, i));
  }
}

function addTranspose(): void {
  for (let i = 0; i < n; i += 2) {
    for (let j = i; j < n; j += 2) {
      const a = pairAt(coupling, i * n + j);
      const b = pairAt(coupling, (i + 1) * n + j);
      const c = pairAt(coupling, j * n + i);
      const d = pairAt(coupling, (j + 1) * n + i);
      const x = add(a, v128.shuffle<f64>(c, d, 0, 2));
      const y = add(b, v128.shuffle<f64>(c, d, 1, 3));
      putPair(coupling, i * n + j, x);
      putPair(coupling, (i + 1) * n + j, y);
      putPair(coupling, j * n + i, v128.shuffle<f64>(x, y, 0, 2));
      putPair(coupling, (j + 1) * n + i, v128.shuffle<f64>(x, y, 1, 3));
    }
  }
}

export function assembleGradient(): void {
  addUncoupled();
  addTranspose();
  for (let i = 0; i < n; i++) put(gradient, hidden * n + i, 2 * at(importance, i) * at(halfBias, i));
  for (let h = 0; h < hidden; h += 2) {
    const row = h * n;
    const next = h + 1 < hidden ? row + n : row;
    for (let i = 0; i < n; i += 4) {
      const wide = i + 2 < n;
      let a = splat(0);
      let b = splat(0);
      let c = splat(0);
      let d = splat(0);
      for (let j = 0; j < n; j++) {
        const w0 = splat(at(point, row + j));
        const w1 = splat(at(point, next + j));
        const x = pairAt(coupling, j * n + i);
        a = add(a, mul(w0, x));
        c = add(c, mul(w1, x));
        if (wide) {
          const y = pairAt(coupling, j * n + i + 2);
          b = add(b, mul(w0, y));
          d = add(d, mul(w1, y));
        }
      }
      putPair(gradient, row + i, a);
      putPair(gradient, next + i, c);
      if (!wide) continue;
      putPair(gradient, row + i + 2, b);
      putPair(gradient, next + i + 2, d);
    }
  }
}
