/**
 * @file What pictures drawn live on a page share with the figures of files: hues, shades, lines, words. None of it loads the plotting library.
 */
export { assignPhaseColours, surplusColour } from '../colour/phase-colours.js';
export { rampThrough, shadesOf, type Ramp } from '../colour/ramp.js';
export { toHex, type Rgb } from '../colour/rgb.js';
export { clippedLine, tracedLines, type TracedPoint } from '../phase/traced-lines.js';
export { fromBehind, solidOf, viewOf, type Solid, type View } from '../sphere/globe.js';
export type { Point3 } from '../sphere/hull-edges.js';
export { themes, type Theme, type ThemeName } from '../theme.js';
export { flowEnd, flowPanel, flowSetName, type EndedFlow } from '../flow-panel.js';
