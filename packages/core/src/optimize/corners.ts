/**
 * @file Corners that a descent approaches for ever without arriving: dead features, and biases at 0.
 *
 * At w_i = 0 and b_i = p_i/2 feature i is exactly dead: its output is its mean, and it touches no other row. At b_i = 0 the
 * curvature of the loss jumps when no other feature reaches output i, and quasi-Newton steps zigzag across. Both corners are
 * also where rows become closed forms. So what is nearly there is put there, and kept if that does not cost anything.
 */

/** Directions shorter than this are candidates. */
const SMALL_DIRECTION = 0.1;
const SMALL_BIAS = 1e-2;
/** How far a dead feature is stretched to see whether it wants to live: the series is reliable there. */
const REVIVAL_STEP = 0.05;
/** Rounding of a loss: a move this much uphill is no move. */
const SLACK = 1 + 1e-13;

/**
 * Moves (W, b) onto the corners that do not raise the loss.
 *
 * @param evaluate - Loss at (W, b).
 * @returns true if anything changed.
 */
export function snapToCorners(W: Float64Array, b: Float64Array, density: Float64Array, evaluate: () => number): boolean {
  const n = b.length;
  let loss = Number.NaN;
  const accept = (): boolean => {
    const moved = evaluate();
    if (!(moved <= loss * SLACK)) return false;
    loss = moved;
    return true;
  };
  let changed = false;
  for (let i = 0; i < n; i++) {
    let square = 0;
    for (let e = i; e < W.length; e += n) square += W[e]! * W[e]!;
    const bias = b[i]!;
    const dying = square > 0 && square < SMALL_DIRECTION * SMALL_DIRECTION;
    const atWall = bias !== 0 && Math.abs(bias) < SMALL_BIAS;
    if (!dying && !atWall) continue;
    if (Number.isNaN(loss)) loss = evaluate();
    if (dying) {
      const kept: number[] = [];
      for (let e = i; e < W.length; e += n) {
        kept.push(W[e]!);
        W[e] = 0;
      }
      b[i] = density[i]! / 2;
      if (accept()) {
        changed = true;
        continue;
      }
      for (let h = 0; h < kept.length; h++) W[h * n + i] = kept[h]!;
      b[i] = bias;
    }
    if (atWall) {
      b[i] = 0;
      if (accept()) changed = true;
      else b[i] = bias;
    }
  }
  return changed;
}

/**
 * Gives a direction back to the dead features whose loss falls when stretched along ± some axis.
 *
 * @returns true if anything changed.
 */
export function reviveDeadFeatures(W: Float64Array, b: Float64Array, hidden: number, evaluate: () => number): boolean {
  const n = b.length;
  let loss = Number.NaN;
  let changed = false;
  for (let i = 0; i < n; i++) {
    let dead = true;
    for (let e = i; dead && e < W.length; e += n) dead = W[e] === 0;
    if (!dead) continue;
    if (Number.isNaN(loss)) loss = evaluate();
    let lowest = loss * (1 - 1e-9);
    let place = -1;
    let value = 0;
    for (let h = 0; h < hidden; h++) {
      for (const step of [REVIVAL_STEP, -REVIVAL_STEP]) {
        W[h * n + i] = step;
        const stretched = evaluate();
        if (stretched < lowest) {
          lowest = stretched;
          place = h * n + i;
          value = step;
        }
      }
      W[h * n + i] = 0;
    }
    if (place < 0) continue;
    W[place] = value;
    loss = lowest;
    changed = true;
  }
  return changed;
}
