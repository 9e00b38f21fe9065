/** @file How like Thomson's points the one-sparse directions are, in a sentence. */
import type { Comparison } from './solve-thomson.js';

export function verdictOf({ sameShape, continuum, procrustesDistance, live, thomson }: Comparison): string {
  const distance = procrustesDistance.toPrecision(3);
  if (continuum) return `So few features have a loss of 0 in a continuum of shapes; the one met is ${distance} from Thomson’s.`;
  if (sameShape) return `The one-sparse optimum has the same shape: ${String(live)} directions agree with Thomson’s points to ${procrustesDistance.toExponential(0)}.`;
  return `The one-sparse optimum has another shape: its ${String(thomson.points.length)} directions are ${distance} from Thomson’s points, root mean square after the best rotation and matching.`;
}
