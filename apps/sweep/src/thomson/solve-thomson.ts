/**
 * @file A solution of Thomson's problem with what is known about it, as `tegum thomson` reports it.
 */
import {
  compareWithOneSparse,
  defaultThomsonStarts,
  polygonEnergy,
  thomson,
  type OneSparseComparison,
  type Riesz,
  type ThomsonMinimum,
  type ThomsonResult,
} from '@tegum/core';
import { publishedThomsonOf, thomsonSource } from '@tegum/data-reference';

export interface ThomsonQuestion {
  readonly points: number;
  readonly dimension: number;
  readonly riesz: Riesz;
  readonly starts: number | undefined;
  readonly seed: number;
  readonly compare: boolean;
  /** Called after each start, and after the comparison. */
  readonly onStep?: () => void;
}

/** An energy to hold the one found against. */
export interface ReferenceEnergy {
  readonly energy: number;
  /** Found minus reference. */
  readonly difference: number;
  /** How far the reference itself may be off. */
  readonly uncertainty: number;
  /** Schoenflies symbol, where the source gives one. */
  readonly pointGroup: string | null;
  readonly source: string;
}

export interface ThomsonAnswer {
  readonly energy: number;
  readonly points: readonly (readonly number[])[];
  readonly dimension: number;
  readonly riesz: Riesz;
  readonly gradientNorm: number;
  readonly starts: number;
  readonly seed: number;
  readonly minima: readonly ThomsonMinimum[];
  /** |Σ_i r_i|. */
  readonly dipole: number;
  /** Between the closest two points, degrees. */
  readonly smallestAngle: number;
  readonly reference: ReferenceEnergy | null;
  readonly comparison: ComparisonAnswer | null;
}

/** Thomson's points against the directions of the one-sparse optimum of as many features. */
export interface ComparisonAnswer {
  readonly features: number;
  readonly hidden: number;
  readonly live: readonly number[];
  readonly sameShape: boolean;
  readonly continuum: boolean;
  readonly cosineDistance: number;
  readonly procrustesDistance: number;
  /** Thomson's point i is matched with live feature number permutation[i], both from 0. */
  readonly permutation: readonly number[];
  readonly oneSparseStarts: number;
  readonly oneSparseLoss: number;
  readonly oneSparseGradientNorm: number;
  /** Riesz energies of the one-sparse directions and of Thomson's points for as many; null where two directions coincide. */
  readonly directionsEnergy: number | null;
  readonly thomsonEnergy: number;
  /** Thomson's points for the live features, and the one-sparse directions turned and ordered like them. */
  readonly thomsonPoints: readonly (readonly number[])[];
  readonly directions: readonly (readonly number[])[];
}

/** Number of starts where none is asked for. */
export function startsOf({ points, starts }: Pick<ThomsonQuestion, 'points' | 'starts'>): number {
  return starts ?? defaultThomsonStarts(points);
}

export function solveThomson(question: ThomsonQuestion): ThomsonAnswer {
  const { points, dimension, riesz, seed, compare, onStep } = question;
  const solution = thomson({ points, dimension, riesz, starts: startsOf(question), seed, onStart: () => onStep?.() });
  const rows = rowsOf(solution.points, dimension);
  const comparison = compare ? describeComparison(compareWithOneSparse(solution, dimension, { seed })) : null;
  if (compare) onStep?.();
  return {
    energy: solution.energy,
    points: rows,
    dimension,
    riesz,
    gradientNorm: solution.gradientNorm,
    starts: solution.starts,
    seed,
    minima: solution.minima,
    dipole: Math.hypot(...rows.reduce((sum, row) => sum.map((value, h) => value + row[h]!))),
    smallestAngle: smallestAngle(rows),
    reference: referenceOf(solution, points, dimension),
    comparison,
  };
}

function referenceOf({ energy, riesz }: ThomsonResult, points: number, dimension: number): ReferenceEnergy | null {
  if (dimension === 2) {
    const polygon = polygonEnergy(points, riesz);
    const uncertainty = 1e-13 * Math.max(1, Math.abs(polygon));
    return { energy: polygon, difference: energy - polygon, uncertainty, pointGroup: null, source: 'the regular polygon, in closed form' };
  }
  const published = dimension === 3 && riesz === 1 ? publishedThomsonOf(points) : undefined;
  if (published === undefined) return null;
  const { misprint, uncertainty, pointGroup } = published;
  const source = misprint === undefined ? thomsonSource : `${thomsonSource} (${misprint})`;
  return { energy: published.energy, difference: energy - published.energy, uncertainty, pointGroup, source };
}

function describeComparison(comparison: OneSparseComparison): ComparisonAnswer {
  const { optimum, live, sameShape, continuum, cosineDistance, procrustesDistance, permutation, directionsEnergy, thomson: opposite, aligned } = comparison;
  return {
    features: optimum.features,
    hidden: optimum.hidden,
    live: [...live],
    sameShape,
    continuum,
    cosineDistance,
    procrustesDistance,
    permutation: [...permutation],
    oneSparseStarts: optimum.losses.reduce((sum, { count }) => sum + count, 0),
    oneSparseLoss: optimum.loss,
    oneSparseGradientNorm: optimum.gradientNorm,
    directionsEnergy: Number.isFinite(directionsEnergy) ? directionsEnergy : null,
    thomsonEnergy: opposite.energy,
    thomsonPoints: rowsOf(opposite.points, optimum.hidden),
    directions: rowsOf(aligned, optimum.hidden),
  };
}

function rowsOf(values: Float64Array, columns: number): number[][] {
  return Array.from({ length: values.length / columns }, (_, i) => [...values.subarray(i * columns, (i + 1) * columns)]);
}

/** From the chord: exact also for small angles. */
function smallestAngle(rows: readonly (readonly number[])[]): number {
  let chord = 2;
  rows.forEach((a, i) => rows.slice(0, i).forEach((b) => (chord = Math.min(chord, Math.hypot(...a.map((value, h) => value - b[h]!))))));
  return (360 / Math.PI) * Math.asin(chord / 2);
}
