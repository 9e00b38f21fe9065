/**
 * @file Statements for the loss of one output row with two or three features, and half its gradient.
 *
 * Over one active feature, the others held, the integrand is a polynomial of degree two where z > 0, integrated exactly from its values at both
 * ends; over the others a Gauss–Legendre rule takes what is left, which has two continuous derivatives. All parts of the loss are ≥ 0:
 * nothing cancels, and float32 keeps its digits however rare features are.
 *
 * Source     the integrals of core's `few-active.ts`, here with an offset
 */

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

/** `loss` and the gradients are added to; `p` and `q` are the density and 1 − p; `nodes<order>` hold the rules. */
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
    ...others.map((other) => ruled(12, 1, piece(row, own, true, [held(other, 'value0')], `weight0 * ${weight(2)}`))),
  ];
  if (second !== undefined) {
    parts.push(
      ruled(12, 1, piece(row, first, false, [held(second, 'value0')], `weight0 * ${weight(2)}`)),
      ruled(6, 2, piece(row, own, true, [held(first, 'value0'), held(second, 'value1')], `weight0 * weight1 * ${weight(3)}`)),
    );
  }
  return parts.join('\n');
}

function ruled(order: 6 | 12, depth: number, body: string): string {
  const loops = Array.from({ length: depth }, (_, d) => `for (let m${d} = 0; m${d} < ${order}; m${d}++) {
      const value${d} = nodes${order}[m${d}];
      const weight${d} = nodes${order}[m${d} + ${order}];`);
  return `${loops.join('\n')}\n${body}\n${'}'.repeat(depth)}`;
}

/** The integral over one feature in [0, 1], the row's own or another, with others held. */
function piece({ bias, biasGradient }: Row, inner: Coupling, isOwn: boolean, held: readonly Held[], weight: string): string {
  const own = isOwn ? '1.0' : '0.0';
  return `{
      const slope = ${inner.a};
      const base = ${[bias, ...held.map(({ a, value }) => `${a} * ${value}`)].join(' + ')};
      let start = 0.0;
      let end = 1.0;
      if (slope > 0.0000001) {
        start = Math.min(Math.max(-base / slope, 0.0), 1.0);
      } else {
        if (slope < -0.0000001) {
          end = Math.min(Math.max(-base / slope, 0.0), 1.0);
        } else {
          if (base <= 0.0) { end = 0.0; }
        }
      }
      const errorStart = ${own} * start - Math.max(base + slope * start, 0.0);
      const errorEnd = ${own} * end - Math.max(base + slope * end, 0.0);
      const sixth = ${weight} * (end - start) * 0.1666666667;
      loss += 2.0 * sixth * (errorStart * errorStart + errorStart * errorEnd + errorEnd * errorEnd);
      ${isOwn ? `loss += ${weight} * (start * start * start + (1.0 - end) * (1.0 + end + end * end)) * 0.3333333333;` : ''}
      const along = -3.0 * sixth * (errorStart + errorEnd);
      ${biasGradient} += along;
      ${inner.gradient} -= sixth * (2.0 * (start * errorStart + end * errorEnd) + start * errorEnd + end * errorStart);
      ${held.map(({ gradient, value }) => `${gradient} += along * ${value};`).join('\n      ')}
    }`;
}
