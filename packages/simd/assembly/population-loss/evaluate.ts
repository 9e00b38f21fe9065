/**
 * @file One evaluation of the population loss at `point`, as `population-loss.ts` of core.
 */
import { cappingError, choosePeriod, chosenExponent } from './capping';
import { addRowPair } from './closed-forms';
import { addLinearRow, addSilentRow } from './fixed-sign';
import { addFewSeries } from './few-series';
import { assembleGradient } from './gradient';
import { coupled, frequency, importance, kind, LINEAR, loss, MIXED, n, period } from './layout';
import { addPairSeries } from './pair-series';
import { ownPeriod, support, updateRows } from './rows';
import { addPairs } from './two-active';
import { at, put } from './vector';

/** A descent that outgrows its plan goes on with a period from this ladder, constant while the point moves a little. */
const WIDENING: f64 = 1.25;
/** A trial point far outside needs no long series to be refused. */
const MOST_EXTRA_TERMS: f64 = 4;

/** In use at the last evaluation: the plan's, or wider ones in steps where the point has outgrown them. */
export let usedPeriod: f64 = 0;
export let usedTerms: f64 = 0;
export let usedExponent: f64 = 0;

/** The plan of the next evaluations; with `pairs`, pairs of active features are in closed form, for few features: two then need no series. */
let planPeriod: f64 = 0;
let planTerms: f64 = 0;
let planExponent: f64 = 0;
let cappingTolerance: f64 = 0;
let pairs: bool = false;
let features: i32 = 0;

export function setPlan(P: f64, terms: f64, exponent: f64, tolerance: f64, withPairs: bool, count: i32): void {
  planPeriod = P;
  planTerms = terms;
  planExponent = exponent;
  cappingTolerance = tolerance;
  pairs = withPairs;
  features = count;
}

/** While held, the period is fitted anew only where the support of z has grown or shrunk by so much: a line search walks on one function. */
const NOTICEABLE: f64 = 1.1;
/** With few features the support is the period's measure, and compared at every point. */
const FEW_FEATURES = 6;
let holding: bool = false;
let fittedSupport: f64 = 0;

/** Holds the period from the next evaluation on, or lets it go. */
export function hold(on: bool): void {
  holding = on && features > FEW_FEATURES;
  fittedSupport = 0;
}

function fitPeriod(): void {
  if (holding) {
    if (support < fittedSupport * NOTICEABLE && support * NOTICEABLE > fittedSupport) return;
    fittedSupport = support;
  }
  usedPeriod = planPeriod;
  usedTerms = planTerms;
  usedExponent = planExponent;
  if (cappingError(planPeriod, planExponent) <= cappingTolerance) return;
  const needed = choosePeriod(cappingTolerance, features);
  usedExponent = chosenExponent;
  while (usedPeriod < needed) usedPeriod *= WIDENING;
  usedTerms = ceil(planTerms * min(usedPeriod / planPeriod, MOST_EXTRA_TERMS));
}

/** Returns the loss; writes what each row adds to it and, if wanted, the gradient. */
export function evaluate(wanted: bool): f64 {
  updateRows();
  fitPeriod();
  const closed = pairs ? 2.0 : 1.0;
  let anything = false;
  for (let i = 0; i < n; i += 2) {
    for (let row = i; row < i + 2; row++) {
      const own = ownPeriod(row, usedPeriod);
      const needed = at(kind, row) == MIXED && at(coupled, row) > closed;
      put(period, row, own);
      put(frequency, row, needed ? 1 / own : 0);
      if (needed) anything = true;
    }
    if (at(kind, i) == MIXED || at(kind, i + 1) == MIXED) addRowPair(i, wanted);
    for (let row = i; row < i + 2; row++) {
      if (at(kind, row) == LINEAR) addLinearRow(row, wanted);
      else if (at(kind, row) != MIXED) addSilentRow(row, wanted);
    }
    if (pairs) addPairs(i, wanted);
  }
  if (anything) {
    if (pairs) addFewSeries(<i32>usedTerms, wanted);
    else addPairSeries(<i32>usedTerms, features, wanted);
  }
  let sum = 0.0;
  for (let i = 0; i < n; i++) {
    const part = at(importance, i) * at(loss, i);
    put(loss, i, part);
    sum += part;
  }
  if (wanted) assembleGradient();
  return sum;
}
