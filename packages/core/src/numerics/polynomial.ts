/** @file Polynomials of low degree as arrays of coefficients, constant first. */

export type Polynomial = readonly number[];

/** Bisections that separate two neighbouring doubles, whatever the bracket. */
const MOST_BISECTIONS = 1100;

/** p(x), by Horner's rule. */
export function evaluatePolynomial(p: Polynomial, x: number): number {
  let value = 0;
  for (let k = p.length - 1; k >= 0; k--) value = value * x + p[k]!;
  return value;
}

/** p′. */
export function derivative(p: Polynomial): Polynomial {
  return p.slice(1).map((coefficient, k) => coefficient * (k + 1));
}

/** factor · p + q. */
export function addScaled(p: Polynomial, factor: number, q: Polynomial): Polynomial {
  return Array.from({ length: Math.max(p.length, q.length) }, (_, k) => factor * (p[k] ?? 0) + (q[k] ?? 0));
}

/** p · q. */
export function product(p: Polynomial, q: Polynomial): Polynomial {
  const result = new Array<number>(p.length + q.length - 1).fill(0);
  p.forEach((left, i) => void q.forEach((right, j) => void (result[i + j]! += left * right)));
  return result;
}

/**
 * Every real root of p in [low, high] where p changes sign, ascending.
 *
 * Between neighbouring roots of p′ the polynomial is monotone, so none can be missed; each is bisected to neighbouring doubles.
 * A root of even order shows as a sign change only if rounding splits it: it is reported as a root of p′ where |p| is at rounding level.
 *
 * Numerics   backward stable: each result is the exact root of a polynomial whose coefficients differ by a few ulp
 * Cost       O(degree²) bisections
 */
export function realRoots(p: Polynomial, low: number, high: number): number[] {
  let degree = p.length - 1;
  while (degree > 0 && p[degree] === 0) degree--;
  if (degree < 1) return [];
  const trimmed = p.slice(0, degree + 1);
  const stops = [low, ...realRoots(derivative(trimmed), low, high), high];
  const roots: number[] = [];
  const found = (x: number): void => {
    if (roots.length === 0 || x > roots[roots.length - 1]!) roots.push(x);
  };
  for (let k = 0; k < stops.length; k++) {
    const right = stops[k]!;
    if (k > 0) {
      const left = stops[k - 1]!;
      const [atLeft, atRight] = [evaluatePolynomial(trimmed, left), evaluatePolynomial(trimmed, right)];
      if (atLeft * atRight < 0) found(bisect(trimmed, left, right, atLeft));
    }
    if (Math.abs(evaluatePolynomial(trimmed, right)) <= roundingAt(trimmed, right)) found(right);
  }
  return roots;
}

function bisect(p: Polynomial, left: number, right: number, atLeft: number): number {
  for (let k = 0; k < MOST_BISECTIONS; k++) {
    const middle = left + (right - left) / 2;
    if (middle === left || middle === right) break;
    const value = evaluatePolynomial(p, middle);
    if (value === 0) return middle;
    if (value < 0 === atLeft < 0) left = middle;
    else right = middle;
  }
  return left;
}

/** What rounding can make of p(x) = 0. */
function roundingAt(p: Polynomial, x: number): number {
  return 2 * p.length * Number.EPSILON * evaluatePolynomial(p.map(Math.abs), Math.abs(x));
}
