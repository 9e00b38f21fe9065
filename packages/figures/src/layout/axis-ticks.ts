/**
 * @file Ticks and their text. Everything is written the way a person would: 0.01, not 10m; 10⁻⁴ beyond that.
 */

export interface Ticks {
  readonly major: readonly number[];
  readonly minor: readonly number[];
}

/**
 * Ticks of a logarithmic axis: decades labelled; where fewer than two decades fall inside, also 2 and 5; with many
 * decades, every second or third.
 */
export function logTicks(low: number, high: number, limit = 9): Ticks {
  const decades: number[] = [];
  const fine: number[] = [];
  const middle: number[] = [];
  for (let exponent = Math.floor(Math.log10(low)) - 1; exponent <= Math.ceil(Math.log10(high)) + 1; exponent++) {
    const decade = Number(`1e${exponent}`);
    for (let digit = 1; digit <= 9; digit++) {
      const value = Number(`${digit}e${exponent}`);
      if (value < low * (1 - 1e-9) || value > high * (1 + 1e-9)) continue;
      if (value === decade) decades.push(value);
      else fine.push(value);
      if (digit === 1 || digit === 2 || digit === 5) middle.push(value);
    }
  }
  if (decades.length < 2) {
    const major = middle.length >= 2 ? middle : [...decades, ...fine].sort((a, b) => a - b);
    return { major, minor: fine.filter((value) => !major.includes(value)) };
  }
  const stride = Math.ceil(decades.length / limit);
  const major = decades.filter((_, index) => (decades.length - 1 - index) % stride === 0);
  return { major, minor: stride === 1 ? fine : decades.filter((value) => !major.includes(value)) };
}

/** Round ticks of a linear axis, about `count` of them: steps of 1, 2 or 5 times a power of ten. */
export function linearTicks(low: number, high: number, count = 6): number[] {
  const rough = (high - low) / Math.max(1, count);
  if (!(rough > 0)) return [low];
  const power = Number(`1e${Math.floor(Math.log10(rough))}`);
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough * 0.999)!;
  const ticks: number[] = [];
  for (let index = Math.ceil(low / step - 1e-9); index * step <= high + 1e-9 * step; index++) {
    ticks.push(Number((index * step).toPrecision(12)));
  }
  return ticks;
}

/** A number for a tick or a legend: at most `digits` significant digits, a true minus, powers of ten beyond 10⁴ and 10⁻³. */
export function formatNumber(value: number, digits = 3): string {
  if (value === 0) return '0';
  const magnitude = Math.abs(value);
  const sign = value < 0 ? '−' : '';
  if (magnitude >= 0.001 && magnitude < 100_000) {
    return `${sign}${Number(magnitude.toPrecision(digits)).toString()}`;
  }
  const [mantissa, exponent] = magnitude.toExponential(digits - 1).split('e') as [string, string];
  const short = Number(mantissa).toString();
  return `${sign}${short === '1' ? '' : `${short}×`}10${superscript(Number(exponent))}`;
}

const superscripts: Readonly<Record<string, string>> = Object.fromEntries(
  [...'0123456789-'].map((character, index) => [character, [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁻'][index]!]),
);

function superscript(exponent: number): string {
  return [...String(exponent)].map((character) => superscripts[character]!).join('');
}

/** Integers with thin separators: 4096 stays, 16384 becomes 16 384. */
export function formatCount(count: number): string {
  const text = String(count);
  return text.length <= 4 ? text : text.replace(/\B(?=(\d{3})+$)/g, '\u2009');
}
