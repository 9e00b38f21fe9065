/**
 * @file The step by way of G = WᵀW: z = b + Σ_{j active} x_j G_j, so that a row costs active · features and not hidden · features.
 *
 * Backward D[j, i] = Σ_rows x_j ½∂loss/∂z_i is gathered, and ½∂loss/∂W = W (D + Dᵀ) once a step.
 */
import {
  coupling, features, gradient, gram, gramBytes, hidden, importance, lastVectors, LINE, PANEL, panels, parameterBytes, rowEvents, squares, targetBytes, targets,
} from './layout';
import { visitRows } from './outputs';

/** Bytes of a panel of G or D, and of one of its squares of 16 rows. */
// @ts-ignore: decorator
@inline
function panelBytes(): usize {
  return <usize>(panels * PANEL) * LINE;
}
const SQUARE: usize = 1024;

/** Where W[0, 16 p] is. */
// @ts-ignore: decorator
@inline
function weights(parameters: usize, p: i32): usize {
  return parameters + <usize>p * (hidden + 1) * LINE;
}

export function beginGram(parameters: usize): void {
  memory.fill(coupling, 0, gramBytes);
  memory.fill(gradient, 0, parameterBytes);
  for (let p = 0; p < panels; p++) {
    const target = gram + <usize>p * panelBytes();
    for (let q = 0; q <= p; q++) {
      multiplySquare(weights(parameters, q), weights(parameters, p), target + <usize>q * SQUARE, min(PANEL, features - q * PANEL));
      if (q < p) transpose(target + <usize>q * SQUARE, gram + <usize>q * panelBytes() + <usize>p * SQUARE);
    }
  }
}

/** Rows of G: target[j] = Σ_k left[k, j] right[k], two rows at a time. */
function multiplySquare(left: usize, right: usize, target: usize, rows: i32): void {
  for (let j = 0; j < rows; j += 2) {
    let a0 = f32x4.splat(0), a1 = f32x4.splat(0), a2 = f32x4.splat(0), a3 = f32x4.splat(0);
    let b0 = f32x4.splat(0), b1 = f32x4.splat(0), b2 = f32x4.splat(0), b3 = f32x4.splat(0);
    let l = left + (<usize>j << 2);
    let r = right;
    for (let k = 0; k < hidden; k++) {
      const a = v128.load32_splat(l);
      const b = v128.load32_splat(l, 4);
      const r0 = v128.load(r), r1 = v128.load(r, 16), r2 = v128.load(r, 32), r3 = v128.load(r, 48);
      a0 = f32x4.add(a0, f32x4.mul(a, r0));
      a1 = f32x4.add(a1, f32x4.mul(a, r1));
      a2 = f32x4.add(a2, f32x4.mul(a, r2));
      a3 = f32x4.add(a3, f32x4.mul(a, r3));
      b0 = f32x4.add(b0, f32x4.mul(b, r0));
      b1 = f32x4.add(b1, f32x4.mul(b, r1));
      b2 = f32x4.add(b2, f32x4.mul(b, r2));
      b3 = f32x4.add(b3, f32x4.mul(b, r3));
      l += LINE;
      r += LINE;
    }
    const t = target + <usize>j * LINE;
    v128.store(t, a0);
    v128.store(t, a1, 16);
    v128.store(t, a2, 32);
    v128.store(t, a3, 48);
    v128.store(t, b0, 64);
    v128.store(t, b1, 80);
    v128.store(t, b2, 96);
    v128.store(t, b3, 112);
  }
}

/** Rows of four columns each, transposed. */
let t0: v128 = f32x4.splat(0), t1: v128 = f32x4.splat(0), t2: v128 = f32x4.splat(0), t3: v128 = f32x4.splat(0);
// @ts-ignore: decorator
@inline
function loadTransposed(from: usize): void {
  const a = v128.load(from), b = v128.load(from, 64), c = v128.load(from, 128), d = v128.load(from, 192);
  const ab = v128.shuffle<i32>(a, b, 0, 4, 1, 5), AB = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
  const cd = v128.shuffle<i32>(c, d, 0, 4, 1, 5), CD = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
  t0 = v128.shuffle<i64>(ab, cd, 0, 2);
  t1 = v128.shuffle<i64>(ab, cd, 1, 3);
  t2 = v128.shuffle<i64>(AB, CD, 0, 2);
  t3 = v128.shuffle<i64>(AB, CD, 1, 3);
}

function transpose(from: usize, to: usize): void {
  for (let i: usize = 0; i < 4; i++) {
    for (let j: usize = 0; j < 4; j++) {
      loadTransposed(from + i * 256 + j * 16);
      const t = to + j * 256 + i * 16;
      v128.store(t, t0);
      v128.store(t, t1, 64);
      v128.store(t, t2, 128);
      v128.store(t, t3, 192);
    }
  }
}

/** Adds the rows of a block. */
export function addRowsThroughGram(parameters: usize, rows: i32): void {
  const bias = <usize>hidden * LINE;
  for (let p = 0; p < panels; p++) {
    const panel = <usize>p * panelBytes();
    visitRows(
      p + 1 < panels ? 4 : lastVectors, rowEvents, rowEvents + (<usize>rows << 3), gram + panel, coupling + panel,
      weights(parameters, p) + bias, weights(gradient, p) + bias, squares + <usize>p * LINE, targets + <usize>p * targetBytes,
    );
  }
}

/** ½∂loss/∂W = W (D I + I Dᵀ), I the importances, into `gradient`. */
export function finishGram(parameters: usize): void {
  for (let p = 0; p < panels; p++) weigh(p);
  for (let p = 0; p < panels; p++) {
    for (let q = 0; q <= p; q++) symmetrize(coupling + <usize>p * panelBytes() + <usize>q * SQUARE, coupling + <usize>q * panelBytes() + <usize>p * SQUARE);
  }
  for (let p = 0; p < panels; p++) {
    let k = 0;
    for (; k + 1 < hidden; k += 2) multiplyRows(parameters, p, k);
    if (k < hidden) multiplyRow(parameters, p, k);
  }
}

/** Importances into a panel of D, and its biases' gradient. */
function weigh(p: i32): void {
  const weight = importance + <usize>p * LINE;
  const w0 = v128.load(weight), w1 = v128.load(weight, 16), w2 = v128.load(weight, 32), w3 = v128.load(weight, 48);
  const end = coupling + <usize>(p + 1) * panelBytes();
  for (let line = coupling + <usize>p * panelBytes(); line < end; line += LINE) weighLine(line, w0, w1, w2, w3);
  weighLine(weights(gradient, p) + <usize>hidden * LINE, w0, w1, w2, w3);
}

// @ts-ignore: decorator
@inline
function weighLine(line: usize, w0: v128, w1: v128, w2: v128, w3: v128): void {
  v128.store(line, f32x4.mul(w0, v128.load(line)));
  v128.store(line, f32x4.mul(w1, v128.load(line, 16)), 16);
  v128.store(line, f32x4.mul(w2, v128.load(line, 32)), 32);
  v128.store(line, f32x4.mul(w3, v128.load(line, 48)), 48);
}

/** a ← a + bᵀ and b ← b + aᵀ for two squares; both the same on the diagonal. */
function symmetrize(a: usize, b: usize): void {
  for (let i: usize = 0; i < 4; i++) {
    for (let j: usize = 0; j < (a == b ? i + 1 : 4); j++) {
      const at = a + i * 256 + j * 16;
      const to = b + j * 256 + i * 16;
      loadTransposed(to);
      const s0 = f32x4.add(v128.load(at), t0);
      const s1 = f32x4.add(v128.load(at, 64), t1);
      const s2 = f32x4.add(v128.load(at, 128), t2);
      const s3 = f32x4.add(v128.load(at, 192), t3);
      v128.store(at, s0);
      v128.store(at, s1, 64);
      v128.store(at, s2, 128);
      v128.store(at, s3, 192);
      loadTransposed(at);
      v128.store(to, t0);
      v128.store(to, t1, 64);
      v128.store(to, t2, 128);
      v128.store(to, t3, 192);
    }
  }
}

/** Rows k and k + 1 of the product, 16 columns. */
function multiplyRows(parameters: usize, p: i32, k: i32): void {
  let a0 = f32x4.splat(0), a1 = f32x4.splat(0), a2 = f32x4.splat(0), a3 = f32x4.splat(0);
  let b0 = f32x4.splat(0), b1 = f32x4.splat(0), b2 = f32x4.splat(0), b3 = f32x4.splat(0);
  let r = coupling + <usize>p * panelBytes();
  for (let q = 0; q < panels; q++) {
    let l = weights(parameters, q) + <usize>k * LINE;
    const end = l + (<usize>min(PANEL, features - q * PANEL) << 2);
    for (; l < end; l += 4) {
      const a = v128.load32_splat(l);
      const b = v128.load32_splat(l, 64);
      const r0 = v128.load(r), r1 = v128.load(r, 16), r2 = v128.load(r, 32), r3 = v128.load(r, 48);
      a0 = f32x4.add(a0, f32x4.mul(a, r0));
      a1 = f32x4.add(a1, f32x4.mul(a, r1));
      a2 = f32x4.add(a2, f32x4.mul(a, r2));
      a3 = f32x4.add(a3, f32x4.mul(a, r3));
      b0 = f32x4.add(b0, f32x4.mul(b, r0));
      b1 = f32x4.add(b1, f32x4.mul(b, r1));
      b2 = f32x4.add(b2, f32x4.mul(b, r2));
      b3 = f32x4.add(b3, f32x4.mul(b, r3));
      r += LINE;
    }
  }
  const t = weights(gradient, p) + <usize>k * LINE;
  v128.store(t, a0);
  v128.store(t, a1, 16);
  v128.store(t, a2, 32);
  v128.store(t, a3, 48);
  v128.store(t, b0, 64);
  v128.store(t, b1, 80);
  v128.store(t, b2, 96);
  v128.store(t, b3, 112);
}

/** Row k, the last of an odd number. */
function multiplyRow(parameters: usize, p: i32, k: i32): void {
  let a0 = f32x4.splat(0), a1 = f32x4.splat(0), a2 = f32x4.splat(0), a3 = f32x4.splat(0);
  let r = coupling + <usize>p * panelBytes();
  for (let q = 0; q < panels; q++) {
    let l = weights(parameters, q) + <usize>k * LINE;
    const end = l + (<usize>min(PANEL, features - q * PANEL) << 2);
    for (; l < end; l += 4) {
      const a = v128.load32_splat(l);
      a0 = f32x4.add(a0, f32x4.mul(a, v128.load(r)));
      a1 = f32x4.add(a1, f32x4.mul(a, v128.load(r, 16)));
      a2 = f32x4.add(a2, f32x4.mul(a, v128.load(r, 32)));
      a3 = f32x4.add(a3, f32x4.mul(a, v128.load(r, 48)));
      r += LINE;
    }
  }
  const t = weights(gradient, p) + <usize>k * LINE;
  v128.store(t, a0);
  v128.store(t, a1, 16);
  v128.store(t, a2, 32);
  v128.store(t, a3, 48);
}
