/**
 * @file Which skeletons of a row share a series, its period, and how many terms it needs.
 */
import { bandTruncation, type Band } from './skeleton-series.js';
import type { SkeletonRow } from './skeleton-row.js';

/** `silent`: z ≤ 0 on all of it; `linear`: z ≥ 0; neither needs a series. */
export type RowBand = Band & { readonly kind: 'series' | 'silent' | 'linear' };

/** A band ends where the number of active features has doubled: then the period has at most doubled too. */
const WIDENING = 2;
const FEWEST_TERMS = 4;
const MOST_TERMS = 1 << 17;
/** Multiplications spent on one row at most, about a second's worth; beyond, the bound says what was reached. */
const MOST_WORK = 1 << 28;

/** Bands that cover skeletons `from` … `most`, whose truncation bounds together stay within `tolerance`, if they can. */
export function bandsOf(row: SkeletonRow, from: number, most: number, tolerance: number): RowBand[] {
  const ends: (readonly [number, number])[] = [];
  for (let first = from; first <= most; first = ends.at(-1)![1] + 1) ends.push([first, Math.min(most, WIDENING * first - 1)]);
  return ends.map(([first, last]) => {
    const high = row.high[last]!;
    const low = row.low[last]!;
    const period = Math.max(high, -low) * (1 + 1e-9);
    const band = { first, last, period, terms: 0 };
    if (high <= 0) return { ...band, kind: 'silent' };
    if (low >= 0) return { ...band, kind: 'linear' };
    const work = Math.max(1, row.couplings.length * (last + 1));
    const limit = Math.max(FEWEST_TERMS, Math.min(MOST_TERMS, Math.floor(MOST_WORK / work)));
    return { ...band, kind: 'series', terms: fewestTerms(row, band, tolerance / ends.length, limit) };
  });
}

/** The smallest K (within 3 %) whose bounds add up to at most `tolerance`, or `limit`. */
function fewestTerms(row: SkeletonRow, band: Band, tolerance: number, limit: number): number {
  const enough = (terms: number): boolean => {
    const bounds = bandTruncation(row, { ...band, terms });
    let total = 0;
    for (let l = band.first; l <= band.last; l++) total += bounds[l]!;
    return total <= tolerance;
  };
  let high = FEWEST_TERMS;
  while (high < limit && !enough(high)) high *= 2;
  if (high >= limit) return limit;
  let low = high / 2;
  while (high - low > Math.max(1, high >> 5)) {
    const middle = (low + high) >> 1;
    if (enough(middle)) high = middle;
    else low = middle;
  }
  return high;
}
