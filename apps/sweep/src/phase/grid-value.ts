import { InputError, logspace } from '@tegum/core';

/** One value, or values geometrically spaced from `low` to `high`. */
export interface GridValue {
  readonly low: number;
  readonly high: number;
  readonly values: readonly number[];
}

const number = String.raw`(\d+\.?\d*(?:e[-+]?\d+)?|\.\d+(?:e[-+]?\d+)?)`;
const pattern = new RegExp(`^${number}(?:-${number}(?::(\\d+))?)?$`, 'i');
const mostValues = 200;

/**
 * `0.1`, `0.01-0.5` or `0.01-0.5:12` → values > 0.
 *
 * @param defaultCount - Values of a range without a count.
 * @param most - Largest value allowed.
 */
export function gridValue(flag: string, defaultCount: number, most: number): (text: string) => GridValue {
  return (text) => {
    const match = pattern.exec(text.trim());
    const limit = most === Infinity ? '> 0' : `in (0, ${String(most)}]`;
    const fail = (): never => {
      throw new InputError(flag, `a number ${limit}, or low-high:count with low < high and 2 to ${String(mostValues)} values`, JSON.stringify(text), 'e.g. 0.1 or 0.01-0.5:12');
    };
    if (match === null) return fail();
    const low = Number(match[1]);
    if (!(low > 0 && low <= most && low < Infinity)) return fail();
    if (match[2] === undefined) return { low, high: low, values: [low] };
    const high = Number(match[2]);
    const count = match[3] === undefined ? defaultCount : Number(match[3]);
    if (!(high > low && high <= most && high < Infinity && count >= 2 && count <= mostValues)) return fail();
    return { low, high, values: Array.from(logspace(low, high, count)) };
  };
}
