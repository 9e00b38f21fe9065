/**
 * @file The Gram matrix of a model's features as a heat map, with the biases beside it.
 */
import { InputError, modelSize } from '@tegum/core';
import { rampThrough, type Ramp } from './colour/ramp.js';
import { relativeLuminance, type Rgb } from './colour/rgb.js';
import { formatCount } from './layout/axis-ticks.js';
import { colourScale } from './layout/colour-scale.js';
import { bodyWidth, printSheet, type Body, type FigureText } from './layout/sheet.js';
import { smallMultiples } from './layout/small-multiples.js';
import { resolveOptions, type FigureOptions, type ResolvedOptions } from './options.js';
import { rasterImage } from './raster/image.js';
import { at, svg, type SvgNode } from './svg/node.js';
import { plainText, richText } from './text/rich-text.js';
import type { Theme } from './theme.js';

/** One model: its Gram matrix and biases. */
export interface GramModel {
  /** Name of the panel, e.g. 'p = 0.1'; may be empty for a single model. */
  readonly label: string;
  readonly features: number;
  readonly hidden: number;
  /** Shape [hidden, features] row-major; null where there is none to show, and the panel says why. */
  readonly W: ArrayLike<number> | null;
  /** Why `W` is null. Default 'failed'. */
  readonly state?: 'failed' | 'diverged';
  /** Shape [features]. */
  readonly b: ArrayLike<number>;
}

/** Models whose Gram matrices are shown. */
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
 *
 * @example
 * import { createFigureDocument } from '@tegum/figures/node';
 *
 * const square = { label: 'p = 0.1', features: 4, hidden: 2, W: [1, -1, 0, 0, 0, 0, 1, -1], b: [0, 0, 0, 0] };
 * const svg = gramHeatmap({ models: [square] }, { document: createFigureDocument() });
 * /<desc>(.*)<.desc>/.exec(svg)?.[1]; // → Heat map of the Gram matrix W transposed times W, and of the biases, of 1 model with 4 features in 2 dimensions.
 */
export function gramHeatmap(data: GramHeatmapData, options: FigureOptions): string {
  const resolved = resolveOptions('gramHeatmap', options);
  if (data.models.length === 0) throw new InputError('gramHeatmap: models', 'at least one model', 'none');
  const { theme } = resolved;
  const grams = data.models.map((model, index) => (model.W === null ? null : gramOf(model, model.W, index)));
  const sizes = grams.flatMap((gram, index) => (gram === null ? [] : [largest(gram), largest(data.models[index]!.b)]));
  // A scale of some width even where everything is 0 or failed.
  const most = Math.max(0, ...sizes) || 1;
  const body = data.models.length === 1 ? drawSingle : drawTable;

  return printSheet(
    resolved,
    {
      title: data.title ?? 'Gram matrix of the features',
      subtitle: data.subtitle,
      caption: data.caption,
      description: describe(data.models, grams),
    },
    body(resolved, data.models, grams, rampThrough(theme.diverging), most),
  );
}

/** One model, large: indices, values where they fit, the scale beside it where there is room, else underneath. */
function drawSingle(
  options: ResolvedOptions,
  [model]: readonly GramModel[],
  [gram]: readonly (Float64Array | null)[],
  ramp: Ramp,
  most: number,
): Body {
  const { theme, narrow } = options;
  const width = bodyWidth(options);
  const { features } = model!;
  const origin = { x: 30, y: 42 };
  const room = Math.min(width, narrow ? 392 : 560) - origin.x - columnGap;
  const cell = Math.min(room / (features + 1), 90);
  const place: Placement = { cell, biasColumns: 1, gap: columnGap };
  const extent = cell * features;
  const right = origin.x + extent + columnGap + cell + 44;
  const beside = right + scaleWidth <= width;
  const scaleX = beside ? right : 0;
  const scaleY = beside ? origin.y - 8 : origin.y + extent + 20;
  const scale = colourScale(theme, scaleLabel, ramp, [-most, most], Math.min(scaleWidth, width), 0);
  const nodes = drawModel(theme, model!, gram!, place, most, ramp);
  if (gram !== null) {
    nodes.push(...indexLabels(theme, features, place));
    if (features <= printedUpTo) nodes.push(...printedValues(model!, gram!, place, most, ramp));
  }
  return {
    height: Math.max(origin.y + extent + 4, scaleY + scale.height),
    nodes: [at(origin.x, origin.y, nodes), at(scaleX, scaleY, scale.nodes)],
  };
}

function drawTable(
  options: ResolvedOptions,
  models: readonly GramModel[],
  grams: readonly (Float64Array | null)[],
  ramp: Ramp,
  most: number,
): Body {
  const { theme, narrow } = options;
  const width = bodyWidth(options);
  const cells = models.map(({ label }) => ({ row: '', column: label, notes: [] }));
  const table = smallMultiples(theme, cells, width, narrow ? 110 : 130, 190, (index, x, y, side) => {
    const model = models[index!]!;
    const biasColumns = Math.max(1, Math.round(model.features / 10));
    const cell = (side - 4) / (model.features + biasColumns);
    return [at(x, y, drawModel(theme, model, grams[index!]!, { cell, biasColumns, gap: 4 }, most, ramp))];
  });
  const scaleY = table.height + 14;
  const scale = colourScale(theme, scaleLabel, ramp, [-most, most], Math.min(scaleWidth, width), 0);
  return { height: scaleY + scale.height, nodes: [...table.nodes, at(0, scaleY, scale.nodes)] };
}

const columnGap = 10;
const scaleWidth = 260;
const scaleLabel = 'G_{ij} = w_{i}·w_{j} and b_{i} (dimensionless)';

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

/** How a matrix and its bias column are laid out from the matrix's top-left corner, px. */
interface Placement {
  readonly cell: number;
  /** Width of the bias column in cells. */
  readonly biasColumns: number;
  readonly gap: number;
}

function drawModel(
  theme: Theme,
  { features, b, state }: GramModel,
  gram: Float64Array | null,
  { cell, biasColumns, gap }: Placement,
  most: number,
  ramp: Ramp,
): SvgNode[] {
  const extent = cell * features;
  const matrix = { x: 0, y: 0, width: extent, height: extent };
  const column = { x: extent + gap, y: 0, width: cell * biasColumns, height: extent };
  const outlines = [matrix, column].map((box) =>
    svg('rect', { ...box, fill: gram === null ? theme.grid : 'none', stroke: theme.frame, 'stroke-width': 0.8 }),
  );
  if (gram === null) {
    const centre = extent / 2;
    return [...outlines, plainText(state ?? 'failed', centre, centre + 4, { size: 11, fill: theme.muted, anchor: 'middle' })];
  }
  const colour = (value: number): Rgb => ramp(0.5 + value / (2 * most));
  return [
    rasterImage(matrix, features, features, (i, j) => colour(gram[i * features + j]!)),
    rasterImage(column, features, 1, (i) => colour(b[i]!)),
    ...outlines,
  ];
}

function indexLabels(theme: Theme, features: number, { cell, gap }: Placement): SvgNode[] {
  const extent = cell * features;
  const axis = { size: 12.5, fill: theme.ink, anchor: 'middle' as const };
  const index = { size: 11, fill: theme.muted };
  const stride = Math.ceil(22 / cell);
  const nodes = [
    plainText('feature j →', extent / 2, -30, axis),
    plainText('i ↓', -6, -10, { ...index, fill: theme.ink, anchor: 'end' }),
    richText('b_{i}', extent + gap + cell / 2, -10, axis),
  ];
  for (let i = 0; i < features; i += stride) {
    const centre = (i + 0.5) * cell;
    nodes.push(plainText(String(i + 1), centre, -10, { ...index, anchor: 'middle' }));
    nodes.push(plainText(String(i + 1), -6, centre + 4, { ...index, anchor: 'end' }));
  }
  return nodes;
}

function printedValues(
  { features, b }: GramModel,
  gram: Float64Array,
  { cell, gap }: Placement,
  most: number,
  ramp: Ramp,
): SvgNode[] {
  const size = Math.min(14, cell * 0.31);
  const print = (value: number, centre: number, row: number): SvgNode => {
    // The luminance at which black and white text contrast equally.
    const fill = relativeLuminance(ramp(0.5 + value / (2 * most))) > 0.18 ? '#16191d' : '#ffffff';
    return plainText(fixed(value), centre, (row + 0.5) * cell + 0.36 * size, { size, fill, anchor: 'middle' });
  };
  return [
    ...Array.from(gram, (value, k) => print(value, ((k % features) + 0.5) * cell, Math.floor(k / features))),
    ...Array.from(b, (value, row) => print(value, features * cell + gap + cell / 2, row)),
  ];
}

/** Two decimals, a true minus, no negative zero. */
function fixed(value: number): string {
  const text = value.toFixed(2);
  return text === '-0.00' ? '0.00' : text.replace('-', '−');
}

function describe(models: readonly GramModel[], grams: readonly (Float64Array | null)[]): string {
  const absent = grams.filter((gram) => gram === null).length;
  const sizes = [...new Set(models.map(modelSize))];
  return (
    `Heat map of the Gram matrix W transposed times W, and of the biases, of ${formatCount(models.length)} ` +
    `${models.length === 1 ? 'model' : 'models'} with ${sizes.join(', ')}.` +
    (absent === 0 ? '' : ` ${absent} without a result.`)
  );
}
