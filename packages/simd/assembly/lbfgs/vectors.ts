/**
 * @file Vectors of even length in memory: sums of products, and sums.
 */
import { add, mul, splat, total } from '../population-loss/vector';

/** Σ x_e y_e, in two interleaved sums of two lanes each. */
export function dot(x: usize, y: usize, length: i32): f64 {
  const end = x + ((<usize>length) << 3);
  let a = splat(0);
  let b = splat(0);
  for (; x + 32 <= end; x += 32, y += 32) {
    a = add(a, mul(v128.load(x), v128.load(y)));
    b = add(b, mul(v128.load(x, 16), v128.load(y, 16)));
  }
  if (x < end) a = add(a, mul(v128.load(x), v128.load(y)));
  return total(add(a, b));
}

/** x ← x + factor · y. */
export function addScaled(x: usize, y: usize, factor: f64, length: i32): void {
  const end = x + ((<usize>length) << 3);
  const f = splat(factor);
  for (; x < end; x += 16, y += 16) v128.store(x, add(v128.load(x), mul(f, v128.load(y))));
}

/** x ← factor · y. */
export function setScaled(x: usize, y: usize, factor: f64, length: i32): void {
  const end = x + ((<usize>length) << 3);
  const f = splat(factor);
  for (; x < end; x += 16, y += 16) v128.store(x, mul(f, v128.load(y)));
}

/** x ← y + factor · z. */
export function setSum(x: usize, y: usize, factor: f64, z: usize, length: i32): void {
  const end = x + ((<usize>length) << 3);
  const f = splat(factor);
  for (; x < end; x += 16, y += 16, z += 16) v128.store(x, add(v128.load(y), mul(f, v128.load(z))));
}
