/**
 * @file The skeletons of one model for people: how rare each is, what it costs, and what it proves.
 */
import type { Skeleton } from '@tegum/core';
import { textTable } from '../cli/text-table.js';

/** What is left of the loss after the last row shown. */
const restShown = 1e-6;
/** Half a unit of the eighth digit: printed bounds are bounds. */
const outwards = 5e-8;

export function skeletonTable(skeletons: readonly Skeleton[]): string {
  const loss = skeletons.reduce((sum, { contribution }) => sum + contribution, 0);
  const rows: string[][] = [];
  let sum = 0;
  for (const { active, probability, contribution, lowerBound, upperBound } of skeletons) {
    sum += contribution;
    rows.push([String(active), digits(probability), percent(contribution, loss), percent(sum, loss), (lowerBound * (1 - outwards)).toPrecision(8), (upperBound * (1 + outwards)).toPrecision(8)]);
    if (active >= 2 && loss - sum <= restShown * loss) break;
  }
  const hidden = skeletons.length - rows.length;
  return [
    textTable(['active', 'probability', 'share of loss', 'up to here', 'so loss ≥', 'and ≤'], rows),
    ...(hidden > 0 ? [`${String(hidden)} more share less than a millionth of the loss; --json has them.`] : []),
    verdict(skeletons, loss),
  ].join('\n');
}

/** May one look at one-sparse points only? The notes would judge by probability. */
export function verdict(skeletons: readonly Skeleton[], loss: number): string {
  if (loss === 0) return 'The loss is 0 on every skeleton.';
  const few = skeletons.filter(({ active }) => active <= 1);
  const rare = 1 - few.reduce((sum, { probability }) => sum + probability, 0);
  const kept = few.reduce((sum, { contribution }) => sum + contribution, 0);
  const share = 1 - kept / loss;
  const [data, cost] = [percent(rare, 1), percent(share, 1)];
  if (share > 1.5 * rare) return `Two or more active features: ${data} of the data, but ${cost} of the loss. Probability is the wrong yardstick for what may be ignored.`;
  return `Two or more active features: ${data} of the data and ${cost} of the loss.`;
}

function percent(part: number, whole: number): string {
  const value = whole === 0 ? 0 : (100 * Math.max(part, 0)) / whole;
  return `${value >= 0.01 || value === 0 ? value.toFixed(2) : value.toExponential(1)} %`;
}

function digits(value: number): string {
  return String(Number(value.toPrecision(4)));
}
