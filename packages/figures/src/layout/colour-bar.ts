import type { Ramp } from '../colour/ramp.js';
import { rasterImage } from '../raster/image.js';
import type { SvgNode } from '../svg/node.js';

/** A ramp drawn from left (0) to right (1) as an embedded image: gradients would need identifiers, unique on a page. */
export function colourBar(x: number, y: number, width: number, height: number, ramp: Ramp): SvgNode[] {
  const steps = Math.max(2, Math.round(width));
  return [rasterImage({ x, y, width, height }, 1, steps, (_, column) => ramp(column / (steps - 1)))];
}
