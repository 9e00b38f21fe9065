/** @file Small, made-up data for the tests: one sample of every figure, and a way to read a figure back. */
import { DOMParser } from 'linkedom';
import { decode } from 'fast-png';
import type { CellRecord } from '@tegum/data-runs';
import { classicLosses } from './classic-candidates.js';
import { createFigureDocument } from './node/document.js';
import type { FigureOptions } from './options.js';
import type { PhaseCell } from './phase-diagram.js';
import { textWidth } from './text/measure.js';
import { dimensionalityPlot } from './dimensionality-plot.js';
import { featureVectors } from './feature-vectors.js';
import { gramHeatmap } from './gram-heatmap.js';
import { logLogPlot } from './log-log-plot.js';
import { lossCurves } from './loss-curves.js';
import { phaseDiagram } from './phase-diagram.js';

export const document = createFigureDocument();

/** The classic (2,1) diagram on a grid of count × count over density 0.01…1 and importance 0.1…10. */
export function classicCells(count: number): PhaseCell[] {
  const cells: PhaseCell[] = [];
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) {
      const density = 0.01 * 100 ** (i / (count - 1));
      const importance = 0.1 * 100 ** (j / (count - 1));
      const losses = classicLosses(density, importance);
      const [phase, loss] = (
        [
          ['ignored', losses['ignore-last']],
          ['dedicated', losses['ignore-first']],
          ['antipodal', losses.antipodal],
        ] as const
      ).reduce((best, candidate) => (candidate[1] < best[1] ? candidate : best));
      cells.push({ density, importance, state: 'done', phase, loss });
    }
  }
  return cells;
}

/** Columns of a regular polygon, row-major [2, features]. */
export function polygonWeights(features: number, radius = 1.1): number[] {
  const angles = Array.from({ length: features }, (_, i) => (2 * Math.PI * i) / features);
  return [...angles.map((angle) => radius * Math.cos(angle)), ...angles.map((angle) => radius * Math.sin(angle))];
}

export function polygonVectors(features: number): (readonly [number, number])[] {
  const W = polygonWeights(features);
  return Array.from({ length: features }, (_, i) => [W[i]!, W[features + i]!] as const);
}

const dimensionalities = [
  [1, 1, 0, 0, 0],
  [0.5, 0.5, 0.5, 0.5, 0],
  [0.4, 0.4, 0.4, 0.4, 0.4],
];

/** One small figure of every kind; with everything a figure can say about what is missing. */
export const samples: Readonly<Record<string, (options: Omit<FigureOptions, 'document'>) => string>> = {
  'phase-diagram': (options) => {
    const cells = classicCells(12).flatMap((cell, index): PhaseCell[] => {
      if (index === 40) return [{ ...cell, state: 'failed', phase: '', loss: Number.NaN }];
      if (index === 70) return [{ ...cell, state: 'diverged', phase: '', loss: Number.NaN }];
      return index === 100 ? [] : [cell];
    });
    return phaseDiagram({ cells, classic: true, title: 'A & B <phases>', subtitle: 'exact population loss, 144 cells' }, { document, ...options });
  },
  dimensionality: (options) =>
    dimensionalityPlot(
      {
        models: dimensionalities.map((dimensionality, index) => ({
          density: [1, 0.2, 0.05][index]!,
          hidden: 2,
          dimensionality,
          squaredNorm: [2, 4, 5.5][index]!,
        })),
        subtitle: '5 features in 2 dimensions',
      },
      { document, ...options },
    ),
  polygons: (options) =>
    featureVectors(
      {
        models: [5, 6].flatMap((features) =>
          [0.01, 0.1, 0.3].map((p) => ({
            row: `n = ${features}`,
            column: `p = ${p}`,
            notes: [features === 5 ? 'pentagon' : 'hexagon', 'L = 0.0123'],
            vectors: features === 6 && p === 0.3 ? null : polygonVectors(features),
            values: new Array<number>(features).fill(p - 0.2),
          })),
        ),
        colour: { label: 'bias b_{i} (dimensionless)', scale: 'diverging' },
      },
      { document, ...options },
    ),
  gram: (options) =>
    gramHeatmap(
      { models: [{ label: '', features: 5, hidden: 2, W: polygonWeights(5), b: [-0.1, -0.2, -0.3, -0.2, -0.1] }], title: 'G = WᵀW' },
      { document, ...options },
    ),
  'log-log': (options) =>
    logLogPlot(
      {
        series: [
          { label: 'theirs', points: [{ x: 2, y: 120 }, { x: 20, y: 340 }, { x: 400, y: 5000 }] },
          { label: 'ours', points: [{ x: 2, y: 0.4 }, { x: 20, y: 50 }, { x: 400, y: 3000 }] },
        ],
        xLabel: 'features n (log)',
        yLabel: 'time, µs (log)',
        title: 'How time grows',
      },
      { document, ...options },
    ),
  'loss-curves': (options) =>
    lossCurves(
      {
        series: [0.03, 0.1, 0.3].map((p) => ({
          label: `p = ${p}`,
          losses: Array.from({ length: 50 }, (_, step) => p / (1 + step) + p / 10),
        })),
      },
      { document, ...options },
    ),
};

/** A finished cell, two features in one dimension unless parameters say otherwise. */
export function doneRecord(parameters: Partial<CellRecord['parameters']>, result: Partial<NonNullable<CellRecord['result']>> = {}): CellRecord {
  return {
    cell: '00',
    status: 'done',
    backend: 'core',
    parameters: { features: 2, hidden: 1, density: [0.1, 0.1], importance: [1, 1], method: 'exact', seed: 0, ...parameters },
    result: {
      loss: 0.01,
      errorBound: 0,
      lossPerFeature: [0.005, 0.005],
      gradientNorm: 0,
      minHessianEigenvalue: null,
      phase: 'antipodal',
      starts: 8,
      bestCount: 8,
      optimaCount: 1,
      secondLoss: null,
      secondPhase: null,
      evaluations: 100,
      W: [1, -1],
      b: [0, 0],
      featureNorms: [1, 1],
      dimensionality: [0.5, 0.5],
      rank: 1,
      tightness: 0,
      lossCurve: [],
      ...result,
    },
    error: null,
  };
}

export function failedRecord(parameters: Partial<CellRecord['parameters']>): CellRecord {
  return { ...doneRecord(parameters), status: 'failed', result: null, error: { name: 'Error', message: 'no optimum' } };
}

export interface ReadText {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
  readonly size: number;
}

/** A figure read back: its root, its images decoded, its texts with the room they take. */
export function readFigure(svg: string) {
  const root = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement as unknown as Element;
  const images = [...root.querySelectorAll('image')].map((image) => {
    const { data, width: columns, height: rows } = decode(
      Buffer.from(image.getAttribute('href')!.replace('data:image/png;base64,', ''), 'base64'),
    );
    const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => Number(image.getAttribute(name)));
    return { x: x!, y: y!, width: width!, height: height!, columns, rows, data };
  });
  return { root, images, texts: readTexts(root) };
}

interface Element {
  readonly localName: string;
  readonly children: Iterable<Element>;
  readonly textContent: string;
  getAttribute(name: string): string | null;
  querySelectorAll(selector: string): Iterable<Element>;
}

function readTexts(root: Element): ReadText[] {
  const texts: ReadText[] = [];
  const visit = (element: Element, x: number, y: number, size: number, anchor: string): void => {
    const [, dx = '0', dy = '0'] = /translate\((-?[\d.]+),(-?[\d.]+)\)/.exec(element.getAttribute('transform') ?? '') ?? [];
    const here = [x + Number(dx), y + Number(dy)] as const;
    const fontSize = Number(element.getAttribute('font-size') ?? size);
    const align = element.getAttribute('text-anchor') ?? anchor;
    if (element.localName === 'text') {
      const attribute = (name: string): number => {
        const value = element.getAttribute(name) ?? '0';
        return value.endsWith('em') ? Number.parseFloat(value) * fontSize : Number(value);
      };
      const width = textWidth(element.textContent, fontSize, element.getAttribute('font-weight') === '600' ? 'semibold' : 'regular');
      const left = here[0] + attribute('x') - (align === 'middle' ? width / 2 : align === 'end' ? width : 0);
      texts.push({ text: element.textContent, left, right: left + width, baseline: here[1] + attribute('y'), size: fontSize });
    }
    for (const child of element.children) visit(child, ...here, fontSize, align);
  };
  visit(root, 0, 0, 16, 'start');
  return texts;
}
