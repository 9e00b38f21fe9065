/** Features that can be active, those of equal density together. */
export interface DensityClass {
  /** In (0, 1]. */
  readonly density: number;
  /** Ascending. */
  readonly features: readonly number[];
}

/** In the order of each class's first feature; features of density 0 are in none. */
export function densityClasses(density: ArrayLike<number>): DensityClass[] {
  const classes = new Map<number, number[]>();
  for (let i = 0; i < density.length; i++) {
    const p = density[i]!;
    if (p === 0) continue;
    const found = classes.get(p);
    if (found === undefined) classes.set(p, [i]);
    else found.push(i);
  }
  return [...classes].map(([p, features]) => ({ density: p, features }));
}
