/**
 * The one thing a figure borrows from its surroundings: a DOM document in which to lay out axes and marks.
 *
 * In a page that is `document`; in Node it is the linkedom document of `@tegum/figures/node`. Nothing is ever attached
 * to it. The type is structural, so that this package needs neither the DOM library nor linkedom.
 */
export interface FigureDocument {
  createElementNS(namespace: string | null, qualifiedName: string): unknown;
}
