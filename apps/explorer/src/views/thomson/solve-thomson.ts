/** @file A solution of Thomson's problem with what is known about it: what `tegum thomson --compare` reports. */
import {
  compareWithOneSparse,
  polygonEnergy,
  thomsonSearch,
  type OneSparseComparison,
  type Riesz,
  type ThomsonMinimum,
  type ThomsonResult,
} from '@tegum/core';
import { publishedThomsonOf, thomsonSource } from '@tegum/data-reference';
import { solidOf, type Point3, type Solid } from '@tegum/figures/live';
import type { Steps } from '../../compute/job.protocol.js';

export interface ThomsonQuestion {
  readonly points: number;
  readonly dimension: number;
  readonly riesz: Riesz;
  readonly starts: number;
  readonly seed: number;
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

/** Directions with the edges of their convex hull; in the plane the third coordinate is 0, and neighbours are joined. */
export interface DirectionSet extends Solid {
  /** Riesz energy; null where two coincide. */
  readonly energy: number | null;
}

export interface ThomsonAnswer {
  readonly question: ThomsonQuestion;
  readonly energy: number;
  readonly gradientNorm: number;
  readonly minima: readonly ThomsonMinimum[];
  /** Between the closest two points, degrees. */
  readonly smallestAngle: number;
  readonly reference: ReferenceEnergy | null;
  readonly solution: DirectionSet;
  /** Against the one-sparse optimum of as many features; null until it is found. */
  readonly comparison: Comparison | null;
}

export interface Comparison {
  readonly live: number;
  readonly sameShape: boolean;
  readonly continuum: boolean;
  readonly cosineDistance: number;
  readonly procrustesDistance: number;
  readonly oneSparseLoss: number;
  readonly oneSparseStarts: number;
  /** Thomson's points for the live features, and the one-sparse directions turned and ordered like them. */
  readonly thomson: DirectionSet;
  readonly directions: DirectionSet;
}

export function* solveThomson(question: ThomsonQuestion): Steps<ThomsonAnswer> {
  const { points, dimension, riesz, starts, seed } = question;
  const search = thomsonSearch({ points, dimension, riesz, starts, seed });
  let step = search.next();
  for (; step.done !== true; step = search.next()) yield { fraction: step.value / (starts + 1) };
  const solution = step.value;
  const answer: ThomsonAnswer = {
    question,
    energy: solution.energy,
    gradientNorm: solution.gradientNorm,
    minima: solution.minima,
    smallestAngle: smallestAngle(pointsOf(solution.points, dimension)),
    reference: referenceOf(solution, points, dimension),
    solution: setOf(solution.points, dimension, solution.energy),
    comparison: null,
  };
  yield { fraction: starts / (starts + 1), partial: answer };
  return { ...answer, comparison: describe(compareWithOneSparse(solution, dimension, { seed }), dimension) };
}

function referenceOf({ energy, riesz }: ThomsonResult, points: number, dimension: number): ReferenceEnergy | null {
  if (dimension === 2) {
    const polygon = polygonEnergy(points, riesz);
    return { energy: polygon, difference: energy - polygon, uncertainty: 1e-13 * Math.max(1, Math.abs(polygon)), pointGroup: null, source: 'the regular polygon, in closed form' };
  }
  const published = riesz === 1 ? publishedThomsonOf(points) : undefined;
  if (published === undefined) return null;
  const { misprint, pointGroup, uncertainty } = published;
  return {
    energy: published.energy,
    difference: energy - published.energy,
    uncertainty,
    pointGroup,
    source: misprint === undefined ? thomsonSource : `${thomsonSource} (${misprint})`,
  };
}

function describe({ live, sameShape, continuum, cosineDistance, procrustesDistance, optimum, thomson, aligned, directionsEnergy }: OneSparseComparison, dimension: number): Comparison {
  return {
    live: live.length,
    sameShape,
    continuum,
    cosineDistance,
    procrustesDistance,
    oneSparseLoss: optimum.loss,
    oneSparseStarts: optimum.losses.reduce((sum, { count }) => sum + count, 0),
    thomson: setOf(thomson.points, dimension, thomson.energy),
    directions: setOf(aligned, dimension, Number.isFinite(directionsEnergy) ? directionsEnergy : null),
  };
}

function pointsOf(values: Float64Array, dimension: number): Point3[] {
  return Array.from({ length: values.length / dimension }, (_, i) => [values[i * dimension]!, values[i * dimension + 1]!, dimension === 3 ? values[i * dimension + 2]! : 0]);
}

function setOf(values: Float64Array, dimension: number, energy: number | null): DirectionSet {
  const points = pointsOf(values, dimension);
  return { ...(dimension === 3 ? solidOf(points) : polygonOf(points)), energy };
}

/** Neighbours around the circle. */
function polygonOf(points: readonly Point3[]): Solid {
  const order = points.map((_, index) => index).sort((a, b) => Math.atan2(points[a]![1], points[a]![0]) - Math.atan2(points[b]![1], points[b]![0]));
  const edges = order.map((index, place) => [index, order[(place + 1) % order.length]!] as const);
  return { points, edges, neighbours: points.map(() => 2) };
}

/** From the chord: exact also for small angles. */
function smallestAngle(points: readonly Point3[]): number {
  let chord = 2;
  points.forEach((a, i) => { for (const b of points.slice(0, i)) chord = Math.min(chord, Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])); });
  return (360 / Math.PI) * Math.asin(chord / 2);
}
