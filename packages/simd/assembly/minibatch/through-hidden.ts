/**
 * @file The step as it is written, for dense data and small batches: h = Σ_{j active} x_j w_j, z = b + Wᵀh, and back through both uses of W.
 */
import {
  activationGradient, activationParts, activationRow, activations, features, gradient, hidden, hiddenBytes, importance, lastVectors, LINE, outputGradient, panels,
  parameterBytes, rowEvents, squares, targetBytes, targets, transposed, transposedGradient,
} from './layout';
import { visitRows } from './outputs';

// @ts-ignore: decorator
@inline
function weights(parameters: usize, p: i32): usize {
  return parameters + <usize>p * (hidden + 1) * LINE;
}

/** Address of W[0, feature]. */
// @ts-ignore: decorator
@inline
function column(parameters: usize, feature: i32): usize {
  return weights(parameters, feature >> 4) + (<usize>(feature & 15) << 2);
}

export function beginHidden(parameters: usize): void {
  memory.fill(gradient, 0, parameterBytes);
  memory.fill(transposedGradient, 0, hiddenBytes * features);
  for (let j = 0; j < features; j++) {
    const from = column(parameters, j);
    const to = transposed + <usize>j * hiddenBytes;
    for (let k: usize = 0; k < <usize>hidden; k++) store<f32>(to + (k << 2), load<f32>(from + k * LINE));
  }
  for (let k: usize = 0; k < <usize>hidden; k++) store<u32>(activations + (k << 3), <u32>(k * LINE));
  store<u32>(activationRow, <u32>activations);
  store<u32>(activationRow, <u32>(activations + (<usize>hidden << 3)), 4);
}

/** Adds the rows of a block. */
export function addRowsThroughHidden(parameters: usize, rows: i32): void {
  for (let row = 0; row < rows; row++) {
    const from = <usize>load<u32>(rowEvents + (<usize>row << 3));
    const to = <usize>load<u32>(rowEvents + (<usize>row << 3), 4);
    encode(from, to);
    memory.fill(activationParts, 0, <usize>hidden << 4);
    for (let p = 0; p < panels; p++) {
      const target = targets + <usize>p * targetBytes + <usize>row * LINE;
      addPanel(parameters, p, target);
    }
    sendBack(from, to);
  }
}

/** h, into `activations`. */
function encode(from: usize, to: usize): void {
  for (let k: usize = 0; k < hiddenBytes; k += 16) {
    let h = f32x4.splat(0);
    for (let event = from; event < to; event += 8) {
      const row = transposed + (<usize>load<u32>(event) >> 6) * hiddenBytes;
      h = f32x4.add(h, f32x4.mul(v128.load32_splat(event, 4), v128.load(row + k)));
    }
    const at = activations + (k << 1);
    v128.store32_lane(at, h, 0, 4);
    v128.store32_lane(at, h, 1, 12);
    v128.store32_lane(at, h, 2, 20);
    v128.store32_lane(at, h, 3, 28);
  }
}

/** Outputs of one panel, and Σ_i W[k, i] ∂loss/∂z_i of each k in four parts. */
function addPanel(parameters: usize, p: i32, target: usize): void {
  const panel = weights(parameters, p);
  const slope = weights(gradient, p);
  const bias = <usize>hidden * LINE;
  const weight = importance + <usize>p * LINE;
  visitRows(p + 1 < panels ? 4 : lastVectors, activationRow, activationRow + 8, panel, slope, panel + bias, slope + bias, squares + <usize>p * LINE, target);
  const d0 = f32x4.mul(v128.load(outputGradient), v128.load(weight));
  const d1 = f32x4.mul(v128.load(outputGradient, 16), v128.load(weight, 16));
  const d2 = f32x4.mul(v128.load(outputGradient, 32), v128.load(weight, 32));
  const d3 = f32x4.mul(v128.load(outputGradient, 48), v128.load(weight, 48));
  if (v128.any_true(v128.or(v128.or(d0, d1), v128.or(d2, d3)))) {
    for (let k: usize = 0; k < <usize>hidden; k++) {
      const row = panel + k * LINE;
      let part = f32x4.mul(d0, v128.load(row));
      part = f32x4.add(part, f32x4.mul(d1, v128.load(row, 16)));
      part = f32x4.add(part, f32x4.mul(d2, v128.load(row, 32)));
      part = f32x4.add(part, f32x4.mul(d3, v128.load(row, 48)));
      const at = activationParts + (k << 4);
      v128.store(at, f32x4.add(v128.load(at), part));
    }
  }
}

/** The encoder's gradient: x_j ∂loss/∂h to every active feature. */
function sendBack(from: usize, to: usize): void {
  for (let k: usize = 0; k < <usize>hidden; k++) {
    const at = activationParts + (k << 4);
    store<f32>(activationGradient + (k << 2), (load<f32>(at) + load<f32>(at, 4)) + (load<f32>(at, 8) + load<f32>(at, 12)));
  }
  for (let event = from; event < to; event += 8) {
    const x = v128.load32_splat(event, 4);
    const row = transposedGradient + (<usize>load<u32>(event) >> 6) * hiddenBytes;
    for (let k: usize = 0; k < hiddenBytes; k += 16) v128.store(row + k, f32x4.add(v128.load(row + k), f32x4.mul(x, v128.load(activationGradient + k))));
  }
}

/** Importances into the decoder's gradient and the biases', and the encoder's share added. */
export function finishHidden(): void {
  for (let p = 0; p < panels; p++) {
    for (let line = weights(gradient, p); line < weights(gradient, p + 1); line += LINE) {
      for (let e: usize = 0; e < LINE; e += 16) v128.store(line + e, f32x4.mul(v128.load(line + e), v128.load(importance + <usize>p * LINE + e)));
    }
  }
  for (let j = 0; j < features; j++) {
    const from = transposedGradient + <usize>j * hiddenBytes;
    const to = column(gradient, j);
    for (let k: usize = 0; k < <usize>hidden; k++) {
      const at = to + k * LINE;
      store<f32>(at, load<f32>(at) + load<f32>(from + (k << 2)));
    }
  }
}
