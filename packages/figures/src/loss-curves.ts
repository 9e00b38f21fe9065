/**
 * @file Loss against step or iteration, for one training or several.
 */
import * as Plot from '@observablehq/plot';
import { InputError } from '@tegum/core';
import { rampThrough } from './colour/ramp.js';
import { toHex } from './colour/rgb.js';
import { formatCount, formatNumber, linearTicks, logTicks } from './layout/axis-ticks.js';
import { inlineLegend } from './layout/inline-legend.js';
import { axisRoom, axisTop, drawPanel, type Axis, type Frame } from './layout/panel.js';
import { bodyWidth, printSheet, type FigureText } from './layout/sheet.js';
import { spreadLabels } from './layout/spread.js';
import { resolveOptions, type FigureOptions } from './options.js';
import { thinCurve } from './layout/thin-curve.js';
import { at, svg, type SvgNode } from './svg/node.js';
import { textWidth } from './text/measure.js';
import { plainText } from './text/rich-text.js';
import type { Theme } from './theme.js';

/** The losses of one training. */
export interface LossSeries {
  readonly label: string;
  /** Loss at step 0, 1, 2, …; not finite where training had left the finite numbers. Shape [steps]. */
  readonly losses: ArrayLike<number>;
}

/** The losses of several trainings. */
export interface LossCurvesData extends FigureText {
  /** In the order of colours and legend; more than eight are coloured as a sequence. */
  readonly series: readonly LossSeries[];
  /** What one index of `losses` counts. Default 'step'. */
  readonly xLabel?: string;
  /** Meaning and normalisation of the loss. Default 'loss, summed over features'. */
  readonly yLabel?: string;
}

/**
 * Loss (log) against step (linear), every series named at its end or, in a narrow figure, in a legend.
 *
 * Long curves are thinned to the lowest and the highest value of each pixel, so spikes survive. Zeros, which a
 * logarithm cannot show, are drawn on the lower edge and said to be so.
 *
 * @returns SVG text; same data and options, same text.
 * @throws {InputError} if no series has a finite positive loss, or a loss is negative.
 *
 * @example
 * import { createFigureDocument } from '@tegum/figures/node';
 *
 * const decay = (rate: number) => Float64Array.from({ length: 200 }, (_, step) => 0.003 + 0.06 * Math.exp(-rate * step));
 * const svg = lossCurves({ series: [{ label: 'adam', losses: decay(0.05) }, { label: 'sgd', losses: decay(0.01) }] }, { document: createFigureDocument() });
 * /<desc>(.*)<.desc>/.exec(svg)?.[1]; // → loss, summed over features (dimensionless, log) against step, 0 to 199, for 2 series. adam: 0.063 to 0.003. sgd: 0.063 to 0.0112.
 */
export function lossCurves(data: LossCurvesData, options: FigureOptions): string {
  const resolved = resolveOptions('lossCurves', options);
  const { theme, narrow } = resolved;
  const unit = data.xLabel ?? 'step';
  const yLabel = `${data.yLabel ?? 'loss, summed over features'} (dimensionless, log)`;
  const range = lossRange(data.series);
  const colours = seriesColours(theme, data.series.length);

  const width = bodyWidth(resolved);
  const direct = !narrow && data.series.length > 1;
  const labelRoom = direct
    ? Math.min(240, 26 + Math.max(...data.series.map(({ label }) => textWidth(label, labelSize) * 1.03)))
    : 10;
  const legend = inlineLegend(
    theme,
    direct || data.series.length < 2
      ? []
      : legendEntries(data.series.length, theme.series.length).map((index) => ({
          label: data.series[index]!.label,
          colour: colours[index]!,
          mark: 'line' as const,
        })),
    width,
  );
  const frame: Frame = {
    x: axisRoom.left + 14,
    y: axisTop(resolved, yLabel) + legend.height + (legend.height > 0 ? 8 : 0),
    width: width - axisRoom.left - 14 - labelRoom,
    height: narrow ? 280 : Math.round(Math.min(460, 0.46 * width)),
  };
  const last = Math.max(1, ...data.series.map(({ losses }) => losses.length - 1));
  const axisX: Axis = {
    type: 'linear',
    domain: [0, last],
    ticks: { major: linearTicks(0, last, frame.width / 90).filter(Number.isInteger), minor: [] },
    label: unit,
    grid: true,
  };
  const axisY: Axis = { type: 'log', domain: range, ticks: logTicks(...range, frame.height / 32), label: yLabel, grid: true };
  const marks = data.series.map(({ losses }, index) =>
    Plot.line(thinCurve(losses, last, frame.width, range[0]), { stroke: colours[index]!, strokeWidth: 1.6 }),
  );
  const panel = drawPanel(resolved, frame, axisX, axisY, marks);
  const zeros = data.series.some(({ losses }) => Array.from(losses).includes(0));
  const note = zeros ? 'A loss of exactly 0 is drawn on the lower edge.' : undefined;

  return printSheet(
    resolved,
    {
      title: data.title ?? 'Loss curves',
      subtitle: data.subtitle,
      caption: [data.caption, note].filter((text) => text !== undefined).join(' '),
      description:
        `${yLabel} against ${unit}, 0 to ${formatCount(last)}, for ${data.series.length} series. ` +
        data.series
          .slice(0, 20)
          .map(({ label, losses }) => `${label}: ${describeEnds(losses)}.`)
          .join(' '),
    },
    {
      height: frame.y + frame.height + axisRoom.bottom,
      nodes: [
        at(0, 0, legend.nodes),
        ...panel.nodes,
        ...(direct ? endLabels(data.series, colours, frame, panel.toX, panel.toY, theme) : []),
      ],
    },
  );
}

const labelSize = 12;
const labelGap = 15;

function lossRange(series: readonly LossSeries[]): readonly [number, number] {
  let low = Infinity;
  let high = 0;
  for (const { label, losses } of series) {
    for (let step = 0; step < losses.length; step++) {
      const loss = losses[step]!;
      if (loss < 0) {
        throw new InputError(`lossCurves: series ${JSON.stringify(label)}`, 'losses ≥ 0', `${loss} at step ${step}`);
      }
      if (loss > 0 && loss < Infinity) {
        low = Math.min(low, loss);
        high = Math.max(high, loss);
      }
    }
  }
  if (high === 0) throw new InputError('lossCurves: series', 'at least one finite loss > 0', 'none');
  // A tenth of the height as air, and never less than a factor of two in all.
  const air = Math.max(Math.SQRT2, (high / low) ** 0.05);
  return [low / air, high * air];
}

function seriesColours(theme: Theme, count: number): string[] {
  if (count <= theme.series.length) return theme.series.slice(0, count);
  const ramp = rampThrough(theme.sequential);
  return Array.from({ length: count }, (_, index) => toHex(ramp(0.1 + (0.9 * index) / (count - 1))));
}

/** All series, or of a long sequence `most` of them from first to last: their colours run through the ones between. */
function legendEntries(count: number, most: number): number[] {
  if (count <= most) return Array.from({ length: count }, (_, index) => index);
  return Array.from({ length: most }, (_, entry) => Math.round((entry * (count - 1)) / (most - 1)));
}

/** Names at the right edge, at the height of each curve's end; of a long sequence only those that fit there. */
function endLabels(
  series: readonly LossSeries[],
  colours: readonly string[],
  frame: Frame,
  toX: (value: number) => number,
  toY: (value: number) => number,
  theme: Theme,
): SvgNode[] {
  const ends = series.flatMap(({ label, losses }, index) => {
    for (let step = losses.length - 1; step >= 0; step--) {
      const loss = losses[step]!;
      if (Number.isFinite(loss)) {
        const y = loss > 0 ? toY(loss) : frame.y + frame.height;
        return [{ label, colour: colours[index]!, x: toX(step), y }];
      }
    }
    return [];
  });
  const byHeight = [...ends].sort((a, b) => a.y - b.y);
  const shown = byHeight.length <= theme.series.length ? byHeight : apart(byHeight);
  const spread = spreadLabels(
    shown.map(({ y }) => y),
    labelGap,
    frame.y + 4,
    frame.y + frame.height - 2,
  );
  const right = frame.x + frame.width;
  return shown.flatMap(({ label, colour, x, y }, index) => [
    svg('path', {
      d: `M${x},${y}${x < right - 1 ? `H${right}` : ''}M${right},${y}L${right + 14},${spread[index]!}`,
      stroke: colour,
      'stroke-width': 1,
      'stroke-dasharray': x < right - 1 ? '1,3' : undefined,
      fill: 'none',
    }),
    plainText(label, right + 18, spread[index]! + 4, { size: labelSize, fill: theme.ink }),
  ]);
}

/** From the top, and always the last: entries at least a line of text from the one before. */
function apart<T extends { readonly y: number }>(sorted: readonly T[]): T[] {
  const kept = [sorted.at(-1)!];
  for (const entry of sorted.slice(0, -1)) {
    const above = kept.at(-2)?.y ?? -Infinity;
    if (entry.y - above >= labelGap && kept[kept.length - 1]!.y - entry.y >= labelGap) kept.splice(-1, 0, entry);
  }
  return kept;
}

function describeEnds(losses: ArrayLike<number>): string {
  const finite = Array.from(losses).filter(Number.isFinite);
  return finite.length === 0 ? 'no finite loss' : `${formatNumber(finite[0]!)} to ${formatNumber(finite.at(-1)!)}`;
}
