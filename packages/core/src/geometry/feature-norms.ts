import { checkDirections, type Directions } from './directions.js';

/**
 * Length of every feature direction.
 *
 * ‖w_i‖₂ = √Σ_h W[h, i]²
 *
 * Shape      W [hidden, features] → [features]
 * Numerics   no under- or overflow in between: right for entries from 1e-300 to 1e300
 *
 * @throws {InputError} if W has the wrong length or an entry that is not finite.
 *
 * @example
 * featureNorms({ features: 2, hidden: 2, W: Float64Array.of(3, 0, 4, 1) }); // → [ 5, 1 ]
 */
export function featureNorms(model: Directions): Float64Array {
  checkDirections(model, 'featureNorms');
  return Float64Array.from({ length: model.features }, (_, i) => columnNorm(model, i));
}

function columnNorm({ features, W }: Directions, i: number): number {
  let square = 0;
  for (let e = i; e < W.length; e += features) square += W[e]! * W[e]!;
  if (square > 1e-250 && square < 1e250) return Math.sqrt(square);
  let largest = 0;
  for (let e = i; e < W.length; e += features) largest = Math.max(largest, Math.abs(W[e]!));
  if (largest === 0) return 0;
  square = 0;
  for (let e = i; e < W.length; e += features) square += (W[e]! / largest) * (W[e]! / largest);
  return largest * Math.sqrt(square);
}
