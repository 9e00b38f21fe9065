/**
 * @file From the records of a run to a figure, by the names that specs use.
 */
import { InputError } from '@tegum/core';
import type { CellRecord } from '@tegum/data-runs';
import { dimensionalityPlot } from '../dimensionality-plot.js';
import { featureVectors } from '../feature-vectors.js';
import { gramHeatmap } from '../gram-heatmap.js';
import { lossCurves } from '../loss-curves.js';
import type { FigureText } from '../layout/sheet.js';
import type { FigureOptions } from '../options.js';
import { phaseDiagram } from '../phase-diagram.js';
import { dimensionalityOfRun } from './dimensionality-of-run.js';
import { gramOfRun } from './gram-of-run.js';
import { lossCurvesOfRun } from './loss-curves-of-run.js';
import { phaseDiagramOfRun } from './phase-diagram-of-run.js';
import { polygonsOfRun } from './polygons-of-run.js';

const runFigures = {
  'phase-diagram': (records, text, options) => phaseDiagram({ ...phaseDiagramOfRun(records), ...text }, options),
  dimensionality: (records, text, options) => dimensionalityPlot({ ...dimensionalityOfRun(records), ...text }, options),
  polygons: (records, text, options) => featureVectors({ ...polygonsOfRun(records), ...text }, options),
  gram: (records, text, options) => gramHeatmap({ ...gramOfRun(records), ...text }, options),
  'loss-curves': (records, text, options) => lossCurves({ ...lossCurvesOfRun(records), ...text }, options),
} as const satisfies Record<
  string,
  (records: readonly CellRecord[], text: FigureText, options: FigureOptions) => string
>;

/** A figure that can be drawn from a run. */
export type RunFigureName = keyof typeof runFigures;

/** The figures that can be drawn from a run, as specs name them. */
export const runFigureNames = Object.keys(runFigures) as readonly RunFigureName[];

/** The records a figure is drawn from, and its texts. */
export interface RunFigureInput extends FigureText {
  readonly records: readonly CellRecord[];
}

/**
 * Draws one figure of a run.
 *
 * Subtitle and caption say what was computed and what is missing, unless given.
 *
 * @param name - One of `runFigureNames`.
 * @returns SVG text; same records and options, same text.
 * @throws {InputError} if the name is unknown, there are no records, or they lack the figure's axes.
 *
 * @example
 * import type { CellRecord } from '@tegum/data-runs';
 * import { createFigureDocument } from '@tegum/figures/node';
 *
 * const record: CellRecord = {
 *   cell: '0123456789abcdef0123456789abcdef', status: 'done', backend: 'core', error: null,
 *   parameters: { features: 1, hidden: 1, density: [0.1], importance: [1], method: 'exact', seed: 0 },
 *   result: {
 *     loss: 0, errorBound: 0, lossPerFeature: [0], gradientNorm: 0, minHessianEigenvalue: null, phase: 'other', starts: 1, bestCount: 1, optimaCount: 1,
 *     secondLoss: null, secondPhase: null, evaluations: 9, W: [1], b: [0], featureNorms: [1], dimensionality: [1], rank: 1, tightness: 0, lossCurve: [],
 *   },
 * };
 * const svg = drawRunFigure('gram', { title: 'One feature', records: [record] }, { document: createFigureDocument() });
 * /<desc>(.*)<.desc>/.exec(svg)?.[1]; // → Heat map of the Gram matrix…
 */
export function drawRunFigure(name: string, { records, ...text }: RunFigureInput, options: FigureOptions): string {
  if (!Object.hasOwn(runFigures, name)) {
    throw new InputError('figure', `one of ${runFigureNames.join(', ')}`, JSON.stringify(name));
  }
  if (records.length === 0) throw new InputError(`figure ${name}`, 'at least one record', 'none');
  return runFigures[name as RunFigureName](records, text, options);
}
