/** @file Where a flow may come to rest: the optima of a population. */
import { competingOptima, gramMatrix, type Population } from '@tegum/core';

/** A place where flows end. */
export interface Destination {
  readonly loss: number;
  /** [hidden, features] row-major, up to a rotation. */
  readonly W: Float64Array;
  readonly b: Float64Array;
}

const STARTS = 24;
/** Entries of WᵀW further apart than this are another optimum's. */
const NEAR = 0.1;
const SAME = 0.01;

/** The optima by `competingOptima`, lowest loss first, and for features of equal importance their other orders. */
export function destinationsOf(population: Population, hidden: number): Destination[] {
  const features = population.importance.length;
  const found: Destination[] = [];
  for (const { loss, W, b } of competingOptima({ population, hidden, starts: STARTS, seed: 1 })) {
    for (const order of ordersOfEqual(population.importance)) {
      const other = { loss, W: W.map((_, e) => W[e - (e % features) + order[e % features]!]!), b: b.map((_, i) => b[order[i]!]!) };
      if (!found.some((known) => gap(known.W, other.W, features) < SAME)) found.push(other);
    }
  }
  return found;
}

/** Index of the nearest one by WᵀW and its distance; −1 if none is near. */
export function nearestDestination(destinations: readonly Destination[], W: Float64Array, features: number): { index: number; distance: number } {
  let nearest = { index: -1, distance: NEAR };
  destinations.forEach((destination, index) => {
    const distance = gap(destination.W, W, features);
    if (distance < nearest.distance) nearest = { index, distance };
  });
  return nearest;
}

function gap(V: Float64Array, W: Float64Array, features: number): number {
  const hidden = W.length / features;
  const [v, w] = [V, W].map((weights) => gramMatrix({ features, hidden, W: weights })) as [Float64Array, Float64Array];
  return v.reduce((most, entry, e) => Math.max(most, Math.abs(entry - w[e]!)), 0);
}

/** Every order of the features that moves each only to a place of equal importance. */
function ordersOfEqual(importance: Float64Array): number[][] {
  const extend = (order: readonly number[]): number[][] =>
    order.length === importance.length
      ? [[...order]]
      : [...importance.keys()].filter((i) => !order.includes(i) && importance[i] === importance[order.length]).flatMap((i) => extend([...order, i]));
  return extend([]);
}
