import { InputError } from '../errors.js';
import type { ToyModel } from '../model.js';

/** The part of a model that geometry is about: W [hidden, features] row-major, column i the direction of feature i. */
export type Directions = Pick<ToyModel, 'features' | 'hidden' | 'W'>;

/** @throws {InputError} if sizes are not integers ≥ 1, W.length ≠ hidden · features, or an entry is not finite. */
export function checkDirections({ features, hidden, W }: Directions, where: string): void {
  if (!Number.isInteger(features) || features < 1) throw new InputError(where, 'features to be an integer ≥ 1', String(features));
  if (!Number.isInteger(hidden) || hidden < 1) throw new InputError(where, 'hidden to be an integer ≥ 1', String(hidden));
  if (W.length !== hidden * features) {
    throw new InputError(where, `W.length = hidden · features = ${hidden} · ${features}`, String(W.length), 'is W row-major?');
  }
  for (let e = 0; e < W.length; e++) {
    if (!Number.isFinite(W[e]!)) throw new InputError(where, 'finite weights', `${W[e]} at W[${Math.floor(e / features)}, ${e % features}]`);
  }
}
