/**
 * With the other features orthonormal, W = (1 + δε, −ε), b = (βε, p/2 + …) gives L − L₀ = ε² (q(δ, β) − r v) + O(ε³) with v = p/3 − p²/4 and
 *   q = (1 − p)[(1 − p) β₊² + p E(β − U)₊²] + p E(2δU + β − x)²,   x = BU':
 * the last feature revives where r v = min q. Here by a pattern search, which asks no derivative of the kinks.
 */
export function revivalImportance(p: number): number {
  const q = (delta: number, beta: number): number => {
    const above = Math.max(0, beta);
    const cut = Math.max(0, beta - 1);
    const silent = (1 - p) * ((1 - p) * above * above + (p * (above ** 3 - cut ** 3)) / 3);
    const mean = delta + beta - p / 2;
    return silent + p * (mean * mean + (delta * delta) / 3 + p / 3 - (p * p) / 4);
  };
  let [delta, beta, step] = [0, 0, 0.1];
  while (step > 1e-9) {
    const better = [[1, 0], [-1, 0], [0, 1], [0, -1], [1, -1], [-1, 1]].find(([d, b]) => q(delta + d! * step, beta + b! * step) < q(delta, beta));
    if (better === undefined) step /= 2;
    else [delta, beta] = [delta + better[0]! * step, beta + better[1]! * step];
  }
  return q(delta, beta) / (p / 3 - (p * p) / 4);
}
