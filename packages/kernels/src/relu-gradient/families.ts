/**
 * @file The models that pictures are made of, a few numbers each, with statements for their loss and half its gradient.
 *
 * `p`, `q` = 1 − p and the importance `r` of the last feature are there already, the other importances are 1.
 */
import { rowStatements } from './row.js';

export interface Family {
  /** Names of the parameters; statements set `loss` and, for parameter x, `dx`. */
  readonly parameters: readonly string[];
  readonly statements: string;
}

const declared = (names: readonly string[]): string => names.map((name) => `let ${name} = 0.0;`).join(' ');

/** Two features on a line: W = (u, v), b = (b, c). */
export const PAIR: Family = {
  parameters: ['u', 'v', 'b', 'c'],
  statements: `
    const uu = u * u;
    const uv = u * v;
    const vv = v * v;
    let loss = 0.0; ${declared(['duu', 'duv', 'dvv', 'db', 'dc'])}
    ${rowStatements({ own: { a: 'uu', gradient: 'duu' }, others: [{ a: 'uv', gradient: 'duv' }], bias: 'b', biasGradient: 'db', importance: '1.0' })}
    ${rowStatements({ own: { a: 'vv', gradient: 'dvv' }, others: [{ a: 'uv', gradient: 'duv' }], bias: 'c', biasGradient: 'dc', importance: 'r' })}
    const du = 2.0 * u * duu + v * duv;
    const dv = 2.0 * v * dvv + u * duv;`,
};

/**
 * Three features in a plane, the first two mirrored: w₁ = (s, t), w₂ = (−s, t), w₃ = (0, −h), b = (b, b, c).
 *
 * The row of the second feature is that of the first, so that one counts twice.
 */
export const TRIANGLE: Family = {
  parameters: ['s', 't', 'h', 'b', 'c'],
  statements: `
    const same = s * s + t * t;
    const mirrored = t * t - s * s;
    const across = -t * h;
    const last = h * h;
    let loss = 0.0; ${declared(['dsame', 'dmirrored', 'dacross', 'dlast', 'db', 'dc'])}
    ${rowStatements({
      own: { a: 'same', gradient: 'dsame' },
      others: [{ a: 'mirrored', gradient: 'dmirrored' }, { a: 'across', gradient: 'dacross' }],
      bias: 'b',
      biasGradient: 'db',
      importance: '2.0',
    })}
    ${rowStatements({
      own: { a: 'last', gradient: 'dlast' },
      others: [{ a: 'across', gradient: 'dacross' }, { a: 'across', gradient: 'dacross' }],
      bias: 'c',
      biasGradient: 'dc',
      importance: 'r',
    })}
    const ds = 2.0 * s * (dsame - dmirrored);
    const dt = 2.0 * t * (dsame + dmirrored) - h * dacross;
    const dh = 2.0 * h * dlast - t * dacross;`,
};
