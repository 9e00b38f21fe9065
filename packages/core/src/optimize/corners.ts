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

/** One corner that (W, b) is near: which entries move, where to, and where from. */
interface Corner {
  readonly x: Float64Array;
  readonly entries: readonly number[];
  readonly to: readonly number[];
  readonly from: readonly number[];
}

function nearbyCorners(W: Float64Array, b: Float64Array, density: Float64Array): Corner[][] {
  const n = b.length;
  const corners: Corner[][] = [];
  for (let i = 0; i < n; i++) {
    const entries: number[] = [];
    for (let e = i; e < W.length; e += n) entries.push(e);
    const from = entries.map((e) => W[e]!);
    const square = from.reduce((sum, w) => sum + w * w, 0);
    const bias = b[i]!;
    if (square > 0 && square < SMALL_DIRECTION * SMALL_DIRECTION) {
      corners.push([
        { x: W, entries, to: from.map(() => 0), from },
        { x: b, entries: [i], to: [density[i]! / 2], from: [bias] },
      ]);
    } else if (bias !== 0 && Math.abs(bias) < SMALL_BIAS) {
      corners.push([{ x: b, entries: [i], to: [0], from: [bias] }]);
    }
  }
  return corners;
}

function put(corners: readonly Corner[], where: 'to' | 'from'): void {
  for (const corner of corners) corner.entries.forEach((e, index) => (corner.x[e] = corner[where][index]!));
}

/**
 * Moves (W, b) onto the nearby corners that do not raise the loss: all of them together (each may only pay with the others),
 * or else one by one.
 *
 * @param evaluate - Loss at (W, b).
 * @returns true if anything changed.
 */
export function snapToCorners(W: Float64Array, b: Float64Array, density: Float64Array, evaluate: () => number): boolean {
  const corners = nearbyCorners(W, b, density);
  if (corners.length === 0) return false;
  let loss = evaluate();
  const accept = (candidates: readonly Corner[]): boolean => {
    put(candidates, 'to');
    const moved = evaluate();
    if (moved <= loss * SLACK) {
      loss = moved;
      return true;
    }
    put(candidates, 'from');
    return false;
  };
  if (accept(corners.flat())) return true;
  let changed = false;
  for (const corner of corners) if (accept(corner)) changed = true;
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
