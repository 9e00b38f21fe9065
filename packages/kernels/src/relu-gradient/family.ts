/**
 * @file Small models as statements for their loss and half its gradient, parameters in scalars.
 *
 * `p`, the density of every feature, `q` = 1 − p and the importances are there already; with three features `nodes` holds a rule, too.
 */
import { rowStatements, type Coupling } from './row.js';

export interface Family {
  /** Names of the parameters, weights row by row and then biases; statements set `loss` and, for parameter x, `dx`: ½ ∂L/∂x. */
  readonly parameters: readonly string[];
  /** How many of them are weights. */
  readonly weights: number;
  /** Of each feature, as an expression. */
  readonly importance: readonly string[];
  /** The weights of each feature. */
  readonly directions: readonly (readonly string[])[];
  readonly statements: string;
}

/**
 * Two features in one dimension, or three in one or two.
 *
 * @param importance - The expression for each feature's.
 * @param turned - The first feature's direction is the first axis, as rotations allow: its other weights are no parameters, and 0.
 */
export function reluFamily(hidden: number, importance: readonly string[], turned = false): Family {
  const features = importance.map((_, i) => i);
  const rows = Array.from({ length: hidden }, (_, h) => h);
  const weight = (h: number, i: number): string | null => (turned && h > 0 && i === 0 ? null : `w${h}x${i}`);
  const sum = (terms: readonly (string | null)[]): string => terms.filter((term) => term !== null).join(' + ') || '0.0';
  const product = (left: string | null, right: string | null): string | null => (left === null || right === null ? null : `${left} * ${right}`);
  const gram = features.flatMap((i) => features.slice(i).map((j) => ({ i, j, a: `g${i}x${j}`, entry: sum(rows.map((h) => product(weight(h, i), weight(h, j)))) })));
  // Rows i and j each have their own share in the gradient with respect to the entry they have in common.
  const coupling = (i: number, j: number): Coupling => {
    const a = i < j ? `g${i}x${j}` : `g${j}x${i}`;
    return { a, gradient: `d${a}` };
  };
  const weights = rows.flatMap((h) => features.flatMap((i) => weight(h, i) ?? []));
  const slope = (h: number, i: number): string =>
    sum(features.map((j) => product(i === j ? `2.0 * ${coupling(i, i).gradient}` : coupling(i, j).gradient, weight(h, j))));
  return {
    parameters: [...weights, ...features.map((i) => `b${i}`)],
    weights: weights.length,
    importance,
    directions: features.map((i) => rows.flatMap((h) => weight(h, i) ?? [])),
    statements: `
    let loss = 0.0;
    ${gram.map(({ a, entry }) => `const ${a} = ${entry}; let d${a} = 0.0;`).join('\n    ')}
    ${features.map((i) => `let db${i} = 0.0;`).join(' ')}
    ${features
      .map((i) =>
        rowStatements({
          own: coupling(i, i),
          others: features.filter((j) => j !== i).map((j) => coupling(i, j)),
          bias: `b${i}`,
          biasGradient: `db${i}`,
          importance: importance[i]!,
        }),
      )
      .join('\n')}
    ${rows.flatMap((h) => features.flatMap((i) => (weight(h, i) === null ? [] : `const d${weight(h, i)} = ${slope(h, i)};`))).join('\n    ')}`,
  };
}
