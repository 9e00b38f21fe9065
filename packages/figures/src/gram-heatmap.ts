/**
 * @file The Gram matrix of a model's features as a heat map, with the biases beside it.
 */
import { InputError } from '@tegum/core';
import { rampThrough, type Ramp } from './colour/ramp.js';
import { relativeLuminance } from './colour/rgb.js';
import { formatCount } from './layout/axis-ticks.js';
import { colourScale } from './layout/colour-scale.js';
import { bodyWidth, printSheet, type FigureText } from './layout/sheet.js';
import { smallMultiples } from './layout/small-multiples.js';
import { resolveOptions, type FigureOptions } from './options.js';
import { rasterImage } from './raster/image.js';
import { at, svg, type SvgNode } from './svg/node.js';
import { plainText, richText } from './text/rich-text.js';
import type { Theme } from './theme.js';

export interface GramModel {
  /** Name of the panel, e.g. 'p = 0.1'; may be empty for a single model. */
  readonly label: string;
  readonly features: number;
  readonly hidden: number;
  /** Shape [hidden, features] row-major; null where training failed, which is then written in the panel. */
  readonly W: ArrayLike<number> | null;
  /** Shape [features]. */
  readonly b: ArrayLike<number>;
}

export interface GramHeatmapData extends FigureText {
  readonly models: readonly GramModel[];
}

/** Up to this many features the values are printed into the cells of a single model. */
const printedUpTo = 8;

/**
 * G = WᵀW and b on one diverging scale about 0; several models as small multiples on a common scale.
 *
 * @returns SVG text; same data and options, same text.
 * @throws {InputError} if there is no model, or W or b has the wrong length or an entry that is not finite.
 */
export function gramHeatmap(data: GramHeatmapData, options: FigureOptions): string {
  const resolved = resolveOptions('gramHeatmap', options);
  if (data.models.length === 0) throw new InputError('gramHeatmap: models', 'at least one model', 'none');
  const { theme, narrow } = resolved;
  const grams = data.models.map((model, index) => (model.W === null ? null : gramOf(model, model.W, index)));
  const most = Math.max(
    Number.MIN_VALUE,
    ...grams.flatMap((gram, index) => (gram === null ? [] : [largest(gram), largest(data.models[index]!.b)])),
  );
  const ramp = rampThrough(theme.diverging);
  const single = data.models.length === 1;
  const width = bodyWidth(resolved);
  const cells = data.models.map(({ label }) => ({ row: '', column: label, note: '' }));
  const side = single ? Math.min(width, 520) : 190;
  const table = smallMultiples(theme, cells, width, single ? width * 0.5 : narrow ? 110 : 130, side, (index, x, y, size) => [
    at(x, y, drawModel(theme, data.models[index!]!, grams[index!]!, size, most, ramp, single)),
  ]);
  const barWidth = Math.min(width, 260);
  const scale = colourScale(theme, 'G_{ij} = ⟨w_{i}, w_{j}⟩ and b_{i} (dimensionless)', ramp, [-most, most], barWidth, 0);
  const scaleY = table.height + (single ? 8 : 18);

  return printSheet(
    resolved,
    {
      title: data.title ?? 'Gram matrix of the features',
      subtitle: data.subtitle,
      caption: data.caption,
      description: describe(data.models, grams),
    },
    { height: scaleY + scale.height, nodes: [...table.nodes, at(0, scaleY, scale.nodes)] },
  );
}

/** G [features, features] row-major. */
function gramOf({ features, hidden, b }: GramModel, W: ArrayLike<number>, index: number): Float64Array {
  const where = `gramHeatmap: models[${index}]`;
  if (W.length !== hidden * features) {
    throw new InputError(`${where}.W`, `hidden · features = ${hidden * features} numbers`, String(W.length));
  }
  if (b.length !== features) throw new InputError(`${where}.b`, `${features} numbers`, String(b.length));
  const gram = new Float64Array(features * features);
  for (let i = 0; i < features; i++) {
    for (let j = 0; j < features; j++) {
      let dot = 0;
      for (let k = 0; k < hidden; k++) dot += W[k * features + i]! * W[k * features + j]!;
      gram[i * features + j] = dot;
    }
  }
  if (!gram.every(Number.isFinite) || !Array.from(b).every(Number.isFinite)) {
    throw new InputError(where, 'finite weights and biases', 'NaN or Infinity', 'leave diverged models out');
  }
  return gram;
}

function largest(values: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i]!));
  return most;
}

function drawModel(
  theme: Theme,
  model: GramModel,
  gram: Float64Array | null,
  side: number,
  most: number,
  ramp: Ramp,
  single: boolean,
): SvgNode[] {
  if (gram === null) {
    return [
      svg('rect', { width: side, height: side, fill: theme.grid }),
      plainText('failed', side / 2, side / 2 + 4, { size: 11, fill: theme.muted, anchor: 'middle' }),
    ];
  }
  const { features, b } = model;
  // The row of headings and the column of indices exist for a single model only.
  const top = single ? 42 : 0;
  const left = single ? 30 : 0;
  const biasColumns = single ? 1 : Math.max(1, Math.round(features / 10));
  const gap = Math.max(4, side / 60);
  const cell = Math.min((side - top) / features, (side - left - gap) / (features + biasColumns));
  const extent = cell * features;
  const biasX = left + extent + gap;
  const colour = (value: number) => ramp(0.5 + value / (2 * most));
  const matrix = { x: left, y: top, width: extent, height: extent };
  const column = { x: biasX, y: top, width: cell * biasColumns, height: extent };
  const outline = (box: typeof matrix): SvgNode => svg('rect', { ...box, fill: 'none', stroke: theme.frame, 'stroke-width': 0.8 });
  const nodes: SvgNode[] = [
    rasterImage(matrix, features, features, (i, j) => colour(gram[i * features + j]!)),
    rasterImage(column, features, 1, (i) => colour(b[i]!)),
    outline(matrix),
    outline(column),
  ];
  if (!single) return nodes;

  const axis = { size: 12.5, fill: theme.ink, anchor: 'middle' as const };
  nodes.push(
    richText('feature j', left + extent / 2, 12, axis),
    richText('b_{i}', biasX + (cell * biasColumns) / 2, 32, axis),
    richText('i', 6, top + extent / 2 + 4, axis),
  );
  const stride = Math.ceil(features / Math.max(1, Math.floor(extent / 22)));
  const index = { size: 11, fill: theme.muted };
  for (let i = 0; i < features; i += stride) {
    const centre = (i + 0.5) * cell;
    nodes.push(plainText(String(i + 1), left + centre, 32, { ...index, anchor: 'middle' }));
    nodes.push(plainText(String(i + 1), left - 6, top + centre + 4, { ...index, anchor: 'end' }));
  }
  if (features <= printedUpTo) {
    const size = Math.min(14, cell * 0.3);
    const print = (value: number, x: number, row: number): void => {
      const fill = relativeLuminance(colour(value)) > 0.18 ? '#16191d' : '#ffffff';
      nodes.push(plainText(fixed(value), x, top + (row + 0.5) * cell + 0.36 * size, { size, fill, anchor: 'middle' }));
    };
    for (let i = 0; i < features; i++) {
      for (let j = 0; j < features; j++) print(gram[i * features + j]!, left + (j + 0.5) * cell, i);
      print(b[i]!, biasX + cell / 2, i);
    }
  }
  return nodes;
}

/** Two decimals, a true minus, no negative zero. */
function fixed(value: number): string {
  const text = value.toFixed(2);
  return text === '-0.00' ? '0.00' : text.replace('-', '−');
}

function describe(models: readonly GramModel[], grams: readonly (Float64Array | null)[]): string {
  const failed = grams.filter((gram) => gram === null).length;
  const sizes = [...new Set(models.map(({ features, hidden }) => `${features} features in ${hidden} dimensions`))];
  return (
    `Heat map of the Gram matrix W transposed times W, and of the biases, of ${formatCount(models.length)} ` +
    `${models.length === 1 ? 'model' : 'models'} with ${sizes.join(', ')}.` +
    (failed === 0 ? '' : ` ${failed} failed.`)
  );
}
