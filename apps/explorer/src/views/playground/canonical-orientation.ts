/**
 * Turns a model so that equal models look equal: W → QW with feature 0 along the first axis, the next independent one in the upper
 * half plane of the first two, and so on. The loss does not see Q.
 *
 * W = QR with R upper triangular and its diagonal ≥ 0 is solved for R by Gram–Schmidt over the columns in order; columns nearly in
 * the span of those before them are passed over.
 *
 * Shape      W [hidden, features] row-major → the same shape
 * Cost       O(features · hidden²)
 */
export function canonicalOrientation(W: Float64Array, features: number): Float64Array {
  const hidden = W.length / features;
  const axes: Float64Array[] = [];
  const candidates = Array.from({ length: features }, (_, i) => Float64Array.from({ length: hidden }, (_unused, h) => W[h * features + i]!));
  // Where the features span less than the hidden space, its own axes complete the basis.
  const units = Array.from({ length: hidden }, (_, h) => Float64Array.from({ length: hidden }, (_unused, k) => (k === h ? 1 : 0)));
  for (const candidate of [...candidates, ...units]) {
    if (axes.length === hidden) break;
    const rest = candidate.slice();
    // Twice is enough to be orthogonal to the last digit.
    for (let round = 0; round < 2; round++) {
      for (const axis of axes) {
        const along = dot(axis, rest);
        for (let k = 0; k < hidden; k++) rest[k]! -= along * axis[k]!;
      }
    }
    const length = Math.sqrt(dot(rest, rest));
    if (length > 1e-3) axes.push(rest.map((value) => value / length));
  }
  return Float64Array.from({ length: W.length }, (_, e) => dot(axes[Math.floor(e / features)]!, candidates[e % features]!));
}

function dot(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let k = 0; k < a.length; k++) total += a[k]! * b[k]!;
  return total;
}
