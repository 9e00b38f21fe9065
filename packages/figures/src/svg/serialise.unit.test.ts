import { describe, expect, it } from 'vitest';
import { svg } from './node.js';
import { escapeText, printNumber, serialise } from './serialise.js';

describe('serialise', () => {
  it('orders attributes, rounds coordinates and leaves out what is undefined', () => {
    const node = svg('path', { stroke: 'red', d: 'M0.123456,-1.5e-7L1.999,2', cx: undefined, 'stroke-width': 1 / 3 });
    expect(serialise(node)).toBe('<path d="M0.12,0L2,2" stroke="red" stroke-width="0.33"/>');
  });

  it('does not round what is not a coordinate', () => {
    expect(serialise(svg('image', { href: 'data:,1.23456', fill: '#1.2345' }))).toBe('<image fill="#1.2345" href="data:,1.23456"/>');
  });

  it('escapes text and attributes, and adds no white space inside text', () => {
    const node = svg('text', { 'aria-label': '"<&>"' }, ['a < b & c', svg('tspan', {}, [']]>'])]);
    expect(serialise(node)).toBe(
      '<text aria-label="&quot;&lt;&amp;&gt;&quot;">a &lt; b &amp; c<tspan>]]&gt;</tspan></text>',
    );
  });
});

describe('printNumber', () => {
  it.each([
    [0.005, '0.01'],
    [-0.001, '0'],
    [100, '100'],
    [-12.5, '-12.5'],
    [1e-9, '0'],
    [10.999, '11'],
  ])('%d → %s', (value, text) => expect(printNumber(value)).toBe(text));
});

describe('escapeText', () => {
  it('replaces characters XML forbids, and half surrogate pairs, and keeps whole ones', () => {
    expect(escapeText('a\u0000b\u001Fc\uD800d\t𝕏')).toBe('a\uFFFDb\uFFFDc\uFFFDd\t𝕏');
  });
});
