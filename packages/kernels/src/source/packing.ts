/**
 * @file Two numbers in one of float32: a kernel gives four numbers a pixel and no more.
 *
 * Between −2 and 2, to a thousandth; 4001 · 4096 is below 2²⁴, so that float32 keeps every one.
 */

const SCALE = 1000;
const RANGE = 2;
const BASE = 4096;

/** Expressions that hold the values of up to six others. */
export function packed(values: readonly string[]): string[] {
  const level = (value: string): string => `Math.floor(Math.min(Math.max(${value}, -${RANGE}.0), ${RANGE}.0) * ${SCALE}.0 + ${RANGE * SCALE}.5)`;
  return [0, 2, 4].map((k) => [values[k], values[k + 1]].map((value) => (value === undefined ? '0.0' : level(value))).join(` * ${BASE}.0 + `));
}

/** The values that were packed. */
export function unpacked(words: ArrayLike<number>, count: number): number[] {
  return Array.from({ length: count }, (_, k) => {
    const word = words[k >> 1]!;
    const high = Math.floor(word / BASE);
    return ((k & 1) === 0 ? high : word - high * BASE) / SCALE - RANGE;
  });
}
