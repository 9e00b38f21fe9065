/**
 * @file Sine and cosine in kernels, of angles in turns, from + − × alone.
 *
 * Graphics hardware may err by 1e-3 in its own, drivers differ, and gpu.js calls JavaScript's four times a vector on `webasm`.
 * These are the same on every backend to the last bits of float32: absolute error 2e-7.
 */

/** Coefficients of sin(2πt)/t in t² for |t| ≤ 1/4: the Taylor series, whose first term left out is below 6e-8. */
const SINE = [6.283185307179586, -41.34170224039976, 81.60524927607504, -76.70585975306136, 42.058693944897655, -15.09464257682298];

const sinePolynomial = (t: string, square: string): string =>
  `${t} * (${SINE.slice(0, -1).map((coefficient) => `${literal(coefficient)} + ${square} * (`).join('')}${literal(SINE.at(-1)!)}${')'.repeat(SINE.length - 1)})`;

/** A number as source text: with a point, so that gpu.js takes it for a float, and in parentheses. */
export function literal(value: number): string {
  const text = String(value);
  if (text.includes('e')) throw new Error(`${text}: expected a number that is written without an exponent`);
  return `(${text.includes('.') ? text : `${text}.0`})`;
}

/**
 * Statements that declare `<name>Sin` and `<name>Cos` of 2π·turns, for an expression of any size: whole turns go first.
 *
 * sin(2πr) for |r| ≤ 1/2 is that of ±1/2 − r where |r| > 1/4; cos(2πr) = sin(2π(1/4 − |r|)).
 */
export const turnStatements = (name: string, turns: string): string => `
    const ${name}Turns = ${turns};
    const ${name}Part = ${name}Turns - Math.floor(${name}Turns + 0.5);
    const ${name}Size = Math.abs(${name}Part);
    let ${name}Near = ${name}Part;
    if (${name}Part > 0.25) { ${name}Near = 0.5 - ${name}Part; }
    if (${name}Part < -0.25) { ${name}Near = -0.5 - ${name}Part; }
    const ${name}NearSquare = ${name}Near * ${name}Near;
    const ${name}Sin = ${sinePolynomial(`${name}Near`, `${name}NearSquare`)};
    const ${name}Far = 0.25 - ${name}Size;
    const ${name}FarSquare = ${name}Far * ${name}Far;
    const ${name}Cos = ${sinePolynomial(`${name}Far`, `${name}FarSquare`)};`;
