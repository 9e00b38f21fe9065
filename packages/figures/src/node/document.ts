import { parseHTML } from 'linkedom';
import type { FigureDocument } from '../document.js';

/** A fresh, empty document for figures drawn outside a browser. */
export function createFigureDocument(): FigureDocument {
  return parseHTML('<!doctype html><html><body></body></html>').document;
}
