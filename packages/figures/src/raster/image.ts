import type { Rgb } from '../colour/rgb.js';
import { svg, type SvgNode } from '../svg/node.js';
import { pngDataUri } from './png-uri.js';

/** CSS by which browsers keep pixels square-edged; `svgToPng` looks for exactly this text. */
export const pixelatedStyle = 'image-rendering:pixelated';

/**
 * One embedded image of [rows, columns] cells filling a rectangle: crisp where cells are larger than pixels.
 *
 * @param colour - Colour of the cell in column `column` of row `row`, row 0 at the top.
 */
export function rasterImage(
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  rows: number,
  columns: number,
  colour: (row: number, column: number) => Rgb,
): SvgNode {
  const pixels = new Uint8Array(3 * rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) pixels.set(colour(row, column), 3 * (row * columns + column));
  }
  return svg('image', {
    ...box,
    href: pngDataUri(pixels, columns, rows),
    preserveAspectRatio: 'none',
    style: columns <= box.width && rows <= box.height ? pixelatedStyle : undefined,
  });
}
