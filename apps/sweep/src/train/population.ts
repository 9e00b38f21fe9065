import type { Population } from '@tegum/core';
import type { CellContent } from '@tegum/experiments';

/** What a cell's model is trained on, as `@tegum/core` takes it. */
export function populationOf({ density, importance }: CellContent): Population {
  return { density: Float64Array.from(density), importance: Float64Array.from(importance) };
}
