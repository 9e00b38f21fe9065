import { parseHTML } from 'linkedom';
import type { FigureDocument } from '../document.js';

/**
 * A fresh, empty document for figures drawn outside a browser.
 *
 * @example
 * createFigureDocument().createElementNS('http://www.w3.org/2000/svg', 'circle').outerHTML; // → '<circle />'
 */
export function createFigureDocument(): FigureDocument {
  const window: unknown = parseHTML('<!doctype html><html><body></body></html>');
  return (window as { document: FigureDocument }).document;
}
