import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { childrenFromDom } from './from-dom.js';
import { serialise } from './serialise.js';

function read(content: string): string[] {
  const { document } = parseHTML(`<html><body><svg xmlns="http://www.w3.org/2000/svg">${content}</svg></body></html>`);
  return childrenFromDom(document.querySelector('svg'), '#123456').map(serialise);
}

describe('childrenFromDom', () => {
  it('keeps what is drawn and drops style sheets, classes, inner labels and empty elements', () => {
    expect(
      read('<style>a{}</style><g class="c" aria-label="dot" fill="currentColor"><text></text><circle r="1"></circle></g><g></g><text y="1">a &lt; b</text>'),
    ).toEqual(['<g fill="#123456">\n<circle r="1"/>\n</g>', '<text y="1">a &lt; b</text>']);
  });

  it("takes back Plot's half pixels, which only screens without subpixels have", () => {
    const drawn = (shift: number) =>
      read(
        [[0, 0], [-9, 0], [0, 9]].map(([x, y]) => `<g transform="translate(${x! + shift},${y! + shift})"><path d="M0.5,1"></path></g>`).join(''),
      );
    expect(drawn(0.5)).toEqual(drawn(0));
    expect(drawn(0.5)[1]).toBe('<g transform="translate(-9,0)">\n<path d="M0.5,1"/>\n</g>');
  });
});
