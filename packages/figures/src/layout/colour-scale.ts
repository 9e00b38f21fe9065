import type { Ramp } from '../colour/ramp.js';
import type { SvgNode } from '../svg/node.js';
import { plainText, richText } from '../text/rich-text.js';
import type { Theme } from '../theme.js';
import { formatNumber } from './axis-ticks.js';
import { colourBar } from './colour-bar.js';
import type { Body } from './sheet.js';

/** A colour bar with its meaning above and the values at its ends, and in the middle if asked for, below. */
export function colourScale(
  theme: Theme,
  label: string,
  ramp: Ramp,
  domain: readonly [low: number, high: number],
  width: number,
  middle?: number,
): Body {
  const small = { size: 11.5, fill: theme.muted };
  const nodes: SvgNode[] = [
    richText(label, 0, 11, { size: 12.5, fill: theme.ink }),
    ...colourBar(0, 19, width, 11, ramp),
    plainText(formatNumber(domain[0]), 0, 44, small),
    plainText(formatNumber(domain[1]), width, 44, { ...small, anchor: 'end' }),
  ];
  if (middle !== undefined) {
    const x = ((middle - domain[0]) / (domain[1] - domain[0])) * width;
    nodes.push(plainText(formatNumber(middle), x, 44, { ...small, anchor: 'middle' }));
  }
  return { height: 48, nodes };
}
