/**
 * @file The update rules, with PyTorch's conventions: scalars in double, rounded once; parameters and moments in float32.
 *
 * All read the current parameters and write the other ones. Padding has gradient and parameters 0, and stays 0.
 */
import { gradient, parameterBytes } from './layout';
import { beta1Power, beta2Power, current, firstMoments, other, secondMoments, setBetaPowers } from './instance';

export const SGD: i32 = 0;
export const ADAM: i32 = 1;
export const ADAMW: i32 = 2;

let rule: i32 = SGD;
let learningRate: f64 = 0;
let momentum: f64 = 0;
let beta1: f64 = 0;
let beta2: f64 = 0;
let epsilon: f64 = 0;
let weightDecay: f64 = 0;

/** A parameter beyond this has left all numbers that mean anything. */
const LARGEST: f32 = 1e8;

export function setRule(kind: i32, rate: f64, inertia: f64, first: f64, second: f64, small: f64, decay: f64): void {
  rule = kind;
  learningRate = rate;
  momentum = inertia;
  beta1 = first;
  beta2 = second;
  epsilon = small;
  weightDecay = decay;
}

/** Applies `scale` · `gradient`; returns whether all parameters are within ±1e8. */
export function update(instance: usize, scale: f64): bool {
  return rule == SGD ? updateSgd(instance, <f32>scale) : updateAdam(instance, <f32>scale);
}

// @ts-ignore: decorator
@inline
function within(x: v128): v128 {
  return f32x4.le(f32x4.abs(x), f32x4.splat(LARGEST));
}

function updateSgd(instance: usize, scale: f32): bool {
  const from = current(instance);
  const to = other(instance);
  const velocities = firstMoments(instance);
  const s = f32x4.splat(scale);
  const decay = f32x4.splat(<f32>weightDecay);
  const kept = f32x4.splat(<f32>momentum);
  const rate = f32x4.splat(<f32>learningRate);
  let fine = i32x4.splat(-1);
  for (let e: usize = 0; e < parameterBytes; e += 16) {
    const theta = v128.load(from + e);
    const g = f32x4.add(f32x4.mul(s, v128.load(gradient + e)), f32x4.mul(decay, theta));
    const v = f32x4.add(f32x4.mul(kept, v128.load(velocities + e)), g);
    v128.store(velocities + e, v);
    const next = f32x4.sub(theta, f32x4.mul(rate, v));
    v128.store(to + e, next);
    fine = v128.and(fine, within(next));
  }
  return i32x4.all_true(fine);
}

function updateAdam(instance: usize, scale: f32): bool {
  const power1 = beta1Power(instance) * beta1;
  const power2 = beta2Power(instance) * beta2;
  setBetaPowers(instance, power1, power2);
  const from = current(instance);
  const to = other(instance);
  const firsts = firstMoments(instance);
  const seconds = secondMoments(instance);
  const s = f32x4.splat(scale);
  const decoupled = rule == ADAMW;
  const kept = f32x4.splat(<f32>(decoupled ? 1 - learningRate * weightDecay : 1));
  const penalty = f32x4.splat(<f32>(decoupled ? 0 : weightDecay));
  const b1 = f32x4.splat(<f32>beta1);
  const c1 = f32x4.splat(<f32>(1 - beta1));
  const b2 = f32x4.splat(<f32>beta2);
  const c2 = f32x4.splat(<f32>(1 - beta2));
  const size = f32x4.splat(<f32>(learningRate / (1 - power1)));
  const root = f32x4.splat(<f32>sqrt<f64>(1 - power2));
  const small = f32x4.splat(<f32>epsilon);
  let fine = i32x4.splat(-1);
  for (let e: usize = 0; e < parameterBytes; e += 16) {
    const theta = f32x4.mul(kept, v128.load(from + e));
    const g = f32x4.add(f32x4.mul(s, v128.load(gradient + e)), f32x4.mul(penalty, theta));
    const m = f32x4.add(f32x4.mul(b1, v128.load(firsts + e)), f32x4.mul(c1, g));
    const v = f32x4.add(f32x4.mul(b2, v128.load(seconds + e)), f32x4.mul(c2, f32x4.mul(g, g)));
    v128.store(firsts + e, m);
    v128.store(seconds + e, v);
    const denominator = f32x4.add(f32x4.div(f32x4.sqrt(v), root), small);
    const next = f32x4.sub(theta, f32x4.div(f32x4.mul(size, m), denominator));
    v128.store(to + e, next);
    fine = v128.and(fine, within(next));
  }
  return i32x4.all_true(fine);
}
