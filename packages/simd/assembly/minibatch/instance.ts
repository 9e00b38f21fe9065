/**
 * @file One model in training: a header, then [parameters A | parameters B | first moments | second moments].
 *
 * An update reads one of A and B and writes the other, so that the state before a step that leads nowhere is still there.
 */
import { HEADER, parameterBytes } from './layout';

const STEP: usize = 0;
const CURRENT: usize = 4;
const DIVERGED: usize = 8;
const SEED_LOW: usize = 12;
const SEED_HIGH: usize = 16;
const STREAM: usize = 20;
/** Float64: β₁ᵗ, β₂ᵗ. */
const BETA1: usize = 24;
const BETA2: usize = 32;
/** Of the last call: the sum of its losses, float64, and their number. */
const LOSS: usize = 40;
const LOSSES: usize = 48;

export function stepOf(instance: usize): u32 {
  return load<u32>(instance, STEP);
}
export function setStep(instance: usize, step: u32): void {
  store<u32>(instance, step, STEP);
}
export function isDiverged(instance: usize): bool {
  return load<u32>(instance, DIVERGED) != 0;
}
/** Ends its training: nothing changes it from here on. */
export function setDiverged(instance: usize): void {
  store<u32>(instance, 1, DIVERGED);
}
export function seedLow(instance: usize): u32 {
  return load<u32>(instance, SEED_LOW);
}
export function seedHigh(instance: usize): u32 {
  return load<u32>(instance, SEED_HIGH);
}
export function streamOf(instance: usize): u32 {
  return load<u32>(instance, STREAM);
}
export function beta1Power(instance: usize): f64 {
  return load<f64>(instance, BETA1);
}
export function beta2Power(instance: usize): f64 {
  return load<f64>(instance, BETA2);
}
export function setBetaPowers(instance: usize, first: f64, second: f64): void {
  store<f64>(instance, first, BETA1);
  store<f64>(instance, second, BETA2);
}
export function clearLosses(instance: usize): void {
  store<f64>(instance, 0, LOSS);
  store<u32>(instance, 0, LOSSES);
}
export function addLoss(instance: usize, loss: f64): void {
  store<f64>(instance, load<f64>(instance, LOSS) + loss, LOSS);
  store<u32>(instance, load<u32>(instance, LOSSES) + 1, LOSSES);
}
export function lossSum(instance: usize): f64 {
  return load<f64>(instance, LOSS);
}
export function losses(instance: usize): u32 {
  return load<u32>(instance, LOSSES);
}

export function current(instance: usize): usize {
  return instance + HEADER + <usize>load<u32>(instance, CURRENT) * parameterBytes;
}
/** The other one: the state before the last update, and the place of the next. */
export function other(instance: usize): usize {
  return instance + HEADER + <usize>(1 - load<u32>(instance, CURRENT)) * parameterBytes;
}
export function exchange(instance: usize): void {
  store<u32>(instance, 1 - load<u32>(instance, CURRENT), CURRENT);
}
export function firstMoments(instance: usize): usize {
  return instance + HEADER + 2 * parameterBytes;
}
export function secondMoments(instance: usize): usize {
  return instance + HEADER + 3 * parameterBytes;
}

/** A state without history, at the parameters of A. */
export function begin(instance: usize, low: u32, high: u32, stream: u32): void {
  store<u32>(instance, low, SEED_LOW);
  store<u32>(instance, high, SEED_HIGH);
  store<u32>(instance, stream, STREAM);
  setBetaPowers(instance, 1, 1);
}
