export { createFigureDocument } from './document.js';
export { svgToPng, type PngOptions } from './svg-to-png.js';
