/**
 * @file The regular k-gons in the plane, reduced to one variable.
 *
 * A regular k-gon has |w_i|² = u and b_i = βu for all i, and ⟨w_i, w_j⟩ = u c_s at angular distance s, c_s = cos(2πs/k). In these
 * variables H = 1 + A(β) u + B(β) u² (with β = b/u; Chen et al. 2023, Lemma 3.1, multiplied out):
 *   β ≤ 0   A = (β − 2)(β + 1)²,  B = (1 + β)³ + Σ_{c_s > −β} (c_s + β)³/c_s
 *   β ≥ 0   A = −(2 + 3β),        B = 1 + 3β + (3 + 3σ)β² + Σ_{−c_s ≤ β} (c_s² + 3c_sβ + 3β²) + Σ_{−c_s > β} β³/(−c_s)
 * the sums over the k − 1 other features, σ features being dead (w = 0). ∂H/∂u = 0 gives u = −A/2B > 0, and there
 * dH/dβ = 0 is the polynomial 2A′B − AB′ = 0. A chamber — which c_s count — is an interval of β. So the critical k-gons of a chamber
 * are the roots of one polynomial of degree ≤ 4 in one interval: all of them, with none to miss.
 *
 * The k-gons and their dead features are the fixed points of the symmetry group of the polygon, so what is critical among
 * them is critical in all variables (Palais 1979, principle of symmetric criticality).
 */
import { cos } from '../numerics/elementary.js';
import { addScaled, derivative, evaluatePolynomial, product, realRoots, type Polynomial } from '../numerics/polynomial.js';

const PI = 3.141592653589793;

/** How many of the other features lie at one angular distance, and the cosine. */
export interface Distance {
  readonly cosine: number;
  readonly count: number;
}

/** An interval of β = b/|w|² within which the same neighbours of a regular k-gon are active. */
export interface KGonChamber {
  /** Is b ≤ 0 (else b ≥ 0)? */
  readonly negative: boolean;
  /** Other features j with a_ij > −b_i: fully active, they make output i speak. */
  readonly activeNeighbours: number;
  /** β = b/|w|² in [low, high]; high may be Infinity. */
  readonly low: number;
  readonly high: number;
}

export interface ChamberRoot {
  readonly chamber: KGonChamber;
  /** |w_i| and b_i. */
  readonly l: number;
  readonly b: number;
  /** Does the root of the chamber's equations lie in the chamber? */
  readonly inside: boolean;
}

/** The k − 1 other features by angular distance, nearest first; right and straight angles exactly. */
export function distances(k: number): Distance[] {
  return Array.from({ length: Math.floor(k / 2) }, (_, at) => {
    const s = at + 1;
    const cosine = 4 * s === k ? 0 : 2 * s === k ? -1 : cos((2 * PI * s) / k);
    return { cosine, count: 2 * s === k ? 1 : 2 };
  });
}

/**
 * Every chamber of the regular k-gons but the silent one (b < −|w|², where H_i = 1 whatever w and b).
 *
 * @example
 * kGonChambers(5).length; // → 4
 */
export function kGonChambers(k: number): KGonChamber[] {
  const around = distances(k);
  const chambers: KGonChamber[] = [];
  let active = 0;
  let edge = -1;
  for (const { cosine, count } of around) {
    if (cosine > 0) {
      chambers.push({ negative: true, activeNeighbours: active, low: edge, high: -cosine });
      edge = -cosine;
      active += count;
    } else {
      if (edge < 0) {
        chambers.push({ negative: true, activeNeighbours: active, low: edge, high: 0 });
        edge = 0;
      }
      if (-cosine > edge) {
        chambers.push({ negative: false, activeNeighbours: active, low: edge, high: -cosine });
        edge = -cosine;
      }
      active += count;
    }
  }
  chambers.push({ negative: false, activeNeighbours: active, low: edge, high: Infinity });
  return chambers;
}

/** A and B of one chamber; `dead` features have w = 0. */
export function reducedLoss(k: number, dead: number, { negative, low }: KGonChamber): { A: Polynomial; B: Polynomial } {
  const A = negative ? product([-2, 1], [1, 2, 1]) : [-2, -3];
  let B: Polynomial = negative ? [1, 3, 3, 1] : [1, 3, 3 + 3 * dead];
  for (const { cosine: c, count } of distances(k)) {
    if (negative) {
      if (c > 0 && -c <= low) B = addScaled([c * c, 3 * c, 3, 1 / c], count, B);
    } else if (-c <= low) B = addScaled([c * c, 3 * c, 3], count, B);
    else B = addScaled([0, 0, 0, -1 / c], count, B);
  }
  return { A, B };
}

/** All roots with u > 0 of the equations of each chamber, those that lie in another chamber included. */
export function chamberRoots(k: number, dead: number): ChamberRoot[] {
  return kGonChambers(k).flatMap((chamber) => {
    const { A, B } = reducedLoss(k, dead, chamber);
    const slope = chamber.negative
      ? // 2A′B − AB′ over its factor β + 1, which is the silent k-gon.
        addScaled(product([-1, 1], B), 6, product([2, 1, -1], derivative(B)))
      : addScaled(B, -6, product([2, 3], derivative(B)));
    const [low, high] = chamber.negative ? [-1, 0] : [0, rootBound(slope)];
    return realRoots(slope, low, high).flatMap((beta) => {
      const u = -evaluatePolynomial(A, beta) / (2 * evaluatePolynomial(B, beta));
      if (!(u > 0) || !(u < Infinity)) return [];
      return [{ chamber, l: Math.sqrt(u), b: beta * u, inside: beta >= chamber.low && beta <= chamber.high }];
    });
  });
}

/** Cauchy's bound on the roots of p. */
function rootBound(p: Polynomial): number {
  let degree = p.length - 1;
  while (degree > 0 && p[degree] === 0) degree--;
  let largest = 0;
  for (let e = 0; e < degree; e++) largest = Math.max(largest, Math.abs(p[e]! / p[degree]!));
  return 1 + largest;
}
