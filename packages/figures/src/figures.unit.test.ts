import { describe, expect, it } from 'vitest';
import { readFigure, samples, type document } from './samples.support.test.js';
import { themes } from './theme.js';

describe.each(Object.entries(samples))('%s', (_, draw) => {
  it.each([
    ['light', 1200],
    ['light', 420],
    ['dark', 960],
    ['dark', 320],
  ] as const)('is a self-contained, accessible SVG: %s, %i px', (theme, width) => {
    const svg = draw({ theme, width });
    const { root } = readFigure(svg);
    expect(root.getAttribute('xmlns')).toBe('http://www.w3.org/2000/svg');
    expect(root.getAttribute('role')).toBe('img');
    expect(root.getAttribute('width')).toBe(String(width));
    const [title, description, background] = [...root.children];
    expect(title!.localName).toBe('title');
    // linkedom leaves entities in attributes as they are.
    const label = root.getAttribute('aria-label')!.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
    expect(label).toBe(title!.textContent);
    expect(description!.localName).toBe('desc');
    expect(description!.textContent.length).toBeGreaterThan(40);
    expect(background!.getAttribute('fill')).toBe(themes[theme].background);
    expect(background!.getAttribute('width')).toBe(String(width));
    expect(svg).not.toMatch(/NaN|undefined|Infinity|null|currentColor/);
    expect(svg).not.toMatch(/\s(id|class)=|<style|url\(|href="(?!data:image\/png)/);
  });

  it.each([320, 420, 640, 960, 1200])('keeps every text on the sheet at %i px', (width) => {
    const { root, texts } = readFigure(draw({ width }));
    const height = Number(root.getAttribute('height'));
    expect(texts.length).toBeGreaterThan(5);
    for (const text of texts) {
      expect(text.left, text.text).toBeGreaterThanOrEqual(0);
      expect(text.right, text.text).toBeLessThanOrEqual(width);
      expect(text.baseline, text.text).toBeGreaterThan(text.size * 0.7);
      expect(text.baseline, text.text).toBeLessThan(height - 2);
    }
  });

  it.each([320, 420, 640, 960, 1200])('lets no two texts overlap at %i px', (width) => {
    const { texts } = readFigure(draw({ width }));
    const collisions = texts.flatMap((a, i) =>
      texts
        .slice(i + 1)
        .filter(
          (b) =>
            a.left < b.right && b.left < a.right && a.baseline - 0.7 * a.size < b.baseline && b.baseline - 0.7 * b.size < a.baseline,
        )
        .map((b) => [a.text, b.text]),
    );
    expect(collisions).toEqual([]);
  });

  it('gives the same text every time, whatever was drawn before', () => {
    const first = draw({});
    for (const other of Object.values(samples)) other({ theme: 'dark' });
    expect(draw({})).toBe(first);
  });

  it('checks its options', () => {
    expect(() => draw({ width: 100 })).toThrow(/width: expected an integer from 320 to 4096 \(px\), got 100/);
    expect(() => draw({ theme: 'sepia' as 'dark' })).toThrow(/theme: expected 'light' or 'dark', got "sepia"/);
  });
});

it('asks for a document where there is none', async () => {
  const { lossCurves } = await import('./loss-curves.js');
  const series = [{ label: 'a', losses: [1, 0.5] }];
  expect(() => lossCurves({ series }, {} as { document: typeof document })).toThrow(/document: expected a DOM document, got undefined/);
});
