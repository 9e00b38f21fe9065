/** @file Where a dead feature is a local optimum, in closed form. */

const FIRST_STEP = 0.1;
const LAST_STEP = 1e-7;
const DIRECTIONS = [[1, 0], [-1, 0], [0, 1], [0, -1], [1, -1], [-1, 1]] as const;

/**
 * The importance, over that of the other features, above which a dead feature gains by living.
 *
 * With the others orthonormal, W = (1 + δε, −ε), b = (βε, p/2 + …) gives L − L₀ = ε² (q(δ, β) − r v) + O(ε³) with v = p/3 − p²/4 and
 *   q = (1 − p)[(1 − p) β₊² + p E(β − U)₊²] + p E(2δU + β − x)²,   x = BU′:
 * it revives where r v > min q, here found by a pattern search, since q has kinks. Error 1e-6.
 *
 * Source     derived as said; `revivalCurvature` of core agrees
 */
export function revivalImportance(p: number): number {
  const q = (delta: number, beta: number): number => {
    const above = Math.max(0, beta);
    const cut = Math.max(0, beta - 1);
    const silent = (1 - p) * ((1 - p) * above * above + (p * (above ** 3 - cut ** 3)) / 3);
    const mean = delta + beta - p / 2;
    return silent + p * (mean * mean + (delta * delta) / 3 + p / 3 - (p * p) / 4);
  };
  let [delta, beta, step, value] = [0, 0, FIRST_STEP, q(0, 0)];
  while (step > LAST_STEP) {
    let better = false;
    for (const [d, b] of DIRECTIONS) {
      const trial = q(delta + d * step, beta + b * step);
      if (trial >= value) continue;
      [delta, beta, value, better] = [delta + d * step, beta + b * step, trial, true];
      break;
    }
    if (!better) step /= 2;
  }
  return value / deadLoss(p);
}

/** What a dead feature of importance 1 costs: its variance p/3 − p²/4. */
export const deadLoss = (p: number): number => p / 3 - (p * p) / 4;
