/**
 * @file Steps of training: sample, forward, backward, update.
 */
import { batchRows, blockRows, features, gradient, hidden, importance, LINE, panels, squares, throughGram } from './layout';
import { addLoss, clearLosses, current, exchange, isDiverged, seedHigh, seedLow, setDiverged, setStep, stepOf, streamOf } from './instance';
import { addRowsThroughHidden, beginHidden, finishHidden } from './through-hidden';
import { addRowsThroughGram, beginGram, finishGram } from './through-gram';
import { sum } from './outputs';
import { clear, place } from './rows';
import { rewind, sample } from './sample';
import { update } from './update';

/** Of the step under way: Σ I (ReLU(z) − x)² so far, and the number of its non-empty rows. */
let total: f64 = 0;
let filledRows: i32 = 0;

export function beginStep(instance: usize): void {
  total = 0;
  filledRows = 0;
  if (throughGram) beginGram(current(instance));
  else beginHidden(current(instance));
}

/** Adds the rows of the first `count` events, which are ordered by row. */
export function addEvents(instance: usize, count: i32): void {
  const rows = place(count);
  memory.fill(squares, 0, <usize>panels * LINE);
  if (throughGram) addRowsThroughGram(current(instance), rows);
  else addRowsThroughHidden(current(instance), rows);
  for (let e: usize = 0; e < <usize>panels * LINE; e += 16) total += sum(f32x4.mul(v128.load(importance + e), v128.load(squares + e)));
  clear();
  filledRows += rows;
}

/** Ends a step of `rows` rows, the empty ones included. */
export function finishStep(instance: usize, rows: i32): void {
  total += addEmptyRows(current(instance), rows - filledRows);
  const step = stepOf(instance);
  const mean = 1 / (<f64>rows * <f64>features);
  const loss = total * mean;
  if (!(loss < Infinity)) {
    // These parameters are in range, their loss is not: the state before them was the last good one.
    setDiverged(instance);
    if (step > 0) {
      exchange(instance);
      setStep(instance, step - 1);
    }
    return;
  }
  addLoss(instance, loss);
  if (throughGram) finishGram(current(instance));
  else finishHidden();
  if (!update(instance, 2 * mean)) {
    setDiverged(instance);
    return;
  }
  exchange(instance);
  setStep(instance, step + 1);
}

/** For x = 0 the output is ReLU(b). */
function addEmptyRows(parameters: usize, count: i32): f64 {
  const weight = f32x4.splat(<f32>count);
  let found: f64 = 0;
  for (let p = 0; p < panels; p++) {
    const bias = <usize>(p * (hidden + 1) + hidden) * LINE;
    for (let e: usize = 0; e < LINE; e += 16) {
      const b = v128.load(parameters + bias + e);
      const output = v128.and(b, f32x4.gt(b, f32x4.splat(0)));
      const slope = f32x4.mul(weight, output);
      const at = gradient + bias + e;
      v128.store(at, f32x4.add(v128.load(at), slope));
      found += sum(f32x4.mul(f32x4.mul(slope, output), v128.load(importance + <usize>p * LINE + e)));
    }
  }
  return found;
}

/** Takes `steps` steps on sampled batches, fewer if it diverges. */
export function run(instance: usize, steps: i32): void {
  clearLosses(instance);
  for (let s = 0; s < steps && !isDiverged(instance); s++) {
    beginStep(instance);
    rewind();
    for (let row = 0; row < batchRows; row += blockRows) {
      addEvents(instance, sample(min(blockRows, batchRows - row), stepOf(instance), streamOf(instance), seedLow(instance), seedHigh(instance)));
    }
    finishStep(instance, batchRows);
  }
}
