/** @file The answer to the notes' question: may points with two or more active features be ignored, because they are rare? */
import type { Skeleton } from '@tegum/core';

export interface Verdict {
  /** Shares of points with two or more active features. */
  readonly ofData: number;
  readonly ofLoss: number;
  readonly sentence: string;
}

/** Beyond this ratio of shares, rarity says nothing of weight. */
const MISLEADING = 1.5;
/** A share of the loss that nobody would miss. */
const NEGLIGIBLE = 0.01;

export function verdictOf(skeletons: readonly Skeleton[], loss: number): Verdict {
  const few = skeletons.filter(({ active }) => active <= 1);
  const ofData = Math.max(0, 1 - few.reduce((sum, { probability }) => sum + probability, 0));
  // Summed from the other end: what is left of the loss may be far smaller than a rounding error of it.
  const ofLoss = loss === 0 ? 0 : skeletons.reduce((sum, { active, contribution }) => sum + (active >= 2 ? contribution : 0), 0) / loss;
  return { ofData, ofLoss, sentence: sentenceOf(ofData, ofLoss, loss) };
}

function sentenceOf(ofData: number, ofLoss: number, loss: number): string {
  if (loss === 0) return 'The loss is 0 on every skeleton.';
  const shares = `Points with two or more active features are ${percent(ofData)} of the data and ${percent(ofLoss)} of the loss`;
  if (ofLoss <= NEGLIGIBLE) return `Yes, here they may be ignored. ${shares}.`;
  if (ofLoss > MISLEADING * ofData) return `No. ${shares}: rare, but not negligible. Probability is the wrong yardstick.`;
  return `No. ${shares}.`;
}

export function percent(share: number): string {
  if (share === 0) return '0 %';
  const value = 100 * share;
  return value >= 0.01 ? `${value.toFixed(2)} %` : `${value.toExponential(1)} %`;
}
