/** The seed after this one. Counting up, not drawing: whoever presses S as often sees the same. */
export function nextSeed(seed: number): number {
  return (seed + 1) % 2 ** 32;
}
