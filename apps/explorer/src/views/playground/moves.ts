/** @file Feature vectors moved by hand, as they stand in the address: [feature, its `hidden` coordinates, feature, …]. */

interface Shape {
  readonly features: number;
  readonly hidden: number;
}

/** So many dimensions can be drawn and dragged in. */
export const MOST_DRAGGED_DIMENSIONS = 2;
/** Coordinates in the address: finer than a hand. */
const STEP = 1e-3;
const FARTHEST = 10;

/** The same list if it fits the model's shape, else an empty one. */
export function fittingMoves({ features, hidden, moved }: Shape & { readonly moved: readonly number[] }): readonly number[] {
  if (moved.length === 0) return moved;
  const width = hidden + 1;
  const isFeature = (value: number): boolean => Number.isInteger(value) && value >= 0 && value < features;
  const fits =
    hidden <= MOST_DRAGGED_DIMENSIONS && moved.length % width === 0 && moved.every((value, place) => (place % width === 0 ? isFeature(value) : Math.abs(value) <= FARTHEST));
  return fits ? moved : [];
}

/** W [hidden, features] with the moved vectors in their places; W itself if none is. */
export function applyMoves(W: Float64Array, { features, hidden }: Shape, moved: readonly number[]): Float64Array {
  if (moved.length === 0) return W;
  const result = W.slice();
  for (let place = 0; place < moved.length; place += hidden + 1) {
    const feature = moved[place]!;
    for (let h = 0; h < hidden; h++) result[h * features + feature] = moved[place + 1 + h]!;
  }
  return result;
}

/** The list with one more move; an earlier one of the same feature is forgotten. */
export function withMove(moved: readonly number[], feature: number, position: readonly number[]): number[] {
  const width = position.length + 1;
  const others = moved.filter((_, place) => moved[place - (place % width)] !== feature);
  const inReach = position.map((value) => Math.max(-FARTHEST, Math.min(FARTHEST, Number((Math.round(value / STEP) * STEP).toFixed(3)))));
  return [...others, feature, ...inReach];
}
