/**
 * @file Eigenvalues of samples beside their limit for many samples, above the eigenvalues of the population.
 */
import * as Plot from '@observablehq/plot';
import { InputError } from '@tegum/core';
import { formatCount, formatNumber, linearTicks, logTicks, type Ticks } from './layout/axis-ticks.js';
import { inlineLegend, type LegendItem } from './layout/inline-legend.js';
import { axisTop, drawPanel, axisRoom, type Axis, type Frame } from './layout/panel.js';
import { bodyWidth, printSheet, type FigureText } from './layout/sheet.js';
import { resolveOptions, type FigureOptions } from './options.js';
import { at, svg, type SvgNode } from './svg/node.js';
import { textWidth } from './text/measure.js';
import { plainText } from './text/rich-text.js';

/** Where the bulk lies in the limit of many features and samples; `marchenkoPastur` of `@tegum/data-sparse` gives one. */
export interface BulkLimit {
  readonly low: number;
  readonly high: number;
  /** Part of the eigenvalues that are 0. */
  readonly atZero: number;
  /** Of eigenvalues, between the edges; its integral is 1 − atZero. */
  density(eigenvalue: number): number;
}

/** Eigenvalues of samples, of the population, and their limit. */
export interface SpectrumPlotData extends FigureText {
  /** Eigenvalues of the samples, in any order; below 1e-9 of the largest they count as 0. */
  readonly samples: ArrayLike<number>;
  /** Eigenvalues of the population, in any order, > 0. */
  readonly population: ArrayLike<number>;
  readonly limit: BulkLimit;
  /** Limit of the largest sample eigenvalue, where it leaves the bulk. */
  readonly spike?: number;
}

/**
 * Histogram of the sample eigenvalues (from 30 on) over ln λ with the limit's density and edges; below it every eigenvalue of the
 * samples as a tick, and those of the population as dots with their multiplicities.
 *
 * The axis is logarithmic, and densities are per unit of ln λ: a spike far away leaves the bulk readable, and the density stays
 * finite where as many samples as features make ρ(λ) infinite at 0. Zeros have no place on it and are counted in the caption.
 *
 * @returns SVG text; same data and options, same text.
 * @throws {InputError} if an eigenvalue is not finite, none of the samples is positive, or one of the population is not.
 *
 * @example
 * import { marchenkoPastur, populationSpectrum, sampleSpectrum, uniformSparse } from '@tegum/data-sparse';
 * import { createFigureDocument } from '@tegum/figures/node';
 *
 * const [features, samples, density] = [40, 200, 0.1];
 * const data = uniformSparse(new Array(features).fill(density));
 * const population = populationSpectrum(data);
 * const svg = spectrumPlot(
 *   {
 *     samples: sampleSpectrum(data, { samples, seed: 0, stream: 0 }),
 *     population,
 *     limit: marchenkoPastur(population[0], features / samples),
 *   },
 *   { document: createFigureDocument() },
 * );
 * /<desc>(.*)<.desc>/.exec(svg)?.[1]; // → Eigenvalues of a second moment, 40 of samples…
 */
export function spectrumPlot(data: SpectrumPlotData, options: FigureOptions): string {
  const resolved = resolveOptions('spectrumPlot', options);
  const { theme, narrow } = resolved;
  const samples = sorted('samples', data.samples);
  const population = sorted('population', data.population);
  const positive = samples.filter((value) => value > 1e-9 * samples.at(-1)!);
  if (positive.length === 0) throw new InputError('spectrumPlot: samples', 'an eigenvalue > 0', 'none');
  if (!(population[0]! > 0)) throw new InputError('spectrumPlot: population', 'eigenvalues > 0', String(population[0]));
  const { limit, spike } = data;
  const colours = { samples: theme.series[0]!, limit: theme.series[1]!, spike: theme.series[3]! };

  const domain = domainOf([...positive, ...population, limit.high, ...(spike === undefined ? [] : [spike])], limit.low);
  const start = Math.max(domain[0], limit.low);
  const bars = samples.length < fewest ? [] : histogram(positive, samples.length, start, limit.high);
  const curve = limitCurve(limit, start);
  const top = 1.08 * Math.max(...curve.map(([, height]) => height), ...bars.map(({ height }) => height));

  const width = bodyWidth(resolved);
  const legend = inlineLegend(theme, legendItems(narrow, spike !== undefined, colours, theme.ink), width);
  const label = 'share of the eigenvalues per unit of ln λ (dimensionless)';
  const left = rowRoom;
  const frame: Frame = {
    x: left,
    y: legend.height + axisTop(resolved, label) + 8,
    width: width - left - 10,
    height: narrow ? 220 : Math.round(Math.min(340, 0.34 * width)),
  };
  const strip: Frame = { ...frame, y: frame.y + frame.height + 12, height: 52 };
  const ticks = eigenvalueTicks(domain, frame.width);
  const axisX = (text: string, shown: Ticks): Axis => ({ type: 'log', domain, ticks: shown, label: text });
  const axisY: Axis = { type: 'linear', domain: [0, top], ticks: { major: linearTicks(0, top, frame.height / 55), minor: [] }, label, grid: true };

  const dashed = { strokeWidth: 1.5, strokeDasharray: '5,3' };
  const edges = [limit.low, limit.high].filter((edge) => edge >= domain[0]);
  const upper = drawPanel(resolved, frame, axisX('', { major: [], minor: [] }), axisY, [
    Plot.rect(bars, { x1: 'from', x2: 'to', y1: 0, y2: 'height', fill: colours.samples, fillOpacity: 0.45, stroke: colours.samples, strokeWidth: 0.8 }),
    Plot.ruleX(edges, { stroke: colours.limit, ...dashed }),
    ...(spike === undefined ? [] : [Plot.ruleX([spike], { stroke: colours.spike, ...dashed })]),
    Plot.line(curve, { stroke: colours.limit, strokeWidth: 2.2 }),
  ]);
  const groups = multiplicities(population);
  const lower = drawPanel(resolved, strip, axisX('eigenvalue λ (dimensionless, log)', { major: [], minor: [...ticks.minor, ...ticks.major] }), { type: 'linear', domain: [0, 2], ticks: { major: [], minor: [] }, label: '' }, [
    Plot.ruleX(edges, { stroke: colours.limit, ...dashed, strokeWidth: 1 }),
    ...(spike === undefined ? [] : [Plot.ruleX([spike], { stroke: colours.spike, ...dashed, strokeWidth: 1 })]),
    Plot.ruleX(positive, { y1: 1.15, y2: 1.85, stroke: colours.samples, strokeWidth: samples.length < fewest ? 2 : 1 }),
    Plot.dot(groups, { x: 'value', y: 0.5, r: 4, fill: theme.ink }),
  ]);
  const rowName = (text: string, y: number): SvgNode => plainText(text, 0, y + 4, { size: 11.5, fill: theme.muted });

  const finding = findingOf(samples, positive, data);
  return printSheet(
    resolved,
    {
      title: data.title ?? 'Eigenvalues of samples and of the population',
      subtitle: data.subtitle,
      caption: [finding, data.caption].filter((text) => text !== undefined).join(' '),
      description:
        `Eigenvalues of a second moment, ${formatCount(samples.length)} of samples from ${formatNumber(samples[0]!)} to ${formatNumber(samples.at(-1)!)}, ` +
        `of the population from ${formatNumber(population[0]!)} to ${formatNumber(population.at(-1)!)}, ` +
        `with the Marchenko–Pastur density between ${formatNumber(limit.low)} and ${formatNumber(limit.high)}. ${finding}`,
    },
    {
      height: strip.y + strip.height + axisRoom.bottom,
      nodes: [
        at(0, 0, legend.nodes),
        ...upper.nodes,
        ...lower.nodes,
        ...tickLabels(ticks.major, lower.toX, strip, theme.frame, theme.muted),
        rowName('samples', lower.toY(1.5)),
        rowName('population', lower.toY(0.5)),
        ...(groups.length > mostNamed ? [] : timesLabels(groups.map(({ value, times }) => ({ x: lower.toX(value), times })), lower.toY(0.5), strip).map(({ text, x, y, anchor }) =>
          plainText(text, x, y, { size: 11.5, fill: theme.ink, halo: theme.background, anchor }),
        )),
      ],
    },
  );
}

/** Fewer eigenvalues than this are no histogram. */
const fewest = 30;
const mostNamed = 4;
const rowRoom = 70;

function sorted(name: string, values: ArrayLike<number>): number[] {
  const list = Array.from(values);
  const wrong = list.findIndex((value) => !Number.isFinite(value));
  if (list.length === 0 || wrong >= 0) throw new InputError(`spectrumPlot: ${name}`, 'finite eigenvalues', list.length === 0 ? 'none' : `${list[wrong]!} at ${wrong}`);
  return list.sort((a, b) => a - b);
}

/** A little wider than what is shown; an edge near 0 does not stretch it. */
function domainOf(values: readonly number[], edge: number): readonly [number, number] {
  const least = Math.min(...values);
  const low = edge > least / 10 ? Math.min(least, edge) : least;
  const high = Math.max(...values);
  const air = Math.max(1.02, (high / low) ** 0.05);
  return [low / air, high * air];
}

function eigenvalueTicks([low, high]: readonly [number, number], width: number): Ticks {
  return high / low < 5 ? { major: linearTicks(low, high, width / 80), minor: [] } : logTicks(low, high, width / 60);
}

/** Ours, since Plot leaves out labels of a logarithmic axis that it takes for crowded. */
function tickLabels(values: readonly number[], toX: (value: number) => number, { y, height }: Frame, stroke: string, fill: string): SvgNode[] {
  const bottom = y + height;
  return values.flatMap((value) => [
    svg('path', { d: `M${toX(value)},${bottom}v6`, stroke }),
    plainText(formatNumber(value, 5), toX(value), bottom + 17, { size: 11.5, fill, anchor: 'middle' }),
  ]);
}

interface Bar {
  readonly from: number;
  readonly to: number;
  /** Share of all eigenvalues, per unit of ln λ. */
  readonly height: number;
}

/** Bins of equal width in ln λ that begin and end at the edges of the bulk, continued as far as there are eigenvalues. */
function histogram(positive: readonly number[], total: number, low: number, high: number): Bar[] {
  const width = Math.log(high / low) / Math.min(40, Math.max(8, Math.round(total / 8)));
  const counts = new Map<number, number>();
  for (const value of positive) {
    const bin = Math.floor(Math.log(value / low) / width);
    counts.set(bin, (counts.get(bin) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a], [b]) => a - b)
    .map(([bin, count]) => ({ from: low * Math.exp(bin * width), to: low * Math.exp((bin + 1) * width), height: count / (total * width) }));
}

const curvePoints = 200;

/** λ ρ(λ), the density over ln λ, with points crowded at the edges where it is steep. */
function limitCurve(limit: BulkLimit, start: number): (readonly [number, number])[] {
  return Array.from({ length: curvePoints + 1 }, (_, index) => {
    const eigenvalue = start * (limit.high / start) ** ((1 - Math.cos((Math.PI * index) / curvePoints)) / 2);
    return [eigenvalue, eigenvalue * limit.density(eigenvalue)] as const;
  });
}

/** Equal eigenvalues, up to rounding, together. */
function multiplicities(population: readonly number[]): { readonly value: number; readonly times: number }[] {
  const groups: { value: number; times: number }[] = [];
  const tolerance = 1e-10 * population.at(-1)!;
  for (const value of population) {
    const last = groups.at(-1);
    if (last !== undefined && value - last.value <= tolerance) last.times++;
    else groups.push({ value, times: 1 });
  }
  return groups;
}

interface TimesLabel {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'end';
}

/** Right of its dot, or left of it where the right is taken; none where both are. */
function timesLabels(dots: readonly { readonly x: number; readonly times: number }[], y: number, { x: left, width }: Frame): TimesLabel[] {
  let free = left;
  return dots.flatMap(({ x, times }, index) => {
    const text = `×${formatCount(times)}`;
    const room = 8 + textWidth(text, 11.5) * 1.03 + 2;
    const next = index + 1 < dots.length ? dots[index + 1]!.x - 5 : left + width;
    const after = x + room <= next;
    if (!after && x - room < free) return [];
    free = after ? x + room : x + 5;
    return [{ text, x: after ? x + 8 : x - 8, y: y + 4, anchor: after ? 'start' : 'end' }];
  });
}

function legendItems(narrow: boolean, spike: boolean, colours: Readonly<Record<'samples' | 'limit' | 'spike', string>>, ink: string): LegendItem[] {
  return [
    { label: 'samples', colour: colours.samples, mark: 'line' },
    { label: 'Marchenko–Pastur', colour: colours.limit, mark: 'line' },
    { label: 'its edges', colour: colours.limit, mark: 'dashed' },
    ...(spike ? [{ label: narrow ? 'limit, mean direction' : 'limit along the mean', colour: colours.spike, mark: 'dashed' as const }] : []),
    { label: 'population', colour: ink, mark: 'dot' },
  ];
}

function findingOf(samples: readonly number[], positive: readonly number[], { limit, spike }: SpectrumPlotData): string {
  const inside = positive.filter((value) => value >= limit.low && value <= limit.high).length;
  const zeros = samples.length - positive.length;
  const sentences = [`${formatCount(inside)} of ${formatCount(samples.length)} sample eigenvalues lie between the edges.`];
  if (zeros > 0 || limit.atZero > 0) sentences.push(`${formatCount(zeros)} ${zeros === 1 ? 'is' : 'are'} 0 and not drawn (limit: ${formatNumber(100 * limit.atZero)} %).`);
  if (spike !== undefined) sentences.push(`The largest is ${formatNumber(samples.at(-1)!)}; its limit along the mean is ${formatNumber(spike)}.`);
  return sentences.join(' ');
}
