/**
 * @file One line of text in which `_{i}` is a subscript and `^{T}` a superscript.
 *
 * Few fonts have the letters ᵀ and ᵢ; drawn as raised or lowered small type they appear everywhere.
 */
import { svg, type SvgNode } from '../svg/node.js';

export interface TextStyle {
  readonly size: number;
  readonly fill: string;
  readonly weight?: 'regular' | 'semibold';
  readonly anchor?: 'start' | 'middle' | 'end';
  /** Colour of an outline behind the letters, for text over an image. */
  readonly halo?: string;
}

/** Text with marks, its baseline at y. */
export function richText(text: string, x: number, y: number, style: TextStyle): SvgNode {
  return textNode(x, y, style, parseMarks(text, style.size));
}

/** Text from outside: shown as it is, `_{` and all. */
export function plainText(text: string, x: number, y: number, style: TextStyle): SvgNode {
  return textNode(x, y, style, raiseTransposes(text, style.size));
}

function textNode(x: number, y: number, style: TextStyle, children: readonly (SvgNode | string)[]): SvgNode {
  return svg(
    'text',
    {
      x,
      y,
      fill: style.fill,
      'font-size': style.size,
      'font-weight': style.weight === 'semibold' ? 600 : undefined,
      'text-anchor': style.anchor === 'start' ? undefined : style.anchor,
      ...(style.halo === undefined
        ? {}
        : { stroke: style.halo, 'stroke-width': 3, 'stroke-linejoin': 'round', 'paint-order': 'stroke' }),
    },
    children,
  );
}

function parseMarks(text: string, size: number): (SvgNode | string)[] {
  return splitAt(text, /([_^])\{([^}]*)\}/g, ([, mark, inner]) => script(inner!, mark === '_' ? 0.25 : -0.4, size));
}

function raiseTransposes(text: string, size: number): (SvgNode | string)[] {
  return splitAt(text, /ᵀ/g, () => script('T', -0.4, size));
}

/** Text between matches as it is; each match, and the shift back after it, as tspans. */
function splitAt(text: string, pattern: RegExp, replace: (match: RegExpMatchArray) => Script): (SvgNode | string)[] {
  const children: (SvgNode | string)[] = [];
  let end = 0;
  let shift = 0;
  const push = (part: string): void => {
    if (part === '') return;
    children.push(shift === 0 ? part : svg('tspan', { dy: shift }, [part]));
    shift = 0;
  };
  for (const match of text.matchAll(pattern)) {
    push(text.slice(end, match.index));
    const { text: inner, dy, fontSize } = replace(match);
    children.push(svg('tspan', { dy: shift + dy, 'font-size': fontSize }, [inner]));
    shift = -dy;
    end = match.index + match[0].length;
  }
  push(text.slice(end));
  return children;
}

interface Script {
  readonly text: string;
  readonly dy: number;
  readonly fontSize: number;
}

function script(text: string, rise: number, size: number): Script {
  return { text, dy: rise * size, fontSize: 0.72 * size };
}
