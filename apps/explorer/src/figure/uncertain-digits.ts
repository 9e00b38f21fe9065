/**
 * A value to the place of its error bound, and the bound: `0.02630513112300 ± 3e-14`. What rounding the value takes away is added to
 * the bound, which is rounded up.
 *
 * @param bound - |value − truth| ≤ bound; 0 gives all digits and no bound.
 */
export function uncertainDigits(value: number, bound: number): string {
  if (!(bound > 0 && bound < Infinity) || !Number.isFinite(value)) return String(value);
  if (value === 0) return `0 ± ${roundedUp(bound)}`;
  const digits = Math.min(17, Math.max(1, placeOf(value) - placeOf(bound) + 1));
  const text = Math.abs(value) >= 1e-5 ? value.toPrecision(digits) : value.toExponential(digits - 1);
  return `${text} ± ${roundedUp(bound + Math.abs(Number(text) - value))}`;
}

function placeOf(value: number): number {
  return Math.floor(Math.log10(Math.abs(value)));
}

/** One digit, never less than the bound itself. */
function roundedUp(bound: number): string {
  const text = bound.toExponential(0);
  return Number(text) >= bound ? text : (Number(text) + 10 ** placeOf(bound)).toExponential(0);
}
