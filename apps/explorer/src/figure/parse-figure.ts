/**
 * SVG text of `@tegum/figures` → an element to be shown.
 *
 * The page's policy refuses style attributes in markup; those that figures have are set as the policy allows. Quotes in text are
 * escaped by the figures, so what looks like an attribute is one.
 *
 * @throws {Error} if the text is not well-formed.
 */
export function parseFigure(text: string): SVGElement {
  const { documentElement } = new DOMParser().parseFromString(text.replaceAll(' style="', ' data-style="'), 'image/svg+xml');
  if (documentElement.nodeName !== 'svg') throw new Error(`internal: expected SVG, got ${text.slice(0, 80)}`);
  const figure = document.importNode(documentElement, true) as unknown as SVGElement;
  for (const styled of [figure, ...figure.querySelectorAll<SVGElement>('[data-style]')]) {
    styled.style.cssText = styled.dataset['style'] ?? '';
    delete styled.dataset['style'];
  }
  return figure;
}
