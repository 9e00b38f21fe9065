/**
 * @file SVG text with stable bytes: attributes in alphabetical order, numbers to two decimals, everything escaped.
 *
 * DOM implementations disagree on the order of attributes and platforms on the last bit of a logarithm; neither
 * reaches the text.
 */
import type { SvgNode, SvgValue } from './node.js';

/** Two decimals of a pixel: invisible at any sensible zoom, and far above rounding noise. */
const decimals = 2;

export function serialise(node: SvgNode): string {
  const attributes = Object.keys(node.attributes)
    .filter((name) => node.attributes[name] !== undefined)
    .sort()
    .map((name) => ` ${name}="${escapeText(printValue(name, node.attributes[name]!))}"`)
    .join('');
  if (node.children.length === 0) return `<${node.name}${attributes}/>`;
  const children = node.children.map((child) => (typeof child === 'string' ? escapeText(child) : serialise(child)));
  // Inside text, white space is content; elsewhere one element a line keeps differences between versions readable.
  const separator = inline.has(node.name) ? '' : '\n';
  return `<${node.name}${attributes}>${separator}${children.join(separator)}${separator}</${node.name}>`;
}

const inline: ReadonlySet<string> = new Set(['text', 'tspan', 'title', 'desc']);

/** Attributes whose text is a list of coordinates. */
const geometric: ReadonlySet<string> = new Set([
  'transform',
  'd',
  'points',
  'viewBox',
  'x',
  'y',
  'x1',
  'x2',
  'y1',
  'y2',
  'cx',
  'cy',
  'r',
  'width',
  'height',
  'opacity',
  'font-size',
  'stroke-width',
]);

function printValue(name: string, value: Exclude<SvgValue, undefined>): string {
  if (typeof value === 'number') return printNumber(value);
  return geometric.has(name) ? value.replace(decimalNumber, (text) => printNumber(Number(text))) : value;
}

const decimalNumber = /-?\d*\.\d+(?:e[-+]?\d+)?|-?\d+e[-+]?\d+/gi;

/** Fixed decimals, without trailing zeros or a negative zero. */
export function printNumber(value: number): string {
  const text = value.toFixed(decimals).replace(/\.?0+$/, '');
  return text === '-0' ? '0' : text;
}

/** Escapes for text and attributes alike; characters that XML 1.0 forbids become U+FFFD. */
export function escapeText(text: string): string {
  return text
    .replace(forbidden, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

// eslint-disable-next-line no-control-regex -- the point is to find control characters
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
