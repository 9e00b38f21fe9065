import { inspect } from 'node:util';

/** A number, and the ellipsis that says it goes on. */
const number = /[-−]?\b\d+(?:\.\d+)?…?(?:e[+-]?\d+)?…?/gi;

/**
 * Why a value is not what an example says it is; undefined where it is.
 *
 * @param {unknown} value
 * @param {string} expected As `inspect` prints it, in any spacing and either kind of quotes; `3.14…` stands for all numbers that begin so, a
 *   final `…` for whatever follows.
 */
export function difference(value, expected) {
  const actual = typeof value === 'string' && !/^['"]/.test(expected) ? value : inspect(value, { depth: 6, breakLength: Infinity, maxArrayLength: 1000 });
  const openEnded = /[^\d]…$/.test(expected);
  const wanted = normal(openEnded ? expected.slice(0, -1) : expected);
  const got = normal(actual);
  const wantedNumbers = wanted.match(number) ?? [];
  const gotNumbers = (got.match(number) ?? []).slice(0, openEnded ? wantedNumbers.length : undefined);
  const sameText = openEnded ? got.replace(number, '#').startsWith(wanted.replace(number, '#')) : got.replace(number, '#') === wanted.replace(number, '#');
  const same = sameText && wantedNumbers.every((text, i) => sameNumber(gotNumbers[i] ?? '', text));
  return same ? undefined : `expected ${expected}, got ${actual}`;
}

/** @param {string} text Blanks, quotes, and the names of typed arrays do not count. */
function normal(text) {
  return text.replace(/\b\w+Array\(\d+\) /g, '').replace(/"/g, "'").replace(/\s+/g, ' ').replace(/ ?([[\]{}(),:]) ?/g, '$1').replace(/−/g, '-').trim();
}

/**
 * @param {string} actual
 * @param {string} expected
 */
function sameNumber(actual, expected) {
  if (!expected.includes('…')) return Number(actual) === Number(expected);
  const [digits = '', exponent = '0'] = expected.replace('…', '').toLowerCase().split('e');
  const unit = 10 ** (Number(exponent) - (digits.split('.')[1]?.length ?? 0));
  const beyond = Math.abs(Number(actual)) - Math.abs(Number(expected.replace('…', '')));
  return Math.sign(Number(actual)) === Math.sign(Number(digits)) && beyond > -1e-9 * unit && beyond < unit;
}
