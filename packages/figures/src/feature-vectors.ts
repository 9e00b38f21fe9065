/**
 * @file Features of two-dimensional models as vectors from the origin: one model, or a table of many.
 */
import { InputError } from '@tegum/core';
import { rampThrough } from './colour/ramp.js';
import { toHex } from './colour/rgb.js';
import { convexHull } from './layout/convex-hull.js';
import { formatCount } from './layout/axis-ticks.js';
import { colourScale } from './layout/colour-scale.js';
import { bodyWidth, printSheet, type FigureText } from './layout/sheet.js';
import { smallMultiples } from './layout/small-multiples.js';
import { resolveOptions, type FigureOptions } from './options.js';
import { at, svg, type SvgNode } from './svg/node.js';
import { plainText } from './text/rich-text.js';
import type { Theme } from './theme.js';

/** One model of a table of models. */
export interface VectorModel {
  /** Headings of the model's place in the table, e.g. 'n = 5' and 'p = 0.1'; empty where there is one row or column. */
  readonly row: string;
  readonly column: string;
  /** Short lines under the panel, e.g. its phase and its loss. */
  readonly notes: readonly string[];
  /** Direction w_i of each feature; null where there is none to show, and the panel says why. Shape [features][2]. */
  readonly vectors: readonly (readonly [number, number])[] | null;
  /** Why `vectors` is null. Default 'failed'. */
  readonly state?: 'failed' | 'diverged';
  /** What colours the vectors, e.g. importances or biases; ignored without `colour`. Shape [features]. */
  readonly values: readonly number[];
}

/** Models in two dimensions, and what colours their vectors. */
export interface FeatureVectorsData extends FigureText {
  readonly models: readonly VectorModel[];
  /** Meaning of `values`: 'sequential' from least to most, 'diverging' about 0. Without it all vectors share a colour. */
  readonly colour?: { readonly label: string; readonly scale: 'sequential' | 'diverging' };
}

/**
 * Feature vectors w_i in the plane, all panels in the same scale, with the unit circle and the convex hull of the tips.
 *
 * @returns SVG text; same data and options, same text.
 * @throws {InputError} if there is no model, or a coordinate or a colour value is not finite.
 *
 * @example
 * import { createFigureDocument } from '@tegum/figures/node';
 *
 * const vectors = [[1, 0], [-1, 0], [0, 1], [0, -1]] as const;
 * const square = { row: '', column: 'p = 0.1', vectors, values: [1, 1, 1, 0.5], notes: ['two pairs of opposites'] };
 * const svg = featureVectors({ models: [square], colour: { label: 'importance', scale: 'sequential' } }, { document: createFigureDocument() });
 * /<desc>(.*)<.desc>/.exec(svg)?.[1]; // → Feature directions in the plane of 1 model with 4 features, coloured by importance.
 */
export function featureVectors(data: FeatureVectorsData, options: FigureOptions): string {
  const resolved = resolveOptions('featureVectors', options);
  checkModels(data);
  const { theme, narrow } = resolved;
  const width = bodyWidth(resolved);
  const reach = Math.max(1, ...data.models.flatMap(({ vectors }) => (vectors ?? []).map(([x, y]) => Math.hypot(x, y))));
  const domain = colourDomain(data);
  const ramp = rampThrough(data.colour?.scale === 'diverging' ? awayFromZero(theme) : theme.sequential);
  const colourOf = (value: number): string =>
    domain === undefined
      ? theme.series[0]!
      : toHex(ramp(domain[1] === domain[0] ? 0.5 : (value - domain[0]) / (domain[1] - domain[0])));

  const largest = data.models.length === 1 ? 460 : 230;
  const table = smallMultiples(theme, data.models, width, narrow ? 68 : 76, largest, (index, x, y, side) =>
    drawModel(theme, index === undefined ? undefined : data.models[index], x, y, side, reach, colourOf),
  );
  const scale =
    domain === undefined || data.colour === undefined
      ? undefined
      : colourScale(theme, data.colour.label, ramp, domain, Math.min(width, 260), domain[0] < 0 && domain[1] > 0 ? 0 : undefined);

  return printSheet(
    resolved,
    {
      title: data.title ?? 'Feature vectors',
      subtitle: data.subtitle,
      caption: [data.caption, `Dashed circle: norm 1, dimensionless${data.models.length > 1 ? '; one scale for all panels' : ''}.`]
        .filter((text) => text !== undefined)
        .join(' '),
      description: describe(data),
    },
    {
      height: table.height + (scale === undefined ? 0 : 18 + scale.height),
      nodes: [...table.nodes, ...(scale === undefined ? [] : [at(0, table.height + 18, scale.nodes)])],
    },
  );
}

function checkModels({ models, colour }: FeatureVectorsData): void {
  if (models.length === 0) throw new InputError('featureVectors: models', 'at least one model', 'none');
  models.forEach(({ vectors, values }, index) => {
    if (vectors === null) return;
    if (!vectors.flat().every(Number.isFinite)) {
      throw new InputError(`featureVectors: models[${index}].vectors`, 'finite coordinates', JSON.stringify(vectors.flat()));
    }
    if (colour !== undefined && !(values.length === vectors.length && values.every(Number.isFinite))) {
      throw new InputError(
        `featureVectors: models[${index}].values`,
        `${vectors.length} finite values, one a vector`,
        JSON.stringify(values),
      );
    }
  });
}

/** Over all models; symmetric about 0 for a diverging scale. */
function colourDomain({ models, colour }: FeatureVectorsData): readonly [number, number] | undefined {
  if (colour === undefined) return undefined;
  const values = models.flatMap((model) => (model.vectors === null ? [] : model.values));
  if (values.length === 0) return undefined;
  const low = Math.min(...values);
  const high = Math.max(...values);
  if (colour.scale === 'sequential') return [low, high];
  const most = Math.max(Math.abs(low), Math.abs(high));
  return most === 0 ? [-1, 1] : [-most, most];
}

/** The middle of a diverging ramp is made for areas; thin lines need more contrast to the background. */
function awayFromZero(theme: Theme): readonly string[] {
  const stops = [...theme.diverging];
  stops[(stops.length - 1) / 2] = theme.frame;
  stops.splice((stops.length - 1) / 2 - 1, 1);
  stops.splice((stops.length - 1) / 2 + 1, 1);
  return stops;
}

function drawModel(
  theme: Theme,
  model: VectorModel | undefined,
  x: number,
  y: number,
  side: number,
  reach: number,
  colourOf: (value: number) => string,
): SvgNode[] {
  const dotRadius = Math.max(2.2, Math.min(5, side / 45));
  const centre = side / 2;
  const unit = (centre - dotRadius - 2) / Math.max(1.04, reach);
  const circle = svg('circle', {
    cx: centre,
    cy: centre,
    r: unit,
    fill: 'none',
    stroke: theme.frame,
    'stroke-opacity': 0.7,
    'stroke-dasharray': '2,3',
  });
  if (model === undefined || model.vectors === null) {
    const text = model === undefined ? 'no cell' : (model.state ?? 'failed');
    return [at(x, y, [circle, plainText(text, centre, centre + 4, { size: 11, fill: theme.muted, anchor: 'middle' })])];
  }
  const tips = model.vectors.map(([u, v]) => [centre + unit * u, centre - unit * v] as const);
  const hull = convexHull(tips);
  const strokeWidth = Math.max(1.3, Math.min(2.6, side / 75));
  return [
    at(x, y, [
      circle,
      svg('path', { d: `M${centre - 3},${centre}h6M${centre},${centre - 3}v6`, stroke: theme.frame }),
      ...(hull.length < 3
        ? []
        : [svg('polygon', { points: hull.map(([u, v]) => `${u.toFixed(2)},${v.toFixed(2)}`).join(' '), fill: theme.ink, 'fill-opacity': 0.06 })]),
      ...tips.flatMap(([u, v], index) => {
        const stroke = colourOf(model.values[index] ?? 0);
        return [
          svg('path', { d: `M${centre},${centre}L${u},${v}`, stroke, 'stroke-width': strokeWidth }),
          svg('circle', { cx: u, cy: v, r: dotRadius, fill: stroke }),
        ];
      }),
    ]),
  ];
}

function describe({ models, colour }: FeatureVectorsData): string {
  const absent = models.filter(({ vectors }) => vectors === null).length;
  const sizes = [...new Set(models.map(({ vectors }) => vectors?.length ?? 0))].filter((size) => size > 0);
  return (
    `Feature directions in the plane of ${formatCount(models.length)} ${models.length === 1 ? 'model' : 'models'} ` +
    `with ${sizes.join(', ')} features` +
    (colour === undefined ? '.' : `, coloured by ${colour.label}.`) +
    (absent === 0 ? '' : ` ${absent} without a result.`)
  );
}
