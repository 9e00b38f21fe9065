/**
 * @file Two doubles at a time, in few letters: nothing here does more than one instruction.
 */

// @ts-ignore: decorator
@inline
export function splat(x: f64): v128 {
  return f64x2.splat(x);
}
// @ts-ignore: decorator
@inline
export function add(x: v128, y: v128): v128 {
  return f64x2.add(x, y);
}
// @ts-ignore: decorator
@inline
export function sub(x: v128, y: v128): v128 {
  return f64x2.sub(x, y);
}
// @ts-ignore: decorator
@inline
export function mul(x: v128, y: v128): v128 {
  return f64x2.mul(x, y);
}
// @ts-ignore: decorator
@inline
export function div(x: v128, y: v128): v128 {
  return f64x2.div(x, y);
}
/** x where the mask is set, else y. */
// @ts-ignore: decorator
@inline
export function select(mask: v128, x: v128, y: v128): v128 {
  return v128.bitselect(x, y, mask);
}
/** The sum of both lanes. */
// @ts-ignore: decorator
@inline
export function total(x: v128): f64 {
  return f64x2.extract_lane(x, 0) + f64x2.extract_lane(x, 1);
}

/** array[index], float64. */
// @ts-ignore: decorator
@inline
export function at(array: usize, index: i32): f64 {
  return load<f64>(array + ((<usize>index) << 3));
}
// @ts-ignore: decorator
@inline
export function put(array: usize, index: i32, value: f64): void {
  store<f64>(array + ((<usize>index) << 3), value);
}
/** array[index] and array[index + 1]. */
// @ts-ignore: decorator
@inline
export function pairAt(array: usize, index: i32): v128 {
  return v128.load(array + ((<usize>index) << 3));
}
// @ts-ignore: decorator
@inline
export function putPair(array: usize, index: i32, value: v128): void {
  v128.store(array + ((<usize>index) << 3), value);
}
