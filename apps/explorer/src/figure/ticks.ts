/** Round values from `low` to `high`, about `wanted` of them: steps of 1, 2 or 5 times a power of ten. Needs low < high. */
export function linearTicks(low: number, high: number, wanted: number): number[] {
  const rough = (high - low) / Math.max(1, wanted);
  const exponent = Math.floor(Math.log10(rough));
  const unit = 10 ** exponent;
  const step = unit * ([1, 2, 5].find((factor) => factor * unit >= rough * 0.999) ?? 10);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  // toPrecision takes away what 0.1 · 3 has too much.
  return Array.from({ length: last - first + 1 }, (_, k) => Number(((first + k) * step).toPrecision(12)));
}
