/**
 * @file How often each cosine occurs between two of a set of directions: all that can be drawn of them in four dimensions and more.
 */
import * as Plot from '@observablehq/plot';
import { linearTicks } from '../layout/axis-ticks.js';
import { inlineLegend } from '../layout/inline-legend.js';
import { axisRoom, axisTop, drawPanel } from '../layout/panel.js';
import { bodyWidth, type Body } from '../layout/sheet.js';
import type { ResolvedOptions } from '../options.js';
import { at } from '../svg/node.js';

const bins = 50;
const yLabel = 'pairs of directions';

/** The first set as bars, others as outlines. */
export function cosineHistogram(options: ResolvedOptions, sets: readonly { readonly label: string; readonly cosines: readonly number[] }[]): Body {
  const { theme, narrow } = options;
  const width = bodyWidth(options);
  const legend = inlineLegend(
    theme,
    sets.map(({ label }, index) => ({ label, colour: theme.series[index]!, mark: 'line' as const })),
    width,
  );
  const counts = sets.map(({ cosines }) => countsOf(cosines));
  const most = Math.max(...counts.flat());
  const frame = {
    x: axisRoom.left + 6,
    y: legend.height + 10 + axisTop(options, yLabel),
    width: width - axisRoom.left - 16,
    height: narrow ? 220 : 320,
  };
  const edge = (bin: number): number => -1 + (2 * bin) / bins;
  const panel = drawPanel(
    options,
    frame,
    { type: 'linear', domain: [-1, 1], ticks: { major: linearTicks(-1, 1, narrow ? 4 : 8), minor: [] }, label: 'cosine of r_{i} and r_{j}, i < j' },
    { type: 'linear', domain: [0, most * 1.06], ticks: { major: linearTicks(0, most, 5).filter(Number.isInteger), minor: [] }, label: yLabel, grid: true },
    counts.map((heights, index) =>
      index === 0
        ? Plot.rect(
            heights.flatMap((height, bin) => (height === 0 ? [] : [{ x1: edge(bin), x2: edge(bin + 1), y1: 0, y2: height }])),
            { x1: 'x1', x2: 'x2', y1: 'y1', y2: 'y2', fill: theme.series[0]!, fillOpacity: 0.75 },
          )
        : Plot.line(
            heights.flatMap((height, bin) => [[edge(bin), height], [edge(bin + 1), height]] as const),
            { stroke: theme.series[index]!, strokeWidth: 1.8 },
          ),
    ),
  );
  return { height: frame.y + frame.height + axisRoom.bottom, nodes: [at(0, 0, legend.nodes), at(0, 0, panel.nodes)] };
}

function countsOf(cosines: readonly number[]): number[] {
  const counts = new Array<number>(bins).fill(0);
  // A cosine on a border, up to rounding, belongs to the bin above it: −1/2 and 0 are frequent.
  for (const cosine of cosines) counts[Math.max(0, Math.min(bins - 1, Math.floor(((cosine + 1) / 2) * bins + 1e-6)))]! += 1;
  return counts;
}
