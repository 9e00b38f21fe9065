/** @file A drawing of the page as a file that needs no page: the SVG element as it is shown, with the styles it has from elsewhere. */

const PROPERTIES = [
  'fill', 'fill-opacity', 'stroke', 'stroke-opacity', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin', 'opacity',
  'font-family', 'font-size', 'font-weight', 'text-anchor', 'dominant-baseline', 'display',
];

/**
 * SVG text of an element as wide as it is shown, on the page's background. What is marked `data-page-only` (handles) is left out.
 *
 * @throws {Error} if it is not on the page.
 */
export function shownSvg(shown: SVGSVGElement | undefined): string {
  if (shown === undefined) throw new Error('internal: expected a drawing on the page, got none');
  const copy = shown.cloneNode(true) as SVGSVGElement;
  const copies = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  [shown, ...shown.querySelectorAll<SVGElement>('*')].forEach((element, index) => {
    const style = getComputedStyle(element);
    for (const property of PROPERTIES) copies[index]!.setAttribute(property, style.getPropertyValue(property));
    for (const name of ['class', 'style', 'tabindex', 'role']) copies[index]!.removeAttribute(name);
  });
  for (const element of copy.querySelectorAll('[data-page-only]')) element.remove();
  const { width, height } = shown.getBoundingClientRect();
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  const background = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  const [x, y, w, h] = (copy.getAttribute('viewBox') ?? `0 0 ${String(width)} ${String(height)}`).split(/[ ,]+/) as [string, string, string, string];
  for (const [name, value] of Object.entries({ x, y, width: w, height: h, fill: getComputedStyle(document.body).backgroundColor })) background.setAttribute(name, value);
  copy.prepend(background);
  return new XMLSerializer().serializeToString(copy);
}
