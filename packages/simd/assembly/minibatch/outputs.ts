/**
 * @file Some rows' outputs of one panel: z = b + Σ_e x_e · panel[e], the error of ReLU(z), and what it sends back.
 *
 * The sum goes over a list of (64 · e, x_e): a row's active features with rows of WᵀW, or all hidden units with rows of W. Only outputs above 0
 * send anything back, and a panel without one sends nothing: ReLU'(0) = 0, as in PyTorch.
 *
 * Importance is not in here: it is the same for all rows, and waits until they are summed.
 */
import { LINE, outputGradient } from './layout';

// @ts-ignore: decorator
@inline
function axpy(x: v128, row: v128, y: v128): v128 {
  return f32x4.add(f32x4.mul(x, row), y);
}
// @ts-ignore: decorator
@inline
function above(z: v128): v128 {
  return f32x4.gt(z, f32x4.splat(0));
}

/**
 * Adds Σ_rows e_i x_e for outputs above 0 to the rows of `slope`, Σ_rows e_i of these to `biasSlope`, and Σ_rows e_i² of all to `squares`, where
 * e_i = ReLU(z_i) − x_i. Leaves e_i, 0 where the output is not above 0, of the last row in `outputGradient`.
 *
 * @param vectors - Of the panel that hold features, 1 to 4.
 * @param row - Begin and end of each row's list, 8 bytes a row.
 */
export function visitRows(
  vectors: i32, row: usize, lastRow: usize, panel: usize, slope: usize, bias: usize, biasSlope: usize, squares: usize, target: usize,
): void {
  if (vectors == 4) visit4(row, lastRow, panel, slope, bias, biasSlope, squares, target);
  else if (vectors == 3) visit3(row, lastRow, panel, slope, bias, biasSlope, squares, target);
  else if (vectors == 2) visit2(row, lastRow, panel, slope, bias, biasSlope, squares, target);
  else visit1(row, lastRow, panel, slope, bias, biasSlope, squares, target);
}

/** @param vectors - A constant. */
// @ts-ignore: decorator
@inline
function visitVectors(
  vectors: i32, row: usize, lastRow: usize, panel: usize, slope: usize, bias: usize, biasSlope: usize, squares: usize, target: usize,
): void {
  let s0 = f32x4.splat(0), q0 = f32x4.splat(0);
  let s1 = f32x4.splat(0), q1 = f32x4.splat(0);
  let s2 = f32x4.splat(0), q2 = f32x4.splat(0);
  let s3 = f32x4.splat(0), q3 = f32x4.splat(0);
  let d0 = f32x4.splat(0), d1 = f32x4.splat(0), d2 = f32x4.splat(0), d3 = f32x4.splat(0);
  for (; row < lastRow; row += 8) {
    const from = <usize>load<u32>(row);
    const to = <usize>load<u32>(row, 4);
    let z0 = v128.load(bias);
    let z1 = v128.load(bias, 16);
    let z2 = v128.load(bias, 32);
    let z3 = v128.load(bias, 48);
    for (let event = from; event < to; event += 8) {
      const x = v128.load32_splat(event, 4);
      const line = panel + load<u32>(event);
      z0 = axpy(x, v128.load(line), z0);
      if (vectors > 1) z1 = axpy(x, v128.load(line, 16), z1);
      if (vectors > 2) z2 = axpy(x, v128.load(line, 32), z2);
      if (vectors > 3) z3 = axpy(x, v128.load(line, 48), z3);
    }
    let mask = above(z0);
    let error = f32x4.sub(v128.and(z0, mask), v128.load(target));
    q0 = f32x4.add(q0, f32x4.mul(error, error));
    d0 = v128.and(error, mask);
    if (vectors > 1) {
      mask = above(z1);
      error = f32x4.sub(v128.and(z1, mask), v128.load(target, 16));
      q1 = f32x4.add(q1, f32x4.mul(error, error));
      d1 = v128.and(error, mask);
    }
    if (vectors > 2) {
      mask = above(z2);
      error = f32x4.sub(v128.and(z2, mask), v128.load(target, 32));
      q2 = f32x4.add(q2, f32x4.mul(error, error));
      d2 = v128.and(error, mask);
    }
    if (vectors > 3) {
      mask = above(z3);
      error = f32x4.sub(v128.and(z3, mask), v128.load(target, 48));
      q3 = f32x4.add(q3, f32x4.mul(error, error));
      d3 = v128.and(error, mask);
    }
    if (v128.any_true(v128.or(v128.or(d0, d1), v128.or(d2, d3)))) {
      s0 = f32x4.add(s0, d0);
      if (vectors > 1) s1 = f32x4.add(s1, d1);
      if (vectors > 2) s2 = f32x4.add(s2, d2);
      if (vectors > 3) s3 = f32x4.add(s3, d3);
      for (let event = from; event < to; event += 8) {
        const x = v128.load32_splat(event, 4);
        const line = slope + load<u32>(event);
        v128.store(line, axpy(x, d0, v128.load(line)));
        if (vectors > 1) v128.store(line, axpy(x, d1, v128.load(line, 16)), 16);
        if (vectors > 2) v128.store(line, axpy(x, d2, v128.load(line, 32)), 32);
        if (vectors > 3) v128.store(line, axpy(x, d3, v128.load(line, 48)), 48);
      }
    }
    target += LINE;
  }
  v128.store(outputGradient, d0);
  v128.store(outputGradient, d1, 16);
  v128.store(outputGradient, d2, 32);
  v128.store(outputGradient, d3, 48);
  v128.store(biasSlope, f32x4.add(v128.load(biasSlope), s0));
  if (vectors > 1) v128.store(biasSlope, f32x4.add(v128.load(biasSlope, 16), s1), 16);
  if (vectors > 2) v128.store(biasSlope, f32x4.add(v128.load(biasSlope, 32), s2), 32);
  if (vectors > 3) v128.store(biasSlope, f32x4.add(v128.load(biasSlope, 48), s3), 48);
  v128.store(squares, f32x4.add(v128.load(squares), q0));
  if (vectors > 1) v128.store(squares, f32x4.add(v128.load(squares, 16), q1), 16);
  if (vectors > 2) v128.store(squares, f32x4.add(v128.load(squares, 32), q2), 32);
  if (vectors > 3) v128.store(squares, f32x4.add(v128.load(squares, 48), q3), 48);
}

// Functions of their own, so that what the optimiser finds in common does not cost a test a vector.
function visit1(row: usize, lastRow: usize, panel: usize, slope: usize, bias: usize, biasSlope: usize, squares: usize, target: usize): void {
  visitVectors(1, row, lastRow, panel, slope, bias, biasSlope, squares, target);
}
function visit2(row: usize, lastRow: usize, panel: usize, slope: usize, bias: usize, biasSlope: usize, squares: usize, target: usize): void {
  visitVectors(2, row, lastRow, panel, slope, bias, biasSlope, squares, target);
}
function visit3(row: usize, lastRow: usize, panel: usize, slope: usize, bias: usize, biasSlope: usize, squares: usize, target: usize): void {
  visitVectors(3, row, lastRow, panel, slope, bias, biasSlope, squares, target);
}
function visit4(row: usize, lastRow: usize, panel: usize, slope: usize, bias: usize, biasSlope: usize, squares: usize, target: usize): void {
  visitVectors(4, row, lastRow, panel, slope, bias, biasSlope, squares, target);
}

/** The sum of four floats, in double. */
export function sum(parts: v128): f64 {
  const pairs = f64x2.add(f64x2.promote_low_f32x4(parts), f64x2.promote_low_f32x4(v128.shuffle<i32>(parts, parts, 2, 3, 2, 3)));
  return f64x2.extract_lane(pairs, 0) + f64x2.extract_lane(pairs, 1);
}
