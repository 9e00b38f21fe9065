/**
 * @file Draws which entries of a block of rows are active, and their values.
 *
 * The entries of the features of one density, row by row, are a Bernoulli sequence: the number of inactive ones before the next active one
 * is ⌊log U / log(1 − p)⌋, so that nothing is spent on what is 0. Classes of equal density follow one another.
 *
 * Random     two events a Philox block: words 0 and 1 (2 and 3) are 64 bits, of which the first 40 give U and the last 24 x. Counter (block of the step, step, 16, stream),
 *            key the seed; each class begins at a multiple of four blocks
 */
import { classes, classStarts, counts, drawn, drawnRows, events, eventRows, features, inverseLogs, members } from './layout';
import { logarithm } from './logarithm';
import { drawBlocks, setKey, word0, word1, word2, word3 } from './philox';

/** Word 2 of the counter: apart from all other streams of a seed. */
const DOMAIN: u32 = 16;

/** Of the class being drawn: its last active entry so far, and the number of events of the block. */
let last: i32 = 0;
let count: i32 = 0;
/** The next Philox block of the step. */
export let nextBlock: u32 = 0;

export function rewind(): void {
  nextBlock = 0;
}

/** The first 40 of 64 bits as they lie in a mantissa, the exponent of 1, and 1 − 2⁻⁴¹. */
const BITS: usize = memory.data<u64>([0x000ffffffffff000, 0x3ff0000000000000]);
const BELOW_ONE: usize = memory.data<f64>([0.9999999999995453]);

/** ⌊log U / log(1 − p)⌋, at most `entries`, in lanes 0 and 1, where U is in the middle of the interval that the first 40 bits of 64 say. */
// @ts-ignore: decorator
@inline
function gaps(words: v128, inverseLog: v128, entries: v128): v128 {
  const mantissa = v128.and(i64x2.shr_u(words, 12), v128.load64_splat(BITS));
  const U = f64x2.sub(v128.or(mantissa, v128.load64_splat(BITS + 8)), v128.load64_splat(BELOW_ONE));
  return i32x4.trunc_sat_f64x2_s_zero(f64x2.pmin(f64x2.mul(logarithm(U), inverseLog), entries));
}

/** Four events. What lies beyond the block is written and not counted. */
// @ts-ignore: decorator
@inline
function emit(high: v128, low: v128, inverseLog: v128, size: i32, inverseSize: f32, entries: i32): void {
  const most = f64x2.splat(<f64>entries);
  const near = gaps(v128.shuffle<i32>(low, high, 0, 4, 1, 5), inverseLog, most);
  const far = gaps(v128.shuffle<i32>(low, high, 2, 6, 3, 7), inverseLog, most);
  const zero = i32x4.splat(0);
  let entry = i32x4.add(v128.shuffle<i32>(near, far, 0, 1, 4, 5), i32x4.splat(1));
  entry = i32x4.add(entry, v128.shuffle<i32>(zero, entry, 0, 4, 5, 6));
  entry = i32x4.add(entry, v128.shuffle<i32>(zero, entry, 0, 1, 4, 5));
  entry = i32x4.add(entry, i32x4.splat(last));
  // Exact below 2²² entries: (entry + ½)/size is ½/size away from every integer.
  const row = i32x4.trunc_sat_f32x4_s(f32x4.mul(f32x4.add(f32x4.convert_i32x4_s(entry), f32x4.splat(0.5)), f32x4.splat(inverseSize)));
  const member = i32x4.shl(i32x4.sub(entry, i32x4.mul(row, i32x4.splat(size))), 6);
  const x = f32x4.mul(f32x4.convert_i32x4_s(v128.and(low, i32x4.splat(0xffffff))), f32x4.splat(5.960464477539063e-8));
  v128.store(drawnRows + (<usize>count << 2), row);
  const at = drawn + (<usize>count << 3);
  v128.store(at, v128.shuffle<i32>(member, x, 0, 4, 1, 5));
  v128.store(at, v128.shuffle<i32>(member, x, 2, 6, 3, 7), 16);
  last = i32x4.extract_lane(entry, 3);
  count += popcnt(i32x4.bitmask(i32x4.lt_s(entry, i32x4.splat(entries))));
}

function drawClass(size: i32, rows: i32, inverseLog: f64, step: u32, stream: u32): void {
  const entries = size * rows;
  const inverse = f64x2.splat(inverseLog);
  const inverseSize: f32 = <f32>1 / <f32>size;
  last = -1;
  while (last < entries) {
    drawBlocks(nextBlock, step, DOMAIN, stream);
    nextBlock += 4;
    emit(word0, word1, inverse, size, inverseSize, entries);
    if (last < entries) emit(word2, word3, inverse, size, inverseSize, entries);
  }
}

/** Draws the events of the next `rows` rows of a step into `events` and `eventRows`, by row; returns how many. */
export function sample(rows: i32, step: u32, stream: u32, low: u32, high: u32): i32 {
  count = 0;
  setKey(low, high);
  let from = load<i32>(classStarts);
  for (let c = 0; c < classes; c++) {
    const to = load<i32>(classStarts + (<usize>(c + 1) << 2));
    const first = count;
    drawClass(to - from, rows, load<f64>(inverseLogs + (<usize>c << 3)), step, stream);
    if (to - from < features) nameFeatures(first, members + (<usize>from << 2));
    from = to;
  }
  if (classes > 1) sortByRow(rows);
  return count;
}

/** Members of a class → features. */
function nameFeatures(first: i32, names: usize): void {
  for (let e = first; e < count; e++) {
    const at = drawn + (<usize>e << 3);
    store<u32>(at, load<u32>(names + (load<u32>(at) >> 4)) << 6);
  }
}

/** A counting sort that keeps the order within a row. */
function sortByRow(rows: i32): void {
  memory.fill(counts, 0, <usize>(rows + 1) << 2);
  for (let e = 0; e < count; e++) {
    const at = counts + (<usize>load<i32>(drawnRows + (<usize>e << 2)) << 2);
    store<i32>(at, load<i32>(at, 4) + 1, 4);
  }
  for (let row = 0; row < rows; row++) {
    const at = counts + (<usize>row << 2);
    store<i32>(at, load<i32>(at) + load<i32>(at, 4), 4);
  }
  for (let e = 0; e < count; e++) {
    const row = load<i32>(drawnRows + (<usize>e << 2));
    const at = counts + (<usize>row << 2);
    const place = <usize>load<i32>(at);
    store<i32>(at, <i32>place + 1);
    store<i64>(events + (place << 3), load<i64>(drawn + (<usize>e << 3)));
    store<i32>(eventRows + (place << 2), row);
  }
}
