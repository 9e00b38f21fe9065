/** @file Logarithmic axes of drawings made on the page. */

/** About so many round values from `low` to `high`, both > 0: powers of ten, with 2 and 5 between them, or equal steps over short ranges. */
export function logTicks(low: number, high: number, most = 6): number[] {
  const decades = Math.log10(high / low);
  if (decades < 1) return linearTicks(low, high, most);
  const digits = decades < most / 3 ? [1, 2, 5] : [1];
  const every = digits.length > 1 ? 1 : Math.max(1, Math.ceil(decades / most));
  const ticks: number[] = [];
  for (let exponent = Math.floor(Math.log10(low)); exponent <= Math.log10(high); exponent++) {
    if (exponent % every !== 0) continue;
    for (const digit of digits) ticks.push(Number(`${String(digit)}e${String(exponent)}`));
  }
  return ticks.filter((tick) => tick >= low && tick <= high);
}

function linearTicks(low: number, high: number, most: number): number[] {
  const rough = (high - low) / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((digit) => digit * power).find((candidate) => candidate >= rough)!;
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.max(0, Math.floor(high / step) - first + 1) }, (_, k) => Number(((first + k) * step).toPrecision(12)));
}

/** Short: 0.05, 2k, 1M. */
export function tickLabel(value: number): string {
  if (value >= 1e6) return `${String(value / 1e6)}M`;
  if (value >= 1e3) return `${String(value / 1e3)}k`;
  return value !== 0 && value < 1e-3 ? value.toExponential().replace('e-', 'e−') : String(value);
}
