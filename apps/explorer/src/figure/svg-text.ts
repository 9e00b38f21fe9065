/** What a drawing's look is made of; colours of the theme become those of the file. */
const LOOKS = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-dasharray', 'stroke-linejoin', 'stroke-linecap', 'opacity', 'font-family', 'font-size', 'font-weight', 'text-anchor', 'dominant-baseline', 'paint-order'];

/** A drawing of the page as the text of an SVG file, as it looks now. @param background - A colour. */
export function svgText(drawing: SVGSVGElement, title: string, background: string): string {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const { width, height } = drawing.getBoundingClientRect();
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  const drawn = [drawing, ...drawing.querySelectorAll('*')];
  [copy, ...copy.querySelectorAll('*')].forEach((element, index) => {
    const look = getComputedStyle(drawn[index]!);
    for (const name of element.getAttributeNames()) if (name === 'class' || name === 'tabindex' || name === 'style' || name.startsWith('aria-') || name === 'role') element.removeAttribute(name);
    for (const name of LOOKS) element.setAttribute(name, look.getPropertyValue(name));
  });
  const name = document.createElementNS('http://www.w3.org/2000/svg', 'title');
  name.textContent = title;
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  ground.setAttribute('width', '100%');
  ground.setAttribute('height', '100%');
  ground.setAttribute('fill', background);
  copy.prepend(name, ground);
  return `${new XMLSerializer().serializeToString(copy)}\n`;
}
