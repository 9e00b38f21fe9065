/** @file Where on a slider a value stands, and back. */

export interface SliderRange {
  readonly min: number;
  readonly max: number;
  readonly scale: 'linear' | 'log';
}

/** 0 at min, 1 at max. */
export function fractionOf(value: number, { min, max, scale }: SliderRange): number {
  if (max === min) return 0;
  return scale === 'log' ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min);
}

export function valueAt(fraction: number, { min, max, scale }: SliderRange): number {
  return scale === 'log' ? min * (max / min) ** fraction : min + (max - min) * fraction;
}

/** A value with so many significant digits: short in the address, and finer than a hand. */
export function roundTo(value: number, digits: number): number {
  return Number(value.toPrecision(digits));
}
