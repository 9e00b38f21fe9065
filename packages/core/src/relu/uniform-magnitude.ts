/**
 * @file The transforms of one active feature, U ~ Uniform[0, 1], and the decay bounds behind the error bound.
 *
 *   ψ(θ) = E e^{iθU}      τ(θ) = E U e^{iθU}      σ(θ) = E U² e^{iθU}
 *
 * ψ = (e^{iθ} − 1)/(iθ), τ = (e^{iθ} − ψ)/(iθ), σ = (e^{iθ} − 2τ)/(iθ). Below |θ| = 1/2 those differences cancel, so the
 * Taylor series take over there: Σ (iθ)^r/(r! (r + s)) with s = 1, 2, 3.
 */

/** E U, E U², E U³ of an active feature. */
export const MEAN = 1 / 2;
export const SECOND_MOMENT = 1 / 3;
export const THIRD_MOMENT = 1 / 4;

/** Where the series takes over from the closed form. */
export const SMALL_ANGLE = 0.5;

/** Coefficients 1/(r! (r + s)) for r = 0 … 13, alternating in sign by pairs as i^r does. */
function taylorCoefficients(s: number): Float64Array {
  const coefficients = new Float64Array(14);
  let factorial = 1;
  for (let r = 0; r < 14; r++) {
    if (r > 0) factorial *= r;
    coefficients[r] = (r % 4 < 2 ? 1 : -1) / (factorial * (r + s));
  }
  return coefficients;
}

const PSI = taylorCoefficients(1);
const TAU = taylorCoefficients(2);
const SIGMA = taylorCoefficients(3);

function realPart(c: Float64Array, x: number): number {
  return c[0]! + x * (c[2]! + x * (c[4]! + x * (c[6]! + x * (c[8]! + x * (c[10]! + x * c[12]!)))));
}

function imaginaryPart(c: Float64Array, theta: number, x: number): number {
  return theta * (c[1]! + x * (c[3]! + x * (c[5]! + x * (c[7]! + x * (c[9]! + x * (c[11]! + x * c[13]!))))));
}

/** Real and imaginary parts of ψ, τ, σ for |θ| < SMALL_ANGLE; `x` is θ². */
export const smallPsiRe = (x: number): number => realPart(PSI, x);
export const smallPsiIm = (theta: number, x: number): number => imaginaryPart(PSI, theta, x);
export const smallTauRe = (x: number): number => realPart(TAU, x);
export const smallTauIm = (theta: number, x: number): number => imaginaryPart(TAU, theta, x);
export const smallSigmaRe = (x: number): number => realPart(SIGMA, x);
export const smallSigmaIm = (theta: number, x: number): number => imaginaryPart(SIGMA, theta, x);

/** |ψ(θ)| ≤ min(1, 2/|θ|); does not increase in |θ|. */
export function psiBound(absTheta: number): number {
  return absTheta <= 2 ? 1 : 2 / absTheta;
}

/** |τ(θ)| ≤ min(1/2, (1 + |ψ|)/|θ|); does not increase in |θ|. */
export function tauBound(absTheta: number): number {
  const bound = (1 + psiBound(absTheta)) / absTheta;
  return bound < 0.5 ? bound : 0.5;
}

/** |σ(θ)| ≤ min(1/3, (1 + 2|τ|)/|θ|); does not increase in |θ|. */
export function sigmaBound(absTheta: number): number {
  const bound = (1 + 2 * tauBound(absTheta)) / absTheta;
  return bound < 1 / 3 ? bound : 1 / 3;
}
