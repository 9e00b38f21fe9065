/**
 * @file The classic diagram: the best of candidates whose weights nobody optimised, in closed form.
 *
 * For two features those of `classicLosses`. For more, one thing more may happen: two of the others share a dimension antipodally,
 * p²/6 each, and the last has one to itself.
 */
import type { ClassicCandidate } from '@tegum/figures';

export interface Classic {
  readonly phase: string;
  readonly loss: number;
  readonly candidates: readonly { readonly phase: string; readonly loss: number }[];
}

const phases: Readonly<Record<ClassicCandidate, string>> = { 'ignore-last': 'ignored', 'ignore-first': 'dedicated', antipodal: 'antipodal', aligned: 'superposition' };

/** @param losses - `classicLosses` of `@tegum/figures`, which loads late. */
export function classicAt(
  losses: (p: number, r: number) => Readonly<Record<ClassicCandidate, number>>,
  features: number,
  p: number,
  r: number,
): Classic {
  const pair = losses(p, r);
  const candidates = (Object.keys(phases) as ClassicCandidate[]).map((name) => ({ phase: phases[name], loss: pair[name] }));
  if (features > 2) candidates.push({ phase: 'dedicated', loss: (p * p) / 3 });
  candidates.sort((a, b) => a.loss - b.loss);
  return { ...candidates[0]!, candidates };
}

/**
 * Where the best candidate changes at one density, by closed form: r·v = (1 + r)p²/6 and v = (1 + r)p²/6 with v = p/3 − p²/4 below
 * p = 4/7, r = 1 above; and with more than two features r = 1 between antipodal and dedicated.
 */
export function classicLines(features: number, p: number): { density: number; importance: number; between: readonly [string, string] }[] {
  const at = (importance: number, below: string, above: string) => ({ density: p, importance, between: [below, above] as const });
  const v = p / 3 - (p * p) / 4;
  if (p >= 4 / 7) return [at(1, 'ignored', 'dedicated')];
  const lower = at((p * p) / 6 / (v - (p * p) / 6), 'ignored', 'antipodal');
  return [lower, features > 2 ? at(1, 'antipodal', 'dedicated') : at((6 * v) / (p * p) - 1, 'antipodal', 'dedicated')];
}
