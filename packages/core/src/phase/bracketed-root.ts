/** @file A root between two points where a function has opposite signs. */

export interface Root {
  readonly at: number;
  /** Half-width of the last bracket: the root of the function as evaluated is within it. */
  readonly error: number;
}

/** One end of a bracket and the value there. */
export interface Sign {
  readonly at: number;
  readonly value: number;
}

const MOST_STEPS = 200;
const PATIENCE = 3;

/**
 * False position with the Illinois correction, and a bisection wherever three steps have not halved the bracket.
 *
 * Stops      when the bracket is narrower than `tolerance`, or f is exactly 0
 * Cost       some 6 to 10 evaluations for a smooth f, at worst four thirds of twice a bisection's
 * Source     Dowell & Jarratt 1971
 */
export function bracketedRoot(f: (t: number) => number, low: Sign, high: Sign, tolerance: number): Root {
  let a = { ...low };
  let c = { ...high };
  if (a.value === 0) return { at: a.at, error: 0 };
  if (c.value === 0) return { at: c.at, error: 0 };
  let kept = 0;
  let halfAgo = Math.abs(c.at - a.at);
  for (let step = 0; step < MOST_STEPS && Math.abs(c.at - a.at) > tolerance; step++) {
    // Not nearer than tolerance/3 to an end, so that the last steps close the bracket from both sides.
    const width = Math.abs(c.at - a.at);
    const slow = step % PATIENCE === 0 && step > 0 && width > halfAgo / 2;
    if (step % PATIENCE === 0) halfAgo = width;
    const raw = slow ? (a.at + c.at) / 2 : (a.at * c.value - c.at * a.value) / (c.value - a.value);
    const margin = Math.min(tolerance / 3, width / 4);
    const at = Math.min(Math.max(raw, Math.min(a.at, c.at) + margin), Math.max(a.at, c.at) - margin);
    const value = f(at);
    if (value === 0) return { at, error: 0 };
    if (value > 0 === a.value > 0) {
      a = { at, value };
      if (kept === 1) c = { ...c, value: c.value / 2 };
      kept = 1;
    } else {
      c = { at, value };
      if (kept === -1) a = { ...a, value: a.value / 2 };
      kept = -1;
    }
  }
  return { at: (a.at + c.at) / 2, error: Math.abs(c.at - a.at) / 2 };
}
