/** @file "Did you mean …": the nearest known word, if one is near enough to be a slip of the hand. */

/** The known word within 2 edits in 5 letters (Levenshtein distance) of the given one; the first of ties. */
export function nearestWord(word: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestDistance = Infinity;
  for (const candidate of known) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance && distance <= Math.ceil(candidate.length * 0.4)) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/**
 * `did you mean "…"?` or, when nothing is near, nothing.
 *
 * @example
 * didYouMean('densty', ['density', 'importance']); // → 'did you mean "density"?'
 */
export function didYouMean(word: string, known: readonly string[]): string | undefined {
  const near = nearestWord(word, known);
  return near === undefined ? undefined : `did you mean "${near}"?`;
}

function editDistance(a: string, b: string): number {
  // A word far longer than any key is no slip, and its table would cost its length squared.
  if (Math.abs(a.length - b.length) > 8) return Infinity;
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const substitution = previous[column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(substitution, previous[column]! + 1, current[column - 1]! + 1));
    }
    previous = current;
  }
  return previous[b.length]!;
}
