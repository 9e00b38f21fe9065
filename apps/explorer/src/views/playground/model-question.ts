/** A model, and the population it is judged by: plain data. */
export interface ModelQuestion {
  readonly features: number;
  readonly hidden: number;
  /** [hidden, features] row-major. */
  readonly W: Float64Array;
  readonly b: Float64Array;
  readonly density: readonly number[];
  readonly importance: readonly number[];
}

export function populationOf({ density, importance }: Pick<ModelQuestion, 'density' | 'importance'>): { density: Float64Array; importance: Float64Array } {
  return { density: Float64Array.from(density), importance: Float64Array.from(importance) };
}
