/**
 * @file What Observable Plot drew, as plain data: classes, style sheets and empty elements left out.
 *
 * Plot's style sheet names a class that would be shared by every figure of a page; all we need of it is written inline.
 */
import { svg, type SvgNode } from './node.js';

/** As much of a DOM node as is read here; both browsers and linkedom have it. */
interface DomNode {
  readonly nodeType: number;
  /** As written; `nodeName` is upper case in an HTML document of linkedom. Absent on text. */
  readonly localName?: string;
  readonly textContent: string | null;
  readonly attributes?: Iterable<{ readonly name: string; readonly value: string }>;
  readonly childNodes: Iterable<DomNode>;
}

const elementNode = 1;
const textNode = 3;
const dropped: ReadonlySet<string> = new Set(['class', 'aria-hidden', 'aria-label', 'aria-description', 'font-variant']);

/**
 * Children of a root `<svg>` of Plot's, with `currentColor` resolved to a colour.
 *
 * On screens without subpixels Plot moves every mark by half a pixel; that is taken back, so that a figure is the same
 * text wherever it is drawn. (Marks must not be moved by fractions of a pixel otherwise.)
 */
export function childrenFromDom(root: unknown, currentColor: string): SvgNode[] {
  return [...(root as DomNode).childNodes].flatMap((child) => {
    const node = convert(child, currentColor);
    return node === undefined || typeof node === 'string' ? [] : [withoutHalfPixels(node)];
  });
}

function withoutHalfPixels(node: SvgNode): SvgNode {
  const [, x, y] = /^translate\((-?[\d.]+),(-?[\d.]+)\)$/.exec(String(node.attributes['transform'])) ?? [];
  if (x === undefined || y === undefined) return node;
  const [dx, dy] = [Math.floor(Number(x)), Math.floor(Number(y))];
  return svg(
    node.name,
    { ...node.attributes, transform: dx === 0 && dy === 0 ? undefined : `translate(${dx},${dy})` },
    node.children,
  );
}

function convert(node: DomNode, currentColor: string): SvgNode | string | undefined {
  if (node.nodeType === textNode) return node.textContent ?? '';
  const name = node.localName;
  if (node.nodeType !== elementNode || name === undefined || name === 'style') return undefined;
  const attributes: Record<string, string> = {};
  for (const { name: key, value } of node.attributes ?? []) {
    if (!dropped.has(key)) attributes[key] = value === 'currentColor' ? currentColor : value;
  }
  const children = [...node.childNodes]
    .map((child) => convert(child, currentColor))
    .filter((child): child is SvgNode | string => child !== undefined);
  const empty = children.length === 0 && (name === 'text' || name === 'g');
  return empty ? undefined : svg(name, attributes, children);
}
