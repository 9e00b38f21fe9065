/**
 * @file Statements for the loss of one output row with two or three features, and half its gradient.
 *
 * Over one active feature, the others held, the integrand is a polynomial of degree two where z > 0, integrated exactly from its values at both
 * ends; over a second one `exactly` is exact, too; over a third Gauss and Legendre's rule takes what is left, which has two continuous
 * derivatives. All parts of the loss are ≥ 0: nothing cancels, and float32 keeps its digits however rare features are.
 *
 * Source     the integrals of core's `few-active.ts`, here with an offset
 */
import { NODES } from '../source/gauss-legendre.js';

/** One coupling of the row: its Gram entry, and the variable that ½ ∂L/∂a is added to. */
export interface Coupling {
  readonly a: string;
  readonly gradient: string;
}

export interface Row {
  readonly own: Coupling;
  readonly others: readonly Coupling[];
  readonly bias: string;
  readonly biasGradient: string;
  readonly importance: string;
}

/** A feature that is active at a value given by an expression. */
interface Held extends Coupling {
  readonly value: string;
}

/** `loss` and the gradients are added to; `p` and `q` are the density and 1 − p; `nodes` holds the rule. */
export function rowStatements(row: Row): string {
  const { own, others, bias, biasGradient, importance } = row;
  const weight = (active: number): string => [importance, ...Array.from({ length: others.length + 1 }, (_, k) => (k < active ? 'p' : 'q'))].join(' * ');
  const held = (coupling: Coupling, value: string): Held => ({ ...coupling, value });
  const [first, second] = others as [Coupling, Coupling | undefined];
  const parts = [
    `{
      const z = Math.max(${bias}, 0.0);
      const weight = ${weight(0)};
      loss += weight * z * z;
      ${biasGradient} += weight * z;
    }`,
    piece(row, own, true, [], weight(1)),
    ...others.map((other) => piece(row, other, false, [], weight(1))),
    ...others.map((other) => exactly(row, own, true, other, [], weight(2))),
  ];
  if (second !== undefined) {
    parts.push(
      exactly(row, first, false, second, [], weight(2)),
      `for (let m = 0; m < ${NODES}; m++) {
      const value = nodes[m];
      const weight = nodes[m + ${NODES}] * ${weight(3)};
      ${exactly(row, own, true, first, [held(second, 'value')], 'weight')}
      }`,
    );
  }
  return parts.join('\n');
}

/**
 * The integral over two features, an inner one by `piece` and an outer one.
 *
 * Its integrand is a cubic but where z changes sign at an end of the inner one's range: between those at most two points Gauss and Legendre's
 * rule of two nodes is exact.
 */
function exactly(row: Row, inner: Coupling, isOwn: boolean, outer: Coupling, held: readonly Held[], weight: string): string {
  const at = (node: string): string => `{
        const outerValue = middle ${node} 0.5773502692 * half;
        ${piece(row, inner, isOwn, [{ ...outer, value: 'outerValue' }, ...held], 'half * pairWeight')}
      }`;
  return `{
      const pairWeight = ${weight};
      const level = ${[row.bias, ...held.map(({ a, value }) => `${a} * ${value}`)].join(' + ')};
      const along = ${outer.a} > 0.0 ? Math.max(${outer.a}, 0.0000001) : Math.min(${outer.a}, -0.0000001);
      const one = Math.min(Math.max(-level / along, 0.0), 1.0);
      const other = Math.min(Math.max(-(level + ${inner.a}) / along, 0.0), 1.0);
      let from = 0.0;
      for (let part = 0; part < 3; part++) {
        let to = 1.0;
        if (part == 0) { to = Math.min(one, other); }
        if (part == 1) { to = Math.max(one, other); }
        const half = 0.5 * (to - from);
        const middle = from + half;
        ${at('-')}
        ${at('+')}
        from = to;
      }
    }`;
}

/** The integral over one feature in [0, 1], the row's own or another, with others held. */
function piece({ bias, biasGradient }: Row, inner: Coupling, isOwn: boolean, held: readonly Held[], weight: string): string {
  const own = isOwn ? '1.0' : '0.0';
  return `{
      const slope = ${inner.a};
      const base = ${[bias, ...held.map(({ a, value }) => `${a} * ${value}`)].join(' + ')};
      // Positive from the crossing on, or up to it; one that hardly depends on the feature counts as falling.
      const rises = slope > 0.0 ? 1.0 : 0.0;
      const cross = Math.min(Math.max(-base / (slope > 0.0 ? Math.max(slope, 0.0000001) : Math.min(slope, -0.0000001)), 0.0), 1.0);
      const start = rises * cross;
      const end = cross + rises * (1.0 - cross);
      const errorStart = ${own} * start - Math.max(base + slope * start, 0.0);
      const errorEnd = ${own} * end - Math.max(base + slope * end, 0.0);
      const sixth = ${weight} * (end - start) * 0.1666666667;
      loss += 2.0 * sixth * (errorStart * errorStart + errorStart * errorEnd + errorEnd * errorEnd);
      ${isOwn ? `loss += ${weight} * (start * start * start + (1.0 - end) * (1.0 + end + end * end)) * 0.3333333333;` : ''}
      const pull = -3.0 * sixth * (errorStart + errorEnd);
      ${biasGradient} += pull;
      ${inner.gradient} -= sixth * (2.0 * (start * errorStart + end * errorEnd) + start * errorEnd + end * errorStart);
      ${held.map(({ gradient, value }) => `${gradient} += pull * ${value};`).join('\n      ')}
    }`;
}
